
import { element } from "./dom.7519ad3125ff.js";

const SHORT = 8; // values of a facet before its button for more


export function facetGroup(group, { key, match, choices }) {
const number = group.querySelector("[data-chosen]");
const more = group.querySelector("button");
const mode = group.querySelector("[data-all]");
const rows = choices.map(([value, name, count]) => {
const input = element("input", { type: "checkbox", name: key, value });
const shown = element("span", { class: "count" });
return { input, name, total: count, shown, row: element("li", {}, element("label", {}, input, element("span", {}, name), " ", shown)) };
});
group.querySelector("ul").append(...rows.map(({ row }) => row));
let wide = false;

function arrange(counts) {
const by = rows.map(({ input, total }) => (counts ? (counts[input.value] ?? 0) : total));
const least = [...by].sort((a, b) => b - a)[SHORT - 1] ?? 0;
let room = SHORT;
rows.forEach(({ input, row, shown }, place) => {
shown.textContent = String(by[place]);
row.classList.toggle("none", !by[place]);
const fits = by[place] > 0 && by[place] >= least && room-- > 0;
row.hidden = !(input.checked || fits || (wide && by[place] > 0));
});
const left = by.filter((count, place) => count > 0 && rows[place].row.hidden).length;
more.hidden = !left && !wide;
more.textContent = wide ? "Show fewer" : `Show ${left} more`;
more.setAttribute("aria-expanded", String(wide));
last = counts;
}

let last;
more.addEventListener("click", () => {
wide = !wide;
arrange(last);
});

return {
key,
match,
group,
names: new Map(choices.map(([value, name]) => [value, name])),
inputs: rows.map(({ input }) => input),

choose(values, all) {
for (const { input } of rows) input.checked = values.has(input.value);
mode.checked = all;
mode.closest("label").hidden = match !== "either" || values.size < 2;
number.textContent = values.size ? `${values.size} chosen` : "";
arrange(last);
},

count: arrange,
};
}

export async function countFacets(open, asked, query, pagefind, isStale) {
await pagefind.load(open.map(({ key }) => key), query);
const { filters: narrowed } = open.length ? await pagefind.find(asked, query) : {};
for (const { key, count } of open) {
if (isStale()) return;
const chosen = new Map(asked.chosen);
const widens = chosen.delete(key) && !asked.all.has(key);
count((widens ? (await pagefind.find({ ...asked, chosen }, query)).filters : narrowed)[key] ?? {});
}
}
