// The reading list as files: BibTeX for a bibliography, JSON to move the list to another browser.

import { ROOT, salvage } from "./store.js";

/** @typedef {import("./store.js").Paper} Paper */

const FORMAT = "sheaf-reading-list";
const AT_ONCE = 4; // pages of papers that are asked for together
const MANY = 12; // papers for which one file of all citations costs less than their pages

/**
 * Hand a text to the reader as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(URL.revokeObjectURL, 60_000, link.href); // a browser may ask first where the file shall go
}

/** @param {Paper} paper */
export const pageOf = ({ slug }) => new URL(`papers/${slug}/`, ROOT).href;

/** @param {Iterable<Paper>} papers */
export function toJson(papers) {
  const listed = [...papers].map((one) => ({ ...one, url: pageOf(one) }));
  return `${JSON.stringify({ format: FORMAT, version: 1, site: ROOT.href, papers: listed }, null, 2)}\n`;
}

/**
 * The papers of a file that `toJson` wrote, and how many of its items are none; nothing where it is no such file.
 * @param {string} text
 * @returns {{ papers: Paper[], unsound: number } | undefined}
 */
export function fromJson(text) {
  try {
    return JSON.parse(text).format === FORMAT ? salvage(text) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The BibTeX entries of papers, of the file of all where they are many, else of their pages; undefined for one that
 * cannot be had.
 * @param {Paper[]} papers
 * @param {string} file the URL of all entries; empty where a large digest has no such file
 * @returns {Promise<(string | undefined)[]>}
 */
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

/**
 * The entries of a file by their keys, which are the slugs of papers.
 * @param {string} url
 */
async function everyCitation(url) {
  const answer = await fetch(url);
  const entries = answer.ok ? (await answer.text()).trim().split(/\n\n(?=@)/) : [];
  return new Map(entries.map((entry) => [/^@\w+\{([^,]+),/.exec(entry)?.[1], entry]));
}

/** @param {string} url */
async function citation(url) {
  const answer = await fetch(url);
  if (!answer.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector('[data-copy="BibTeX"] pre')?.textContent;
}
