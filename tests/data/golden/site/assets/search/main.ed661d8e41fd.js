
import { element, papers } from "./dom.10648eba4745.js";
import { engine } from "./engine.186c01995e5e.js";
import { countFacets, facetGroup } from "./facets.fdf1deb186e5.js";
import { hints } from "./hints.644ab9bff79c.js";
import { useKeys } from "./keys.e556ee67b57e.js";
import { STEP, card, showPager } from "./results.622bb6a9b364.js";
import { address, idle, parse } from "./state.403bde4f1a69.js";
import { ask, load } from "./words.1c6840677a12.js";


const SOON = 5; // results that are shown before the others of their page have come
const REST = 150; // milliseconds without a change after which hints and counts are worth their time
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
let storing;

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
showResults("Type a word, or choose a filter.", [], [], true);
pager.hidden = ways.hidden = true;
for (const facet of facets) facet.count();
return;
}
const words = asked.text ? await load(form.dataset.words) : [];
const query = asked.text && ask(asked.text, words);
const { results } = await pagefind.find(asked, query);
if (stale) return;
await showPage(asked, query, words, results);
if (!stale) await new Promise((done) => setTimeout((wake = done), REST));
if (stale) return;
const open = facets.filter(({ key, group }) => filters.open && (group.open || asked.chosen.has(key)));
await countFacets(open, asked, query, pagefind, () => stale);
}

async function showPage(asked, query, words, results) {
const pages = Math.max(1, Math.ceil(results.length / STEP));
const page = Math.min(asked.page, pages);
const coming = results.slice((page - 1) * STEP, page * STEP).map((result) => result.data());
const first = await Promise.all(coming.slice(0, SOON));
const lines = await hints(asked, query, words, first, pagefind.find);
const place = pages > 1 ? `, page ${page} of ${pages}` : "";
list.start = (page - 1) * STEP + 1;
showResults(results.length ? papers(results.length) + place : "No paper matches.", lines, first);
ways.hidden = results.length > 0 || lines.length > 0;
showPager(pager, page, pages, (number) => address({ ...asked, page: number }));
const rest = await Promise.all(coming.slice(SOON));
if (!stale) list.append(...rest.map(toCard));
}

const toCard = (data) => card(data, names, root);

function showResults(text, lines, data, nothing = false) {
status.textContent = text;
hint.replaceChildren(...lines.map((line) => element("p", {}, ...line)));
list.replaceChildren(...data.map(toCard));
start?.toggleAttribute("hidden", !nothing);
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

function choose(key, values, all = state.all) {
const chosen = new Map(state.chosen);
chosen.delete(key);
if (values.length) chosen.set(key, new Set(values));
return go({ chosen, all });
}

function go(change, typing = false) {
state = { ...state, page: 1, ...change };
const url = address(state);
const differs = () => new URL(url, location.href).href !== location.href;
clearTimeout(storing);
if (typing) storing = setTimeout(() => differs() && history.replaceState(null, "", url), REST);
else if (differs()) history.pushState(null, "", url);
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

box.addEventListener("input", () => go({ text: box.value.trim() }, true));
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
addEventListener("popstate", () => {
clearTimeout(storing);
state = at(location.href);
fill();
update();
});

useKeys(box, list.parentElement);
filters.open = matchMedia("(min-width: 62rem)").matches;
if (facets.length) facets[0].group.open = true;
fill();
if (idle(state)) box.focus({ preventScroll: true });
update().then(() => filters.classList.add("ready")); // with their first counts, so that nothing moves
