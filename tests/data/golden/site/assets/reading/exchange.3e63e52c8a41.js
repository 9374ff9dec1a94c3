
import { ROOT, salvage } from "./store.2a01d9e3b92c.js";


const FORMAT = "sheaf-reading-list";
const AT_ONCE = 4; // pages of papers that are asked for together
const MANY = 12; // papers for which one file of all citations costs less than their pages

export function save(name, text, type) {
const link = document.createElement("a");
link.href = URL.createObjectURL(new Blob([text], { type }));
link.download = name;
link.click();
setTimeout(URL.revokeObjectURL, 60_000, link.href); // a browser may ask first where the file shall go
}

export const pageOf = ({ slug }) => new URL(`papers/${slug}/`, ROOT).href;

export function toJson(papers) {
const listed = [...papers].map((one) => ({ ...one, url: pageOf(one) }));
return `${JSON.stringify({ format: FORMAT, version: 1, site: ROOT.href, papers: listed }, null, 2)}\n`;
}

export function fromJson(text) {
try {
return JSON.parse(text).format === FORMAT ? salvage(text) : undefined;
} catch {
return undefined;
}
}

export async function citations(papers, file) {
const all = file && papers.length > MANY ? await everyCitation(file).catch(() => new Map()) : new Map();
const found = [];
let next = 0;
async function work() {
while (next < papers.length) {
const place = next++;
const { slug } = papers[place];
found[place] = all.get(slug) ?? await citation(pageOf(papers[place])).catch(() => undefined);
}
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
return found;
}

async function everyCitation(url) {
const answer = await fetch(url);
const entries = answer.ok ? (await answer.text()).trim().split(/\n\n(?=@)/) : [];
return new Map(entries.map((entry) => [/^@\w+\{([^,]+),/.exec(entry)?.[1], entry]));
}

async function citation(url) {
const answer = await fetch(url);
if (!answer.ok) return undefined;
const page = new DOMParser().parseFromString(await answer.text(), "text/html");
return page.querySelector('[data-copy="BibTeX"] pre')?.textContent;
}
