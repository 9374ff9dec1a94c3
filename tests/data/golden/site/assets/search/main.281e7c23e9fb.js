
import { element, papers } from "./dom.7519ad3125ff.js";
import { engine } from "./engine.651e0c13b7a7.js";
import { countFacets, facetGroup } from "./facets.aad2b27ac6c0.js";
import { hints } from "./hints.4a9ae4c80fc3.js";
import { useKeys } from "./keys.6f0b1bf00f1a.js";
import { STEP, lookUp } from "./lookup.985178f66ba3.js";
import { card, showPager } from "./results.6e7e6c125d01.js";
import { address, idle, parse } from "./state.07fb96aa40a5.js";
import { trail } from "./trail.6c75a93b22b0.js";
import { load } from "./words.1c6840677a12.js";


const REST = 150; // milliseconds without a change after which counts are worth their time
const [form, box, sort, status, hint, chips, list, pager, ways, start, filters] =
["search", "q", "sort", "status", "hint", "chips", "results", "pages", "ways", "start", "filters"].map((id) => document.getElementById(id));
const root = new URL(form.dataset.root, location.href);
const pagefind = engine(new URL(form.dataset.index, location.href), root);
pagefind.start().catch(() => {}); // while the page is made ready; the reader is told where a search fails
load(form.dataset.words);
const facets = JSON.parse(document.getElementById("facets").textContent).map((facet) =>
facetGroup(filters.querySelector(`[data-facet="${facet.key}"]`), facet));
const names = new Map(facets.map((facet) => [facet.key, facet.names]));

let state = at(location.href);
let busy = false;
let stale = false; // whether another state waits for what is being shown
let wake = () => {};
let arrive = () => {}; // where the focus goes with the next results
const entries = trail(list.parentElement);
let back = history.state; // the place to come back to: how far down, and the result that was opened

function at(url) {
return parse(new URL(url, location.href).search, facets);
}

async function update() {
stale = busy;
wake();
if (busy) return;
busy = true;
do {
stale = false;
await show(state).catch(() => {
status.textContent = "The search index could not be loaded. Reload the page to try again.";
});
} while (stale);
busy = false;
}

async function show(asked) {
if (idle(asked)) {
showResults("Type a word, or choose a filter.", [], []);
pager.hidden = ways.hidden = true;
for (const facet of facets) facet.count();
comeBack();
return;
}
const words = asked.text ? await load(form.dataset.words) : [];
const found = await lookUp(asked, words, pagefind, () => stale);
if (!found) return;
await showPage(asked, found, words);
if (!stale) await new Promise((done) => setTimeout((wake = done), REST));
if (stale) return;
const open = facets.filter(({ key, group }) => filters.open && (group.open || asked.chosen.has(key)));
const counted = { ...asked, text: found.instead ?? asked.text };
await countFacets(open, counted, found.query, pagefind, () => stale);
}

async function showPage(asked, found, words) {
const { total, page, pages, first } = found;
const place = pages > 1 ? `, page ${page} of ${pages}` : "";
if (!total) showResults("No paper matches.", [], []);
const lines = await hints(asked, found, words, names, pagefind.find);
if (stale) return;
if (total) showResults(papers(total) + place, lines, first, (page - 1) * STEP + 1);
else showHint(lines);
ways.hidden = total > 0 || lines.length > 0;
showPager(pager, page, pages, (number) => address({ ...asked, page: number }));
const rest = await found.rest();
if (stale) return;
list.append(...rest.map(toCard));
comeBack();
}

function comeBack() {
if (!back) return;
const { opened, scroll } = back;
back = null;
[...list.parentElement.querySelectorAll("a")].find(({ href }) => href === opened)?.focus({ preventScroll: true });
scrollTo({ top: scroll, behavior: "instant" });
}

const toCard = (data) => card(data, names, root);

const showHint = (lines) => hint.replaceChildren(...lines.map((line) => element("p", {}, ...line)));

function showResults(text, lines, data, first = 1) {
status.textContent = text;
showHint(lines);
list.start = first;
list.replaceChildren(...data.map(toCard));
start?.toggleAttribute("hidden", data.length > 0);
arrive();
arrive = () => {};
}

function fill() {
if (box.value.trim() !== state.text) box.value = state.text;
sort.value = state.sort;
for (const facet of facets) {
const values = state.chosen.get(facet.key) ?? new Set();
facet.choose(values, state.all.has(facet.key));
if (values.size) facet.group.open = true;
}
const made = [...state.chosen].flatMap(([key, values]) => [...values].map((value) => chip(key, value)));
filters.querySelector("[data-chosen]").textContent = made.length ? `${made.length} chosen` : "";
if (made.length > 1) made.push(clearing());
chips.hidden = !made.length;
chips.replaceChildren(...made);
}

function chip(key, value) {
const name = names.get(key).get(value) ?? value;
const made = element("button", { type: "button", "aria-label": `Remove ${name}` }, `${name} `, element("span", { "aria-hidden": "true" }, "×"));
made.addEventListener("click", () => {
choose(key, [...state.chosen.get(key)].filter((other) => other !== value));
box.focus();
});
return made;
}

function clearing() {
const made = element("button", { type: "button", class: "plain-button" }, "Clear all filters");
made.addEventListener("click", () => {
go({ chosen: new Map() });
box.focus();
});
return made;
}

function choose(key, values, all = state.all) {
const chosen = new Map(state.chosen);
chosen.delete(key);
if (values.length) chosen.set(key, new Set(values));
return go({ chosen, all });
}

function go(change, typing = false) {
const first = idle(state);
state = { ...state, page: 1, ...change };
if (typing) entries.type(address(state), first);
else entries.go(address(state));
back = null;
fill();
return update();
}

function follow(event, next, part = (to) => to) {
const link = event.target.closest("a");
if (!link || event.ctrlKey || event.metaKey || event.shiftKey || new URL(link.href).pathname !== location.pathname) return;
event.preventDefault();
arrive = next;
go(part(at(link.href)));
}

box.addEventListener("input", () => go({ text: box.value.trim(), exact: false }, true));
sort.addEventListener("change", () => go({ sort: sort.value }));
form.addEventListener("submit", (event) => {
event.preventDefault();
go({ text: box.value.trim() });
});
filters.addEventListener("change", ({ target }) => {
const { key, inputs } = facets.find(({ group }) => group.contains(target));
const all = new Set(state.all);
if (!inputs.includes(target)) all[target.checked ? "add" : "delete"](key);
choose(key, inputs.filter(({ checked }) => checked).map(({ value }) => value), all);
});
filters.addEventListener("toggle", () => idle(state) || update(), true);
hint.addEventListener("click", (event) => follow(event, () => box.focus()));
pager.addEventListener("click", (event) => follow(event, () => list.querySelector("a")?.focus(), ({ page }) => ({ page })));
box.addEventListener("blur", entries.settle);
addEventListener("popstate", () => {
entries.forget();
back = history.state;
state = at(location.href);
fill();
update();
});

useKeys(box, list.parentElement);
filters.open = matchMedia("(min-width: 62rem)").matches;
if (facets.length) facets[0].group.open = true;
fill();
if (!back?.opened) box.focus({ preventScroll: true });
update().then(() => filters.classList.add("ready")); // with their first counts, so that nothing moves
