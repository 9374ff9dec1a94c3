
const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const titleOf = (entry) => entry.querySelector(".entry-title").textContent;
const ORDERS = {
oldest: (one, other) => words.compare(one.dataset.listed, other.dataset.listed),
title: (one, other) => words.compare(titleOf(one), titleOf(other)),
votes: (one, other) => (other.dataset.votes || 0) - (one.dataset.votes || 0),
};

function turn(query, chip) {
const [key, value] = chip.split("=");
const rest = [...query].filter(([name, one]) => name !== key || one !== value);
if (rest.length === [...query].length) rest.push([key, value]);
for (const name of new Set([...query.keys()])) query.delete(name);
for (const [name, one] of rest) query.append(name, one);
}

function narrowed(box) {
const chips = [...box.querySelectorAll("[data-chip]")];
const told = box.querySelector("[role=status]");
const all = box.querySelector("[data-all]");
const order = box.querySelector("select");
const entries = [...box.parentElement.querySelectorAll("[data-marks]")];
const marks = new Map(entries.map((entry) => [entry, entry.dataset.marks.split(" ")]));
const whole = told.textContent;

const pressed = (query) => chips.map((chip) => chip.dataset.chip).filter((chip) => {
const [key, value] = chip.split("=");
return query.getAll(key).includes(value);
});

function arrange(wish) {
const known = [...order.options].some((option) => option.value === wish) ? wish : "";
if (known === order.dataset.shown) return;
order.value = order.dataset.shown = known;
entries[0].parentElement.append(...(known ? [...entries].sort(ORDERS[known]) : entries));
}

function show() {
const query = new URLSearchParams(location.search);
const chosen = pressed(query);
const left = [...marks].filter(([, has]) => chosen.every((chip) => has.includes(chip)));
const shown = new Set(left.map(([entry]) => entry));
for (const entry of entries) entry.hidden = !shown.has(entry);
for (const chip of chips) {
const count = left.filter(([, has]) => has.includes(chip.dataset.chip)).length;
chip.setAttribute("aria-pressed", chosen.includes(chip.dataset.chip));
chip.classList.toggle("none", !count);
chip.querySelector(".count").textContent = count;
}
const text = chosen.length ? whole.replace("All", `${shown.size || "None"} of`) : whole;
if (told.textContent !== text) told.textContent = text;
all.hidden = !chosen.length;
if (order) arrange(query.get("sort") || "");
}

function go(change) {
const query = new URLSearchParams(location.search);
change(query);
history.pushState(null, "", (String(query) ? `?${query}` : location.pathname) + location.hash);
show();
}

for (const chip of chips) chip.addEventListener("click", () => go((query) => turn(query, chip.dataset.chip)));
all.addEventListener("click", () => {
chips[0].focus(); // the button goes away
go((query) => pressed(query).forEach((chip) => turn(query, chip)));
});
if (order) {
order.dataset.shown = "";
order.addEventListener("change", () => {
go((query) => (order.value ? query.set("sort", order.value) : query.delete("sort")));
});
}
box.classList.add("ready");
return show;
}

const lists = [...document.querySelectorAll("[data-narrow]")].map(narrowed);
const restore = () => lists.forEach((show) => show());

addEventListener("popstate", restore);
restore();
