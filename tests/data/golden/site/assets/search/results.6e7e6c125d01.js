
import { counted, element } from "./dom.7519ad3125ff.js";
import { plain } from "./words.1c6840677a12.js";

const LENGTH = 20; // words of an excerpt
const TAGS = ["task", "method", "modality"];
const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const bare = (word) => plain(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export function matched({ raw_content: whole, locations }) {
const words = whole.split(/\s+/);
return new Set(locations.map((place) => bare(words[place] ?? "")).filter(Boolean));
}

function marked(words, hits) {
return words.flatMap((word, place) => {
const [, before, core, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
return [place ? " " : "", before, hits.has(plain(core)) ? element("mark", {}, core) : core, after];
});
}

function excerpt({ raw_content: whole, locations, anchors }, hits) {
const words = whole.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(/\s+/);
const place = (id, otherwise) => anchors.find((anchor) => anchor.id === id)?.location ?? otherwise;
const [first, end] = [place("text", words.length), place("details", words.length)];
const inside = locations.filter((at) => at >= first && at < end).sort((a, b) => a - b);
const many = (from) => inside.filter((at) => at >= from && at < from + LENGTH - 4).length;
const best = inside.reduce((from, at) => (many(at) > many(from) ? at : from), inside[0] ?? first);
const from = best - first < LENGTH / 2 ? first : Math.max(first, Math.min(best - 4, end - LENGTH));
const to = Math.min(end, from + LENGTH);
return [from > first ? "… " : "", ...marked(words.slice(from, to), hits), to < end ? " …" : ""];
}

export function card(data, names, root) {
const { meta } = data;
const hits = matched(data);
const ranks = new Map(meta.ranks?.split("; ").map((text) => text.split(/ (.*)/, 2)));
const links = (kind, folder, keys, most) => {
const values = keys.flatMap((key) => (data.filters[key] ?? []).map((slug) => ({ slug, name: names.get(key)?.get(slug) ?? slug })));
const all = values.map(({ slug, name }) => {
const link = element("a", { class: kind, href: new URL(`${folder}/${slug}/`, root).href }, ...marked(name.split(" "), hits));
const weight = 2 * link.childElementCount + ranks.has(slug); // what matched comes first, then what has a rank
if (ranks.has(slug)) link.append(" ", element("b", {}, ranks.get(slug)));
return { link, weight };
});
return all.sort((a, b) => b.weight - a.weight).slice(0, most).map(({ link }) => link);
};
const facts = [
...(meta.code ? [element("a", { class: "code", href: meta.code }, "Code")] : []),
...(meta.votes ? [element("span", { class: "votes" }, counted(Number(meta.votes), "vote"))] : []),
...links("bench", "benchmarks", ["benchmark"], 3),
...links("tag", "tags", TAGS, 4),
];
const title = element("a", { href: data.url }, ...marked(meta.title.split(/\s+/), hits));
const body = element("div", { class: "entry-body" }, element("h3", { class: "entry-title" }, title),
element("p", { class: "opening" }, ...excerpt(data, hits)));
if (facts.length) body.append(element("p", { class: "facts" }, ...facts.flatMap((fact) => [fact, " "])));
const margin = element("p", { class: "margin" }, day(meta.date));
if (meta.published) margin.append(element("span", { class: "context" }, "published ", day(meta.published)));
return element("li", { class: "entry", "data-paper": data.url, "data-listed": meta.date }, margin, body);
}

const day = (date) => element("time", { datetime: date }, days.format(new Date(date)));

export function showPager(nav, page, total, href) {
const near = [...new Set([1, page - 1, page, page + 1, total])].filter((n) => n >= 1 && n <= total);
const step = (n, ...rest) => element("a", { href: href(n), "data-page": String(n), ...rest[1] }, rest[0]);
const items = near.flatMap((n, place) => [
...(place && n - near[place - 1] > 1 ? [element("li", { class: "gap", "aria-hidden": "true" }, "…")] : []),
element("li", {}, step(n, String(n), { "aria-label": `Page ${n}`, "aria-current": n === page && "page" })),
]);
nav.hidden = total < 2;
nav.replaceChildren(
...(page > 1 ? [step(page - 1, "Previous", { rel: "prev" })] : []),
element("ol", {}, ...items),
...(page < total ? [step(page + 1, "Next", { rel: "next" })] : []),
);
}
