// A search with the first papers it finds, and a near spelling in the place of words that nobody knows.

import { matched } from "./results.js";
import { ask, respell } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {ReturnType<typeof import("./engine.js").engine>} Engine */

export const STEP = 20; // results of a page
const SOON = 5; // results that are shown before the others of their page have come

/**
 * @typedef {object} Found
 * @property {string} query what Pagefind was asked for
 * @property {number} total the number of papers
 * @property {number} page the page that is shown, which is not past the last
 * @property {number} pages
 * @property {object[]} first what Pagefind knows of the first papers of the page
 * @property {() => Promise<object[]>} rest what it knows of the others
 * @property {string[]} unknown the words that no paper has
 * @property {string[]} better the text with near spellings of them, likeliest first
 * @property {string} [instead] the one of these that was searched for instead of the text
 */

/**
 * What a state finds; nothing where it has become useless meanwhile.
 * @param {State} asked
 * @param {string[]} words the words of titles and tags
 * @param {Engine} pagefind
 * @param {() => boolean} isStale
 * @returns {Promise<Found | undefined>}
 */
export async function lookUp(asked, words, pagefind, isStale) {
  const found = await asTyped(asked, words, pagefind, isStale);
  if (!found || asked.exact) return found;
  for (const text of found.better) {
    const other = await asTyped({ ...asked, text }, words, pagefind, isStale);
    if (!other) return undefined;
    if (other.total) return { ...other, unknown: found.unknown, instead: text };
  }
  return { ...found, better: [] }; // they have been tried
}

async function asTyped(asked, words, pagefind, isStale) {
  const query = asked.text && ask(asked.text, words);
  const { results } = await pagefind.find(asked, query);
  if (isStale()) return undefined;
  const pages = Math.max(1, Math.ceil(results.length / STEP));
  const page = Math.min(asked.page, pages);
  const here = results.slice((page - 1) * STEP, page * STEP);
  const data = (some) => Promise.all(some.map((result) => result.data()));
  const first = await data(here.slice(0, SOON));
  if (isStale()) return undefined;
  const { unknown, better } = respell(asked.text, words, new Set(first.flatMap((item) => [...matched(item)])));
  return { query, total: results.length, page, pages, first, rest: () => data(here.slice(SOON)), unknown, better };
}
