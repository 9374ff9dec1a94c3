
import { element, papers } from "./dom.7519ad3125ff.js";
import { address } from "./state.07fb96aa40a5.js";
import { ask } from "./words.1c6840677a12.js";


export async function hints(asked, { query, total, unknown, better, instead }, words, names, find) {
const link = (change, text) => element("a", { href: address({ ...asked, page: 1, ...change }) }, text);

async function offer(change, text) {
const state = { ...asked, page: 1, ...change };
const { results } = await find(state, ask(state.text, words));
return results.length ? [link(change, text), ` (${papers(results.length)})`] : [];
}

async function line(start, offers, end) {
const tried = [];
for (const [change, text] of offers) tried.push(await offer(change, text));
const good = tried.filter((parts) => parts.length);
return good.length ? [start, ...good.flatMap((parts, place) => [place ? ", " : "", ...parts]), end] : [];
}

const lines = [];
const common = query.slice(1, -1);
if (query.startsWith('"') && !asked.text.includes('"') && common.length > 3) lines.push([`Papers with “${common}”: type on for others.`]);
const none = `No paper has ${unknown.map((word) => `“${word}”`).join(" or ")}.`;
if (instead) {
const other = link({ exact: true }, asked.text);
return [[`${none} Showing results for `, link({ text: instead }, instead), ". Search for ", other, " instead."]];
}
if (total && unknown.length) lines.push([`${none} These come closest.`]);
lines.push(await line("Did you mean ", better.map((text) => [{ text, exact: false }, text]), "?"));
if (!total && asked.chosen.size) {
const less = chosenOf(asked).map(([key, value]) => [without(asked, key, value), names.get(key).get(value) ?? value]);
if (less.length > 1) lines.push(await line("Search without ", less, ""));
if (asked.text) lines.push(await offer({ chosen: new Map() }, "Search without filters"));
}
return lines.filter((parts) => parts.length);
}

const chosenOf = ({ chosen }) => [...chosen].flatMap(([key, values]) => [...values].map((value) => [key, value]));

function without({ chosen }, key, value) {
const left = [...chosen.get(key)].filter((other) => other !== value);
const rest = [...chosen].map(([other, values]) => [other, other === key ? new Set(left) : values]);
return { chosen: new Map(rest.filter(([, values]) => values.size)) };
}
