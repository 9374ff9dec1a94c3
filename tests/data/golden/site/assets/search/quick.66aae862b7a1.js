
import { element, papers } from "./dom.7519ad3125ff.js";
import { engine } from "./engine.651e0c13b7a7.js";
import { useKeys } from "./keys.6f0b1bf00f1a.js";
import { lookUp } from "./lookup.985178f66ba3.js";
import { address, parse } from "./state.07fb96aa40a5.js";
import { load } from "./words.1c6840677a12.js";

const PAUSE = 80; // milliseconds without a key before a search

export function quickResults(form) {
const box = form.querySelector("[type=search]");
const page = new URL(form.action);
const root = new URL(form.dataset.root, location.href);
const pagefind = engine(new URL(form.dataset.index, location.href), root);
const status = element("p", { class: "quiet", role: "status" });
const list = element("ol", {});
const all = element("a", {}, "All results");
const panel = element("div", { class: "panel", tabindex: "-1", hidden: true }, status, list, element("p", {}, all));
let turn = 0; // the number of the newest search
let pause;

function close() {
turn += 1;
clearTimeout(pause);
panel.hidden = true;
}

async function search() {
const mine = (turn += 1);
const isStale = () => mine !== turn;
const asked = parse(new URLSearchParams({ q: box.value }), []);
if (!asked.text) return close();
const words = await load(form.dataset.words);
const found = isStale() ? undefined : await lookUp(asked, words, pagefind, isStale);
if (found) show(asked, found);
}

function show(asked, { total, first, instead }) {
const meant = instead ? ` for “${instead}”` : "";
list.replaceChildren(...first.map(({ url, meta }) => element("li", {}, element("a", { href: url }, meta.title))));
all.href = new URL(address(asked), page).href;
all.parentElement.hidden = !total;
panel.hidden = false;
status.textContent = total ? papers(total) + meant : "No paper matches.";
}

const soon = () => {
clearTimeout(pause);
pause = setTimeout(() => search().catch(close), PAUSE); // Enter leads to the search page, which tells what is wrong
};
box.addEventListener("input", soon);
box.addEventListener("focus", () => box.value && panel.hidden && !panel.contains(document.activeElement) && soon());
box.addEventListener("keydown", (event) => {
if (event.key !== "Escape" || panel.hidden) return;
event.preventDefault();
event.stopImmediatePropagation(); // the box keeps the focus
close();
});
form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close());
form.addEventListener("submit", close);
form.append(panel);
useKeys(box, panel, "a");
if (box.value) soon();
}
