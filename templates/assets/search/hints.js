// What else might be meant, where a word is not known or nothing matches.

import { element, papers } from "./dom.js";
import { matched } from "./results.js";
import { address } from "./state.js";
import { ask, respell } from "./words.js";

/** @typedef {import("./state.js").State} State */

/**
 * Lines to show above the results. Each search that they offer has been tried and finds something.
 * @param {State} asked
 * @param {string} query what Pagefind was asked for
 * @param {string[]} words the words of titles and tags
 * @param {object[]} data the results on the page
 * @param {(state: State, query: string) => Promise<{ results: object[] }>} find
 * @returns {Promise<(Node | string)[][]>}
 */
export async function hints(asked, query, words, data, find) {
  const { unknown, better } = respell(asked.text, words, new Set(data.flatMap((item) => [...matched(item)])));

  async function offer(state, text) {
    const { results } = await find(state, ask(state.text, words));
    return results.length ? [element("a", { href: address(state) }, text), ` (${papers(results.length)})`] : [];
  }

  const lines = [];
  const instead = query.slice(1, -1);
  if (query.startsWith('"') && !asked.text.includes('"') && instead.length > 3) lines.push([`Papers with “${instead}”: type on for others.`]);
  if (data.length && unknown.length) {
    lines.push([`No paper has ${unknown.map((word) => `“${word}”`).join(" or ")}. These come closest.`]);
  }
  const tried = [];
  for (const text of better) tried.push(await offer({ ...asked, text, page: 1 }, text));
  const good = tried.filter((parts) => parts.length);
  if (good.length) lines.push(["Did you mean ", ...good.flatMap((parts, place) => [place ? ", " : "", ...parts]), "?"]);
  if (!data.length && asked.chosen.size && asked.text) {
    lines.push(await offer({ ...asked, chosen: new Map(), page: 1 }, "Search without filters"));
  }
  return lines.filter((line) => line.length);
}
