
import { element, papers } from "../search/dom.7519ad3125ff.js";
import { say, show, slugOf, toggle } from "./buttons.a4535e6731cb.js";
import { citations, fromJson, pageOf, save, toJson } from "./exchange.3e63e52c8a41.js";
import { fetchPapers, joined, settled } from "./papers.48ebeba948df.js";
import { DAMAGED, ROOT, clear, kept, load, replace, salvage, update, watch } from "./store.2a01d9e3b92c.js";


const page = document.getElementById("reading");
const [trouble, rescue, keepSound, tools, count, sort, list, undo, none, taking, file] =
["trouble", "rescue", "keep-sound", "tools", "count", "sort", "starred", "undo", "none", "taking", "file"].map((id) => document.getElementById(id));
const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const today = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
const newer = (one, other) => (one < other ? 1 : one > other ? -1 : 0);
const ORDERS = {
"": (one, other) => newer(one.starred, other.starred),
oldest: (one, other) => newer(other.starred, one.starred),
listed: (one, other) => newer(one.listed, other.listed),
title: (one, other) => one.title.localeCompare(other.title, "en", { numeric: true }),
unread: (one, other) => Boolean(one.read) - Boolean(other.read),
};

let present = new Map(); // the papers of the digest, once they are known
let removed; // the paper to bring back
let busy = false;

const starred = () =>
[...load().papers.values()].filter((paper) => paper.starred).sort(ORDERS[""]).sort(ORDERS[sort.value]);
const isGone = ({ slug }) => present.size > 0 && !present.has(slug);

function item(paper) {
const { slug, title, listed, starred: since } = paper;
const gone = isGone(paper);
const href = pageOf(paper);
const day = days.format(new Date(listed));
const listing = element("time", { datetime: listed }, day);
const issue = new URL(`issues/${listed}/`, ROOT).href;
const remove = element("button", { type: "button", class: "plain-button", "aria-label": `Remove: ${title}` }, "Remove");
remove.addEventListener("click", () => takeOut(paper));
const margin = gone ? listing : element("a", { href: issue, "aria-label": `Issue of ${day}` }, listing);
const name = gone ? title : element("a", { href }, title);
const facts = element("p", { class: "facts" },
element("span", { class: "since" }, "Starred ", element("time", { datetime: since }, today.format(new Date(since)))),
gone ? element("span", {}, "No longer in this digest") : element("a", { href: `${href}#cite`, "aria-label": `Cite: ${title}` }, "Cite"),
toggle(paper, "read"), remove);
return element("li", { class: "entry", "data-paper": `papers/${slug}/` }, element("p", { class: "margin" }, margin),
element("div", { class: "entry-body" }, element("h3", { class: "entry-title" }, name), facts));
}

function render() {
const { fault } = load();
const shown = starred();
const giveBack = holdFocus();
list.replaceChildren(...shown.map(item));
show();
giveBack();
trouble.textContent = fault;
trouble.hidden = !fault;
rescue.hidden = fault !== DAMAGED;
const sound = rescue.hidden ? 0 : (salvage(kept())?.papers.length ?? 0);
keepSound.hidden = !sound;
keepSound.textContent = `Keep the ${sound === 1 ? "one paper" : papers(sound)} that can be read`;
tools.hidden = taking.hidden = Boolean(fault);
none.hidden = Boolean(fault) || shown.length > 0;
sort.parentElement.hidden = shown.length < 2;
for (const button of taking.querySelectorAll("[data-export]")) button.hidden = !shown.length;
const read = shown.filter((paper) => paper.read).length;
count.textContent = shown.length ? `${papers(shown.length)}, ${read ? `${read} of them` : "none"} read` : "";
page.classList.add("ready");
}

function holdFocus() {
const at = document.activeElement.closest?.("#starred > .entry");
if (!at) return () => {};
const row = [...list.children].indexOf(at);
const column = stops(at).indexOf(document.activeElement);
const slug = slugOf(at);
return () => {
const now = itemOf(slug) ?? list.children[row] ?? list.lastElementChild;
const target = now ? (stops(now)[column] ?? stops(now).at(-1)) : document.querySelector("h1");
target.focus({ preventScroll: Boolean(now) });
};
}

