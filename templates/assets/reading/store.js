// The reading list, as this browser keeps it. Digests on one host share its storage, so each has a key of its own.

/**
 * @typedef {object} Paper
 * @property {string} slug
 * @property {string} title plain text
 * @property {string} listed YYYY-MM-DD
 * @property {string} [starred] since when, in ISO 8601; missing where it is not starred
 * @property {string} [read] the same for papers marked as read
 */

const ROOT = new URL("../../", import.meta.url); // told by this file's own place, on whatever page it runs
const KEY = `sheaf:reading-list:${ROOT.pathname}`;
const SLUG = /^[a-z\d]+(-[a-z\d]+)*$/;
const watchers = [];

export const FORBIDDEN = "This browser keeps nothing for this site, and so no reading list either. Its settings may allow it.";
export const DAMAGED = "What this browser kept as the reading list cannot be read. It is left as it is: see the page of the reading list.";
const FULL = "Not kept: the browser has no room left for this site.";

const moment = (value) => value && new Date(value).toISOString();

/**
 * What is known of a paper, of a text from elsewhere; undefined where that is none.
 * @param {unknown} value
 * @returns {Paper | undefined}
 */
export function paper(value) {
  try {
    const { slug, title, listed, starred, read } = value;
    const isText = [slug, title, listed].every((text) => text && typeof text === "string");
    const isSound = isText && SLUG.test(slug) && slug.length <= 120 && moment(listed).slice(0, 10) === listed;
    if (isSound) return { slug, title, listed, starred: moment(starred), read: moment(read) };
  } catch {} // no object, or no date
}

/**
 * The papers of a list of items, and how many of these are none; nothing where the text is no list that this site wrote.
 * @param {string | null} text
 * @returns {{ papers: Paper[], unsound: number } | undefined}
 */
export function salvage(text) {
  try {
    const { version, papers } = JSON.parse(text ?? '{"version":1,"papers":[]}');
    if (version !== 1) return undefined;
    const sound = papers.map(paper).filter(Boolean);
    return { papers: sound, unsound: papers.length - sound.length };
  } catch {} // no JSON, or another
}

/** The text that is kept, null where none is; throws where the browser keeps none. */
export const kept = () => localStorage.getItem(KEY);

/**
 * The papers by slug, and what keeps them from being read or changed.
 * @returns {{ papers: Map<string, Paper>, fault: string }}
 */
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

/**
 * Change the papers as they are by now, in whatever tab; what has no mark is forgotten.
 * @param {(papers: Map<string, Paper>) => void} change
 * @returns {string} what prevented it, or nothing
 */
export function update(change) {
  const { papers, fault } = load();
  if (fault) return fault;
  change(papers);
  return replace([...papers.values()].filter(({ starred, read }) => starred || read));
}

/**
 * Keep these papers instead of all that is kept.
 * @param {Paper[]} list
 * @returns {string} what prevented it, or nothing
 */
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

/** Forget all that is kept. */
export function clear() {
  localStorage.removeItem(KEY);
  tell();
}

export { ROOT };

/**
 * Call `show` now and after each change, in this tab or another.
 * @param {() => void} show
 */
export function watch(show) {
  watchers.push(show);
  show();
}

const tell = () => watchers.forEach((show) => show());

addEventListener("storage", ({ key }) => (key === KEY || key === null) && tell());
addEventListener("pageshow", ({ persisted }) => persisted && tell()); // a page out of the history heard of nothing
