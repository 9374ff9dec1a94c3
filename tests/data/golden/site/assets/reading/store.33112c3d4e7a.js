

const ROOT = new URL("../../", import.meta.url); // told by this file's own place, on whatever page it runs
const KEY = `sheaf:reading-list:${ROOT.pathname}`;
const SLUG = /^[a-z\d]+(-[a-z\d]+)*$/;
const watchers = [];

export const FORBIDDEN = "This browser keeps nothing for this site, and so no reading list either. Its settings may allow it.";
export const DAMAGED = "What this browser kept as the reading list cannot be read. It is left as it is: see the page of the reading list.";
const FULL = "Not kept: the browser has no room left for this site.";

const moment = (value) => value && new Date(value).toISOString();

export function paper(value) {
try {
const { slug, title, listed, starred, read } = value;
const isText = [slug, title, listed].every((text) => text && typeof text === "string");
const isSound = isText && SLUG.test(slug) && slug.length <= 120 && moment(listed).slice(0, 10) === listed;
if (isSound) return { slug, title, listed, starred: moment(starred), read: moment(read) };
} catch {} // no object, or no date
}

export const kept = () => localStorage.getItem(KEY);

export function load() {
const papers = new Map();
let fault = FORBIDDEN;
try {
const text = kept();
fault = DAMAGED;
const { version, papers: list } = JSON.parse(text ?? '{"version":1,"papers":[]}');
if (version !== 1) throw version;
for (const item of list) papers.set(item.slug, paper(item));
if (![...papers.values()].includes(undefined)) fault = "";
} catch {} // the fault says it
return { papers: fault ? new Map() : papers, fault };
}

export function update(change) {
const { papers, fault } = load();
if (fault) return fault;
change(papers);
const list = [...papers.values()].filter(({ starred, read }) => starred || read);
try {
if (list.length) localStorage.setItem(KEY, JSON.stringify({ version: 1, papers: list }));
else localStorage.removeItem(KEY);
} catch {
return FULL;
}
tell();
return "";
}

export function clear() {
localStorage.removeItem(KEY);
tell();
}

export { ROOT };

export function watch(show) {
watchers.push(show);
show();
}

const tell = () => watchers.forEach((show) => show());

addEventListener("storage", ({ key }) => (key === KEY || key === null) && tell());
addEventListener("pageshow", ({ persisted }) => persisted && tell()); // a page out of the history heard of nothing