const itemOf = (slug) => [...list.children].find((one) => slugOf(one) === slug);
const stops = (entry) => [...entry.querySelectorAll("a, button")].reverse(); // from the end: a paper that is gone has fewer links

function takeOut(paper) {
const { slug, title } = paper;
const fault = update((all) => all.set(slug, { ...all.get(slug), starred: undefined }));
if (!fault) offerBack(paper);
say(fault || `Removed: ${title}`, fault !== "");
}

function offerBack(paper) {
removed = paper;
undo.hidden = !paper;
}

function bringBack() {
const { slug, title, starred: since } = removed;
const fault = update((all) => all.set(slug, { ...removed, ...all.get(slug), starred: since }));
say(fault || `Put back: ${title}`, fault !== "");
if (fault) return;
offerBack();
itemOf(slug)?.querySelector("a, button").focus();
}

function settle() {
update((all) => {
const now = settled(all.values(), present);
all.clear();
for (const [slug, paper] of now) all.set(slug, paper);
});
}

async function exportBibtex() {
const wanted = starred().filter((paper) => !isGone(paper));
say("Collecting the citations …");
const entries = await citations(wanted, page.dataset.citations);
const got = entries.filter(Boolean);
const gone = starred().length - wanted.length;
if (got.length) save("reading-list.bib", `${got.join("\n\n")}\n`, "application/x-bibtex");
const told = [
got.length ? `Exported the BibTeX of ${papers(got.length)}.` : "There was no BibTeX to export.",
entries.length > got.length ? `${papers(entries.length - got.length)} could not be fetched: try again.` : "",
gone ? `${papers(gone)} no longer in this digest left out.` : "",
];
say(told.filter(Boolean).join(" "), got.length < entries.length);
}

function exportJson() {
const all = [...load().papers.values()];
save("reading-list.json", toJson(all), "application/json");
say(`Exported ${papers(all.length)} as JSON.`);
}

async function importJson(given) {
const found = fromJson(await given.text().catch(() => ""));
if (!found) return say(`${given.name} is not a reading list that was exported as JSON.`, true);
const here = settled(found.papers.filter((paper) => !isGone(paper)), present);
const before = starred().length;
const fault = update((all) => {
for (const [slug, paper] of here) all.set(slug, all.has(slug) ? joined(all.get(slug), paper) : paper);
});
if (fault) return say(fault, true);
const strange = found.papers.filter(isGone).length;
const told = [
`Imported: ${papers(starred().length - before)} added to the list.`,
strange ? `${papers(strange)} not in this digest left out.` : "",
found.unsound ? `${found.unsound} damaged item${found.unsound === 1 ? "" : "s"} left out.` : "",
];
return say(told.filter(Boolean).join(" "));
}

async function alone(work) {
if (busy) return;
busy = true;
await work().finally(() => (busy = false));
}

const on = (id, work) => document.getElementById(id).addEventListener("click", work);

sort.value = new URLSearchParams(location.search).get("sort") ?? "";
if (!sort.value) sort.value = ""; // an order that there is not
sort.addEventListener("change", () => {
history.replaceState(null, "", sort.value ? `?sort=${sort.value}` : "./");
render();
});
undo.addEventListener("click", bringBack);
page.addEventListener("click", ({ target }) => target !== undo && offerBack(), true); // it goes with its message
on("export-bibtex", () => alone(exportBibtex));
on("export-json", exportJson);
on("import-json", () => file.click());
file.addEventListener("change", async () => {
const [given] = file.files;
if (given) await alone(() => importJson(given));
file.value = ""; // so that the same file may be chosen again
});
on("save-damaged", () => save("reading-list-damaged.txt", kept(), "text/plain"));
on("keep-sound", () => {
const { papers: sound, unsound } = salvage(kept());
const fault = replace(sound);
say(fault || `Kept ${papers(sound.length)}. ${unsound} damaged item${unsound === 1 ? "" : "s"} left out.`, fault !== "");
if (!fault) document.querySelector("h1").focus();
});
on("start-anew", () => {
clear();
say("A new list is begun.");
document.querySelector("h1").focus();
});

watch(render);
present = await fetchPapers(page.dataset.papers);
settle();
render();
