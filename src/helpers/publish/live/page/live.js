// The page: Python is loaded, a form is made from its parameters, and each change asks it anew.
import { Board } from "./board.js";
import { button, find, make, say } from "./dom.js";
import { Form } from "./form.js";
import { loadPyodide } from "./pyodide/pyodide.mjs";
import { Sources } from "./sources.js";
import { State } from "./state.js";

const SITE = "/lib/python3.14/site-packages";
const began = performance.now();
const root = document.documentElement;

const step = async (n, text) => {
  say(find("status"), text);
  find("progress").value = n;
  await new Promise((drawn) => setTimeout(drawn)); // a turn for the browser to draw the line
};

const fetched = async (name) => {
  const answer = await fetch(name);
  if (!answer.ok) throw new Error(`${name} could not be loaded (${answer.status})`);
  return answer;
};

// The fetches run while Python starts.
const loadDesk = async () => {
  find("progress").hidden = false;
  const wheels = document.body.dataset.wheels.split(" ").map((name) => `wheels/${name}`);
  const parts = Promise.all(
    ["helpers.zip", ...wheels].map((name) => fetched(name).then((a) => a.arrayBuffer())),
  );
  const evidence = fetched("docket.json").then((answer) => answer.text());
  await step(1, "Loading Python…");
  const python = await loadPyodide();
  await step(2, "Loading the rule and the evidence…");
  for (const part of await parts) python.unpackArchive(part, "zip", { extractDir: SITE });
  await step(3, "Starting the rule…");
  const Desk = python.runPython("from helpers.sections.explore.desk import Desk\nDesk");
  await step(4, "Judging the claims…");
  return Desk(await evidence);
};

const themeButton = () => {
  const dark = () =>
    (root.dataset.theme ||
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => (theme.textContent = dark() ? "Light theme" : "Dark theme");
  const theme = button("", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {}
  });
  name();
  document.querySelector("header.site .bar").append(make("div", { className: "tools" }, theme));
};

const run = (desk) => {
  const opening = JSON.parse(desk.opening());
  const state = new State(opening);
  let good = state.asked; // the last question that had an answer
  let noting = 0;

  const moved = () => {
    clearTimeout(noting); // browsers allow only so many changes of the address
    const hash = state.hash;
    noting = setTimeout(
      () => history.replaceState(null, "", hash ? `#${hash}` : location.pathname),
      150,
    );
  };

  const listChanges = () => {
    const line = (text, back) =>
      make(
        "li",
        {},
        `${text} `,
        button("Put back", () => (back(), changed()), { "aria-label": `Put back: ${text}` }),
      );
    const lines = [...state.findings].map((id) =>
      line(`Finding ${id} is left out.`, () => state.findings.delete(id)),
    );
    for (const [id, letter] of Object.entries(state.grades))
      lines.push(line(`Source ${id} is graded ${letter}.`, () => delete state.grades[id]));
    const gone = state.without.size;
    if (gone)
      lines.push(
        line(`${gone} of ${opening.sources.length} sources are left out.`, () =>
          state.without.clear(),
        ),
      );
    find("changes-list").replaceChildren(...lines);
    find("changes").hidden = find("partly").hidden = !state.isChanged;
    find("save").disabled = state.isChanged;
  };

  const redraw = () => {
    const start = performance.now();
    const answer = JSON.parse(desk.board(state.asked));
    if (answer.html) {
      good = state.asked;
      board.show(answer.html);
      const took = performance.now() - start;
      if (state.claim) board.showClaim();
      say(find("commands"), answer.commands.join("\n"));
      say(find("timing"), `Judged and drawn in ${took.toFixed(0)} ms.`);
      root.dataset.took = took;
    }
    return answer.faults;
  };

  const changed = () => {
    form.fault(redraw());
    listChanges();
    sources.show();
    moved();
  };

  const board = new Board(opening, state, {
    moved,
    claim: (id) => desk.claim(good, id),
    leaveOut: (id) => (state.findings.add(id), changed()),
    grade: (id, letter) => {
      if (letter) state.grades[id] = letter;
      else delete state.grades[id];
      changed();
    },
  });
  const form = new Form(opening, state, changed);
  const sources = new Sources(opening, state, changed);

  // An address may be wrong: what is wrong in it is said, and the rest is shown.
  const arrive = () => {
    clearTimeout(noting); // what was about to be noted is over
    state.read(location.hash);
    const faults = JSON.parse(desk.board(state.asked)).faults;
    for (const name of Object.keys(faults)) {
      if (name in state.defaults) state.parameters[name] = state.defaults[name];
      else delete state.parameters[name];
    }
    redraw();
    form.show();
    form.fault(faults, 0);
    sources.show();
    listChanges();
    find("section").value = state.section;
    board.filter();
    board.showClaim();
  };

  find("reset").onclick = () => {
    state.reset();
    history.replaceState(null, "", location.pathname);
    find("search").value = "";
    arrive();
    sources.clear();
  };
  find("undo").onclick = () => (
    state.undo(),
    changed(),
    find("board").querySelector(".opener").focus()
  );
  find("save").onclick = () => {
    const file = new Blob([desk.document(good)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: "claims.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  find("link").onclick = async () => {
    const hash = state.hash;
    await navigator.clipboard.writeText(`${location.href.split("#")[0]}${hash ? `#${hash}` : ""}`);
    say(find("timing"), "The link is copied.");
  };
  addEventListener("hashchange", arrive);
  arrive();
};

themeButton();
try {
  const desk = await loadDesk();
  run(desk);
  const seconds = (performance.now() - began) / 1000;
  say(find("status"), `Ready after ${seconds.toFixed(1)} seconds.`);
  find("progress").hidden = true;
  find("desk").hidden = false;
  root.dataset.ready = Math.round(performance.now() - began);
} catch (error) {
  find("progress").hidden = true;
  find("loading").classList.add("fault");
  say(
    find("status"),
    `The page could not start: ${error.message.trim().split("\n").at(-1)}. Reload it, or read the rendered report.`,
  );
  throw error;
}
