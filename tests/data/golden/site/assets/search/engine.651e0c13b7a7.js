
import { SORTS } from "./state.07fb96aa40a5.js";


const ANY = '"qqpaper"';

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

async find(state, words) {
const sort = SORTS[state.sort || (state.text ? "" : "newest")];
const options = { filters: filters(state), ...(sort && { sort }) };
for (const key of state.chosen.keys()) loaded.add(key);
return (await start()).search(state.text ? words : ANY, options);
},

async load(keys, words) {
const missing = keys.filter((key) => !loaded.has(key));
if (!missing.length) return;
await (await start()).preload(words || ANY, { filters: Object.fromEntries(missing.map((key) => [key, ""])) });
for (const key of missing) loaded.add(key);
},
};
}

const filters = ({ chosen, all }) =>
Object.fromEntries([...chosen].map(([key, values]) => [key, { [all.has(key) ? "all" : "any"]: [...values] }]));
