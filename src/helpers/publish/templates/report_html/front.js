
// The time machine: verdicts, counts and short answers of any day, from a table that the page
// carries. Nothing is reckoned here but which row of the table holds on the day.

const machine = named("moments");

if (machine) {
  const table = JSON.parse(machine.textContent);
  const DAY = 86400000;
  const start = Date.parse(table.first);
  const lastDay = Math.round((Date.parse(table.own) - start) / DAY);
  const isoOf = (day) => new Date(start + day * DAY).toISOString().slice(0, 10);
  const dayOf = (iso) => Math.round((Date.parse(iso) - start) / DAY);
  const months = "January February March April May June July August September October November December".split(" ");
  const wordsOf = (day) => {
    const [year, month, date] = isoOf(day).split("-");
    return `${+date} ${months[month - 1]} ${year}`;
  };
  const own = { day: lastDay, grade: table.switches[0], media: table.switches[1] === "1" };
  const state = { ...own };
  const switches = () => state.grade + Number(state.media);
  const isOwn = () => Object.keys(own).every((name) => own[name] === state[name]);
  const ownWords = wordsOf(own.day);

  // The last row of a course that had begun by the day

  const holding = (steps, day) => {
    let found = null;
    for (const step of steps) {
      if (step[0] > day) break;
      found = step;
    }
    return found;
  };

  // The days on which a verdict turns under the switches chosen

  const stops = () => table.stops[switches()];
  const until = (day) => stops().findLast((stop) => stop <= day) ?? 0;
  const before = (day) => until(day - 1);
  const after = (day) => stops().find((stop) => stop > day) ?? lastDay;

  // What the page shows. Only what differs is written: to write costs a new layout.

  const put = (element, property, value) => {
    const written = (element.written ??= {});
    if ((written[property] ?? element[property]) !== value) element[property] = value;
    written[property] = value;
  };
  const rows = table.claims.map((id) => document.querySelector(`#grid tr[data-claim="${id}"]`));
  const slug = (word) => word.replaceAll(" ", "-");
  const board = all(".scoreboard tbody tr");
  const totals = all(".scoreboard tfoot td.num");
  const groups = Object.keys(table.group_titles);
  const answers = all("#answer .of-day");
  const cards = all(".cards li[data-page]");

  const markOf = (verdict) => {
    const word = table.verdicts[verdict];
    const glyph = make("span", { className: "glyph", textContent: table.glyphs[verdict] });
    glyph.setAttribute("aria-hidden", "true");
    return make("span", { className: `verdict v-${slug(word)}` }, glyph, ` ${word}`);
  };

  const ownSteps = table.courses[table.switches].map((row) => holding(table.rows[row], lastDay));
  rows.forEach((row, at) => row && (row.step = ownSteps[at])); // as the page is written
  const showClaim = (row, step, before) => {
    if (row.step === step) return;
    row.step = step;
    const [, , , verdict, share, sure] = row.cells;
    row.dataset.group = step ? table.groups[step[1]] : "";
    row.dataset.confidence = step ? table.levels[step[3]] : "";
    verdict.replaceChildren(step ? markOf(step[1]) : "not made yet");
    verdict.dataset.sort = step ? table.scale[step[1]] : table.scale.length;
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
        put(cell, "textContent", `${counts[at]}`);
        cell.classList.toggle("none", !counts[at]);
        sums[at] += counts[at];
      });
      const order = groups.flatMap((group, at) => Array(counts[at]).fill(group));
      all(".strip .mark", line).forEach((mark, at) => put(mark, "className", order[at] ? `mark g-${slug(order[at])}` : "mark gone"));
    });
    totals.forEach((cell, at) => put(cell, "textContent", `${sums[at]}`));
    return sums;
  };

  const sources = () =>
    `from sources graded ${state.grade}${state.grade === "A" ? "" : " or better"}${state.media ? "" : ", without state media of the parties"}`;

  const showAnswers = () => {
    const texts = holding(table.answers[switches()], state.day).slice(1).map((number) => table.texts[number]);
    const count = texts.length - table.pages.length;
    const said = [texts.slice(0, count - 1).join(" "), texts[count - 1]];
    answers.forEach((paragraph, at) => put(paragraph, "innerHTML", said[at]));
    if (named("answer-day")) put(named("answer-day"), "textContent", `As it could be known on ${wordsOf(state.day)}, ${sources()}.`);
    cards.forEach((card) => {
      const tally = card.querySelector(".tally");
      if (tally) put(tally, "innerHTML", texts[count + table.pages.indexOf(card.dataset.page)]);
    });
  };

  // Whose day it is that the page speaks of

  const showDay = () => {
    all(".shown-day").forEach((place) => {
      put(place, "textContent", wordsOf(state.day));
      if (place.dateTime) place.dateTime = isoOf(state.day);
    });
    const switched = state.grade !== own.grade || state.media !== own.media;
    const shown = `${state.day === own.day ? "the same day" : wordsOf(state.day)}${switched ? `, ${sources()}` : ""}`;
    put(named("whose-day"), "textContent", isOwn() ? `As of ${ownWords}` : `This edition is as of ${ownWords}; shown is ${shown}`);
    document.body.classList.toggle("elsewhen", !isOwn());
  };

  const parameters = () => {
    const set = [];
    if (state.day !== own.day) set.push(["as_of", isoOf(state.day)]);
    if (state.grade !== own.grade) set.push(["min_reliability", state.grade]);
    if (state.media !== own.media) set.push(["include_party_media", state.media]);
    return set;
  };

  const differing = (count) =>
    `${count || "No"} ${count > 1 ? "verdicts differ" : "verdict differs"} from ${count > 1 ? "those" : "that"} of this edition.`;

  const slider = named("stop");
  const turns = named("turns");
  const showStops = () => {
    if (turns.dataset.of === switches()) return;
    turns.dataset.of = switches();
    turns.replaceChildren(
      ...stops().map((day) => {
        const line = document.createElementNS(turns.namespaceURI, "line");
        const x = `${(100 * day) / lastDay}%`;
        Object.entries({ x1: x, x2: x, y1: 0, y2: 6 }).forEach(([name, value]) => line.setAttribute(name, value));
        return line;
      }),
    );
  };

  const showControls = (sums, fault) => {
    slider.value = state.day;
    slider.setAttribute("aria-valuetext", wordsOf(state.day));
    named("day").value = isoOf(state.day);
    named("grade").value = state.grade;
    named("media").checked = state.media;
    named("back").hidden = isOwn();
    named("earlier").setAttribute("aria-disabled", state.day <= 0);
    named("later").setAttribute("aria-disabled", state.day >= lastDay);
    const counted = groups.map((group, at) => `${table.group_titles[group].toLowerCase()} ${sums[at]}`).join(", ");
    const moved = rows.filter((row) => row.classList.contains("moved")).length;
    named("said").textContent = `${fault ? `${fault} ` : ""}${wordsOf(state.day)}: ${counted}.${isOwn() ? "" : ` ${differing(moved)}`}`;
    const line = parameters().map(([name, value]) => ` --set ${name}=${value}`).join("");
    named("how").replaceChildren("The same on the command line: ", make("code", { textContent: `treaty claims${line}` }));
  };

  const show = (fault = "") => {
    const courses = table.courses[switches()];
    rows.forEach((row, at) => row && showClaim(row, holding(table.rows[courses[at]], state.day), ownSteps[at]));
    const sums = showBoard();
    showAnswers();
    showDay();
    showStops();
    showControls(sums, fault);
    if (named("grid")) arrange(named("grid"));
    pick();
  };

  const go = (changes) => {
    Object.assign(state, changes);
    show();
    const hash = new URLSearchParams(parameters()).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  // The address; what it asks for that there is not is said, and the edition's own shown instead

  const noSuchDay = (text) => {
    const day = dayOf(text);
    if (!/^\d{4}-\d\d-\d\d$/.test(text) || isNaN(day) || isoOf(day) !== text) return `There is no day ${text}; shown is that of this edition.`;
    if (day < 0 || day > lastDay) return `${wordsOf(day)} is not from ${wordsOf(0)} to ${ownWords}; shown is the day of this edition.`;
    return "";
  };
  const fromHash = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const [day, grade, media] = ["as_of", "min_reliability", "include_party_media"].map((name) => asked.get(name));
    const faults = [];
    Object.assign(state, own);
    if (day !== null) {
      const fault = noSuchDay(day);
      if (fault) faults.push(fault);
      else state.day = dayOf(day);
    }
    if (table.courses[grade + "1"]) state.grade = grade;
    else if (grade !== null) faults.push(`There is no grade ${grade}; shown is that of this edition.`);
    if (media !== null) state.media = media === "true";
    show(faults.join(" "));
  };
  const isState = () => /as_of=|min_reliability=|include_party_media=/.test(location.hash);
  addEventListener("hashchange", () => (isState() || !location.hash) && fromHash());

  // Controls. A key moves the slider to the next turn, a pointer to the last turn before it.

  let held = false;
  slider.onpointerdown = () => (held = true);
  slider.onpointerup = slider.onpointercancel = slider.onchange = () => (held = false);
  slider.oninput = () => {
    const asked = +slider.value;
    const day = asked > state.day && !held ? Math.max(until(asked), after(state.day)) : until(asked);
    if (day === state.day) slider.value = day;
    else go({ day });
  };
  named("earlier").onclick = () => state.day > 0 && go({ day: before(state.day) });
  named("later").onclick = () => state.day < lastDay && go({ day: after(state.day) });
  const dated = named("day");
  dated.onblur = () => (dated.value = isoOf(state.day));
  dated.onchange = () => {
    const fault = dated.value && noSuchDay(dated.value);
    if (fault) named("said").textContent = fault;
    else if (dated.value) go({ day: dayOf(dated.value) });
  };
  named("grade").onchange = (event) => go({ grade: event.target.value });
  named("media").onchange = (event) => go({ media: event.target.checked });
  named("back").onclick = () => {
    go({ ...own });
    slider.focus();
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
    if (state.day >= lastDay) go({ day: 0 });
    named("play").setAttribute("aria-pressed", "true");
    named("play").textContent = "Pause";
    clock = setInterval(() => {
      go({ day: after(state.day) });
      if (state.day >= lastDay) pause();
    }, BEAT);
  };

  // The page is written as of its own day; what a script adds to that can wait

  if (isState()) fromHash();
  else idle(() => show());
}
