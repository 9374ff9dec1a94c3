

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

export function salvage(text) {
try {
const { version, papers } = JSON.parse(text ?? '{"version":1,"papers":[]}');
if (version !== 1) return undefined;
const sound = papers.map(paper).filter(Boolean);
return { papers: sound, unsound: papers.length - sound.length };
} catch {} // no JSON, or another
}

export const kept = () => localStorage.getItem(KEY);

export function load() {
let text;
try {
text = kept();
} catch {
return { papers: new Map(), fault: FORBIDDEN };
}
const found = salvage(text);
if (!found || found.unsound) return { papers: new Map(), fault: DAMAGED };
return { papers: new Map(found.papers.map((one) => [one.slug, one])), fault: "" };
}

export function update(change) {
const { papers, fault } = load();
if (fault) return fault;
change(papers);
return replace([...papers.values()].filter(({ starred, read }) => starred || read));
}

export function replace(list) {
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
