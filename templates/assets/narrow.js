// A list of papers that readers narrow with chips. Each pressed chip is in the address: ?FACET=VALUE, as in a search.

const box = document.querySelector("[data-narrow]");
const chips = [...box.querySelectorAll("[data-chip]")];
const told = box.querySelector("[role=status]");
const all = box.querySelector("[data-all]");
const marks = new Map([...document.querySelectorAll("[data-marks]")].map((entry) => [entry, entry.dataset.marks.split(" ")]));
const whole = told.textContent;

const pressed = () => {
  const query = new URLSearchParams(location.search);
  return chips.map((chip) => chip.dataset.chip).filter((chip) => query.getAll(chip.split("=")[0]).includes(chip.split("=")[1]));
};

/** Show the papers that have all that is chosen, and how many of them each chip would leave. */
function show() {
  const chosen = pressed();
  const left = [...marks].filter(([, has]) => chosen.every((chip) => has.includes(chip)));
  const shown = new Set(left.map(([entry]) => entry));
  for (const entry of marks.keys()) entry.hidden = !shown.has(entry);
  for (const chip of chips) {
    const count = left.filter(([, has]) => has.includes(chip.dataset.chip)).length;
    chip.setAttribute("aria-pressed", chosen.includes(chip.dataset.chip));
    chip.classList.toggle("none", !count);
    chip.querySelector(".count").textContent = count;
  }
  const text = chosen.length ? `${shown.size || "None"} of ${marks.size} papers` : whole;
  if (told.textContent !== text) told.textContent = text;
  all.hidden = !chosen.length;
}

function go(change) {
  const query = new URLSearchParams(location.search);
  change(query);
  history.pushState(null, "", (String(query) ? `?${query}` : location.pathname) + location.hash);
  show();
}

function turn(query, chip) {
  const [key, value] = chip.split("=");
  const had = query.getAll(key);
  query.delete(key);
  for (const one of had) if (one !== value) query.append(key, one);
  if (!had.includes(value)) query.append(key, value);
}

for (const chip of chips) chip.addEventListener("click", () => go((query) => turn(query, chip.dataset.chip)));
all.addEventListener("click", () => {
  chips[0].focus(); // the button goes away
  go((query) => pressed().forEach((chip) => turn(query, chip)));
});
addEventListener("popstate", show);
show();
box.classList.add("ready");
