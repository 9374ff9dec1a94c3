

export const SORTS = {
newest: { date: "desc" },
oldest: { date: "asc" },
published: { published: "desc" },
title: { title: "asc" },
};

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

export const idle = ({ text, chosen, sort }) => !text && !chosen.size && !sort;
