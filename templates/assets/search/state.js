// What is asked for, and the address that says the same: nothing of a search lives anywhere else.

/**
 * @typedef {object} State
 * @property {string} text the words, as they were typed
 * @property {Map<string, Set<string>>} chosen values by facet; no facet is there without one
 * @property {Set<string>} all the facets of which a paper must have every chosen value instead of one
 * @property {boolean} exact whether no near spelling takes the place of the words
 * @property {string} sort a key of SORTS, or "" for the best match first
 * @property {number} page from 1
 */

export const SORTS = {
  newest: { date: "desc" },
  oldest: { date: "asc" },
  published: { published: "desc" },
  title: { title: "asc" },
};

/**
 * The state that a query string describes; what there is not, is left out.
 * @param {string} query
 * @param {{ key: string, match: string }[]} facets
 * @returns {State}
 */
export function parse(query, facets) {
  const given = new URLSearchParams(query);
  const sort = given.get("sort") ?? "";
  const keys = facets.map(({ key }) => key);
  const all = facets.filter(({ key, match }) => match === "all" || (match === "either" && given.getAll("all").includes(key)));
  return {
    text: (given.get("q") ?? "").trim(),
    chosen: new Map(keys.filter((key) => given.has(key)).map((key) => [key, new Set(given.getAll(key))])),
    all: new Set(all.map(({ key }) => key)),
    exact: given.has("exact"),
    sort: Object.hasOwn(SORTS, sort) ? sort : "",
    page: Math.max(1, Math.trunc(Number(given.get("page"))) || 1),
  };
}

/**
 * The address of a state, relative to the search page: one for each state.
 * @param {State} state
 */
export function address({ text, chosen, all, exact, sort, page }) {
  const query = new URLSearchParams();
  if (text) query.set("q", text);
  for (const [key, values] of chosen) for (const value of values) query.append(key, value);
  for (const key of all) if (chosen.get(key)?.size > 1) query.append("all", key);
  if (text && exact) query.set("exact", "");
  if (sort) query.set("sort", sort);
  if (page > 1) query.set("page", String(page));
  return query.size ? `?${query}` : "./";
}

/**
 * Whether nothing is asked for; an order alone asks for all papers.
 * @param {State} state
 */
export const idle = ({ text, chosen, sort }) => !text && !chosen.size && !sort;
