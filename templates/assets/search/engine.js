// Pagefind, which fetches of its index what a search needs and no more: of the facets, those that somebody looks at.

import { SORTS } from "./state.js";

/** @typedef {import("./state.js").State} State */

/**
 * What every paper's page says of itself. Pagefind fetches its whole index for a search without words, so that one for
 * filters alone asks for this one instead.
 */
const ANY = '"qqpaper"';

/**
 * @param {URL} index the folder of the index
 * @param {URL} root the site's home page
 */
export function engine(index, root) {
  let module;
  const loaded = new Set();

  async function start() {
    module ??= import(new URL("pagefind.js", index).href).then(async (found) => {
      await found.options({ baseUrl: root.pathname });
      await found.init();
      return found;
    });
    try {
      return await module;
    } catch (error) {
      module = undefined; // the next search tries again
      throw error;
    }
  }

  return {
    start,

    /**
     * The results of a state, with counts of the facets that are loaded. `words` are what Pagefind is asked for.
     * @param {State} state
     * @param {string} words
     */
    async find(state, words) {
      const sort = SORTS[state.sort || (state.text ? "" : "newest")];
      const options = { filters: filters(state), ...(sort && { sort }) };
      for (const key of state.chosen.keys()) loaded.add(key);
      return (await start()).search(state.text ? words : ANY, options);
    },

    /**
     * Fetch what counts these facets, so that the next results come with the counts; `words` are those of the last.
     * @param {string[]} keys
     * @param {string} words
     */
    async load(keys, words) {
      const missing = keys.filter((key) => !loaded.has(key));
      if (!missing.length) return;
      await (await start()).preload(words || ANY, { filters: Object.fromEntries(missing.map((key) => [key, ""])) });
      for (const key of missing) loaded.add(key);
    },
  };
}

/** @param {State} state */
const filters = ({ chosen, all }) =>
  Object.fromEntries([...chosen].map(([key, values]) => [key, { [all.has(key) ? "all" : "any"]: [...values] }]));
