
let list;

export function load(url) {
list ??= fetch(url).then((answer) => (answer.ok ? answer.text() : "")).then((text) => text.split("\n").filter(Boolean));
return list.catch(() => []);
}

const WORD = /[\p{L}\p{N}]+/gu;
const FEW = 40;

export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function ask(text, words) {
if (/^".+"$/.test(text)) return text;
const given = text.split(/\s+/);
const kept = given.filter((word) => word.length > 2 || isWhole(plain(word), words));
if (kept.length) return kept.length === 1 && kept[0].length < 3 ? `"${kept[0]}"` : kept.join(" ");
const first = plain(given[0]);
return `"${words.find((word) => word.length > 3 && word.startsWith(first)) ?? given[0]}"`;
}

const isWhole = (word, words) => words.includes(word) && words.filter((other) => other.startsWith(word)).length <= FEW;

const root = (word) => word.replace(/(ations?|ings?|ers?|ed|es|s|e)$/, "");

export function respell(text, words, found) {
const same = (word, other) => other.startsWith(word) || root(other) === root(word);
const isKnown = (word) => word.length < 5 || [...found, ...words].some((other) => same(word, other));
const unknown = [...new Set(plain(text).match(WORD) ?? [])].filter((word) => !isKnown(word));
const near = new Map(unknown.map((word) => [word, nearest(word, words)]));
const with_ = (choice) => text.replace(WORD, (word) => near.get(plain(word))?.[choice] ?? near.get(plain(word))?.[0] ?? word);
const most = Math.max(0, ...[...near.values()].map((choices) => choices.length));
return { unknown, better: [...new Set(Array.from({ length: most }, (_, choice) => with_(choice)))] };
}

function nearest(word, words) {
const limit = word.length < 8 ? 1 : 2;
const scored = words.map((other) => ({ other, edits: distance(word, other, limit) }));
const near = scored.filter(({ edits }) => edits <= limit).sort((a, b) => a.edits - b.edits).map(({ other }) => other);
return near.filter((other, place) => near.findIndex((earlier) => root(earlier) === root(other)) === place).slice(0, 3);
}

export function distance(a, b, limit) {
if (Math.abs(a.length - b.length) > limit) return limit + 1;
let before = [];
let last = Array.from({ length: b.length + 1 }, (_, j) => j);
for (let i = 1; i <= a.length; i++) {
const row = [i];
for (let j = 1; j <= b.length; j++) {
row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
}
if (Math.min(...row) > limit) return limit + 1;
[before, last] = [last, row];
}
return last[b.length];
}
