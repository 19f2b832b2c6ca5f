
// Choosing claims

const named = (id) => document.getElementById(id);
const claims = all("#grid tbody tr");
const pickers = ["section", "kind", "group", "confidence"];
const pick = () => {
  const text = named("pick-text").value.toLocaleLowerCase();
  let shown = 0;
  claims.forEach((row) => {
    const fits = pickers.every((name) => {
      const wanted = named(`pick-${name}`).value;
      return !wanted || row.dataset[name] === wanted;
    });
    row.hidden = !(fits && row.textContent.toLocaleLowerCase().includes(text));
    shown += !row.hidden;
  });
  named("picked").textContent = `${shown} of ${claims.length} claims`;
};
if (named("pick")) {
  named("pick").oninput = pick;
  named("pick").onsubmit = (event) => event.preventDefault();
  pick();
}

// The time machine: verdicts, counts and short answers of any day, from a table that the page
// carries. Nothing is reckoned here but which row of the table holds on the day.

const machine = document.getElementById("moments");

if (machine) {
  const table = JSON.parse(machine.textContent);
  const DAY = 86400000;
  const start = Date.parse(table.first);
  const lastDay = Math.round((Date.parse(table.own) - start) / DAY);
  const isoOf = (day) => new Date(start + day * DAY).toISOString().slice(0, 10);
  const months = "January February March April May June July August September October November December".split(" ");
  const wordsOf = (day) => {
    const [year, month, date] = isoOf(day).split("-");
    return `${+date} ${months[month - 1]} ${year}`;
  };
  const own = { day: lastDay, grade: table.switches[0], media: table.switches[1] === "1" };
  const state = { ...own };
  const isOwn = () => Object.keys(own).every((name) => own[name] === state[name]);

  // The last row of a course that had begun by the day

  const holding = (steps, day) => {
    let found = null;
    for (const step of steps) {
      if (step[0] > day) break;
      found = step;
    }
    return found;
  };
  const switches = () => state.grade + Number(state.media);

  // What the page shows

  const rows = table.claims.map((id) => document.querySelector(`#grid tr[data-claim="${id}"]`));
  const slug = (word) => word.replaceAll(" ", "-");
  const board = all(".scoreboard tbody tr");
  const totals = all(".scoreboard tfoot td.num");
  const groups = Object.keys(table.group_titles);
  const answer = named("answer");
  const ownAnswer = answer && answer.innerHTML;
  const cards = all(".cards li[data-page] .short");
  const ownCards = cards.map((card) => card.innerHTML);

  const markOf = (verdict) => {
    const word = table.verdicts[verdict];
    const glyph = make("span", { className: "glyph", textContent: table.glyphs[verdict] });
    glyph.setAttribute("aria-hidden", "true");
    return make("span", { className: `verdict v-${slug(word)}` }, glyph, ` ${word}`);
  };

  const ownSteps = table.courses[table.switches].map((row) => holding(table.rows[row], lastDay));

  const showClaim = (row, step, before) => {
    const [, , , verdict, share, sure] = row.cells;
    row.dataset.group = step ? table.groups[step[1]] : "";
    row.dataset.confidence = step ? table.levels[step[3]] : "";
    verdict.replaceChildren(step ? markOf(step[1]) : "not made yet");
    share.textContent = step && step[2] !== null ? (step[2] / 100).toFixed(2) : "";
    sure.textContent = step ? table.levels[step[3]] : "";
    sure.dataset.sort = step ? 2 - step[3] : 9;
    row.classList.toggle("moved", !!before && (!step || step[1] !== before[1]));
  };

  const showBoard = () => {
    const sums = groups.map(() => 0);
    board.forEach((line) => {
      const mine = rows.filter((row) => row.dataset.section === line.dataset.section);
      const counts = groups.map((group) => mine.filter((row) => row.dataset.group === group).length);
      all("td.num", line).forEach((cell, at) => {
        cell.textContent = counts[at];
        cell.classList.toggle("none", !counts[at]);
        sums[at] += counts[at];
      });
      const order = groups.flatMap((group, at) => Array(counts[at]).fill(group));
      all(".strip rect", line).forEach((square, at) => square.setAttribute("class", order[at] ? `g-${slug(order[at])}` : "gone"));
    });
    totals.forEach((cell, at) => (cell.textContent = sums[at]));
    return sums;
  };


  const showAnswers = () => {
    if (isOwn()) {
      if (answer) answer.innerHTML = ownAnswer;
      cards.forEach((card, at) => (card.innerHTML = ownCards[at]));
      return;
    }
    const found = holding(table.answers[switches()], state.day);
    const texts = found.slice(1).map((number) => table.texts[number]);
    if (answer) {
      const title = answer.querySelector(".box-title");
      const said = make("p", { innerHTML: texts.slice(0, 5).join(" ") });
      const sure = make("p", { innerHTML: texts[5] });
      const line = make("p", { textContent: `As it could be known on ${wordsOf(state.day)}, from sources graded ${state.grade} or better${state.media ? "" : ", without state media of the parties"}.` });
      answer.replaceChildren(title, said, sure, line);
    }
    cards.forEach((card) => {
      const at = table.pages.indexOf(card.closest("li").dataset.page);
      if (at >= 0) card.innerHTML = texts[6 + at];
    });
  };

  const parameters = () => {
    const set = [];
    if (state.day !== own.day) set.push(["as_of", isoOf(state.day)]);
    if (state.grade !== own.grade) set.push(["min_reliability", state.grade]);
    if (state.media !== own.media) set.push(["include_party_media", state.media]);
    return set;
  };

  const showControls = (sums) => {
    const stop = table.days.findLastIndex((day) => day <= state.day);
    const slider = named("stop");
    slider.value = stop;
    slider.setAttribute("aria-valuetext", wordsOf(state.day));
    named("day").value = isoOf(state.day);
    named("grade").value = state.grade;
    named("media").checked = state.media;
    named("back").hidden = isOwn();
    named("earlier").disabled = state.day <= table.days[0];
    named("later").disabled = state.day >= lastDay;
    const counted = groups.map((group, at) => `${table.group_titles[group].toLowerCase()} ${sums[at]}`).join(", ");
    const moved = rows.filter((row) => row.classList.contains("moved")).length;
    named("said").textContent = `${wordsOf(state.day)}: ${counted}.${isOwn() ? "" : ` ${moved} verdicts differ from those of this edition.`}`;
    const line = parameters().map(([name, value]) => ` --set ${name}=${value}`).join("");
    named("how").replaceChildren("The same on the command line: ", make("code", { textContent: `treaty claims${line}` }));
    document.body.classList.toggle("elsewhen", !isOwn());
  };

  const show = () => {
    const courses = table.courses[switches()];
    rows.forEach((row, at) => row && showClaim(row, holding(table.rows[courses[at]], state.day), ownSteps[at]));
    const sums = showBoard();
    showAnswers();
    showControls(sums);
    pick();
  };

  const go = (changes, remember = true) => {
    Object.assign(state, changes);
    show();
    if (!remember) return;
    const hash = new URLSearchParams(parameters()).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  // The address

  const fromHash = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const changes = { ...own };
    const day = Math.round((Date.parse(asked.get("as_of")) - start) / DAY);
    if (day >= 0) changes.day = Math.min(day, lastDay);
    const grade = asked.get("min_reliability");
    if (table.courses[grade + "1"]) changes.grade = grade;
    if (asked.has("include_party_media")) changes.media = asked.get("include_party_media") === "true";
    return changes;
  };
  const isState = () => /as_of=|min_reliability=|include_party_media=/.test(location.hash);
  addEventListener("hashchange", () => (isState() || !location.hash) && go(fromHash(), false));

  // Controls

  const stepTo = (stop) => go({ day: table.days[Math.max(0, Math.min(stop, table.days.length - 1))] });
  const at = () => table.days.findLastIndex((day) => day <= state.day);
  named("stop").oninput = (event) => stepTo(+event.target.value);
  named("earlier").onclick = () => stepTo(table.days[at()] < state.day ? at() : at() - 1);
  named("later").onclick = () => stepTo(at() + 1);
  named("day").onchange = (event) => {
    const day = Math.round((Date.parse(event.target.value) - start) / DAY);
    if (day >= 0 && day <= lastDay) go({ day });
    else event.target.value = isoOf(state.day);
  };
  named("grade").onchange = (event) => go({ grade: event.target.value });
  named("media").onchange = (event) => go({ media: event.target.checked });
  named("back").onclick = () => {
    go({ ...own });
    named("stop").focus();
  };

  const BEAT = 650;
  let clock = 0;
  const pause = () => {
    clearInterval(clock);
    clock = 0;
    named("play").setAttribute("aria-pressed", "false");
    named("play").textContent = "Play";
  };
  named("play").onclick = () => {
    if (clock) return pause();
    if (state.day >= lastDay) stepTo(0);
    named("play").setAttribute("aria-pressed", "true");
    named("play").textContent = "Pause";
    clock = setInterval(() => {
      stepTo(at() + 1);
      if (state.day >= lastDay) pause();
    }, BEAT);
  };

  go(isState() ? fromHash() : { ...own }, false);
}
