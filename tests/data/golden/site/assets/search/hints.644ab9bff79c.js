
import { element, papers } from "./dom.10648eba4745.js";
import { matched } from "./results.622bb6a9b364.js";
import { address } from "./state.403bde4f1a69.js";
import { ask, respell } from "./words.1c6840677a12.js";


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
