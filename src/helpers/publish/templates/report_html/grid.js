
// The grid of claims: which of them are shown

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

// Of the claims that turned, the newest stand openly, the others on demand

const rest = named("turned-rest");
if (rest) {
  const count = rest.rows.length;
  const opener = button("", () => toggle(rest.hidden));
  const toggle = (open) => {
    rest.hidden = !open;
    opener.setAttribute("aria-expanded", open);
    opener.textContent = `${open ? "Hide" : "Show"} ${count === 1 ? "the one" : `the ${count}`} that turned before`;
  };
  opener.setAttribute("aria-controls", rest.id);
  opener.className = "opener";
  toggle(false);
  rest.closest(".grid-wrap").after(opener);
}
