
import { matched } from "./results.6e7e6c125d01.js";
import { ask, respell } from "./words.1c6840677a12.js";


export const STEP = 20; // results of a page
const SOON = 5; // results that are shown before the others of their page have come


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
