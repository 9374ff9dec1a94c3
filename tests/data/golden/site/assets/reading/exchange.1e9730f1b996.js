
import { ROOT, paper } from "./store.33112c3d4e7a.js";


const FORMAT = "sheaf-reading-list";
const AT_ONCE = 4; // pages of papers that are asked for together

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
const { format, version, papers } = JSON.parse(text);
if (format !== FORMAT || version !== 1) return undefined;
const sound = papers.map(paper).filter(Boolean);
return { papers: sound, unsound: papers.length - sound.length };
} catch {
return undefined;
}
}

export async function citations(papers) {
const found = [];
let next = 0;
async function work() {
while (next < papers.length) {
const place = next++;
found[place] = await citation(pageOf(papers[place])).catch(() => undefined);
}
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
return found;
}

async function citation(url) {
const answer = await fetch(url);
if (!answer.ok) return undefined;
const page = new DOMParser().parseFromString(await answer.text(), "text/html");
return page.querySelector('[data-copy="BibTeX"] pre')?.textContent;
}
