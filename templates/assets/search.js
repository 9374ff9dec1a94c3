// The search page: Pagefind's index, read through its module; the whole state is in the page's URL.

const form = document.getElementById("search");
const box = document.getElementById("q");
const status = document.getElementById("status");
const list = document.getElementById("results");
const more = document.getElementById("more");
const chips = document.getElementById("chips");
const filters = document.getElementById("filters");
const boxes = [...filters.querySelectorAll("input")];
const STEP = 20;
const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const root = new URL(form.dataset.root, location.href);
let pagefind;
let found = [];
let shown = 0;
let turn = 0;

async function engine() {
  pagefind ??= import(new URL("pagefind.js", new URL(form.dataset.index, location.href)).href).then(async (module) => {
    await module.options({ baseUrl: root.pathname, excerptLength: 32 });
    await module.filters(); // counts are complete only once every filter is loaded
    return module;
  });
  return pagefind;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// Excerpts come as HTML; only their text and their marks are taken over, without what they repeat of the title.
function marked({ excerpt, raw_content: whole, meta }) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  const start = whole.startsWith(meta.title) ? whole.indexOf(parsed.textContent) : -1;
  let repeated = start < 0 ? 0 : Math.max(0, meta.title.length + 1 - start); // a full stop or a space stands behind it
  return [...parsed.childNodes].map((node) => {
    const text = node.textContent.slice(repeated);
    repeated -= node.textContent.length - text.length;
    return text && node.nodeName === "MARK" ? element("mark", "", text) : text;
  });
}

function state() {
  const chosen = {};
  for (const { name, value, checked } of boxes) if (checked) (chosen[name] ??= { any: [] }).any.push(value);
  return { text: box.value.trim(), chosen };
}

function restore() {
  const query = new URLSearchParams(location.search);
  box.value = query.get("q") ?? "";
  for (const input of boxes) input.checked = query.getAll(input.name).includes(input.value);
  for (const group of filters.querySelectorAll("details")) if (group.querySelector(":checked")) group.open = true;
}

function remember(replace) {
  const query = new URLSearchParams();
  if (box.value.trim()) query.set("q", box.value.trim());
  for (const { name, value, checked } of boxes) if (checked) query.append(name, value);
  const url = `${location.pathname}${query.size ? `?${query}` : ""}`;
  if (url === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", url);
}

function showChips() {
  const chosen = boxes.filter((input) => input.checked);
  chips.hidden = !chosen.length;
  chips.replaceChildren(...chosen.map((input) => {
    const chip = element("button", "", `${input.dataset.name} `, element("span", "", "×"));
    chip.type = "button";
    chip.setAttribute("aria-label", `Remove ${input.dataset.name}`);
    chip.addEventListener("click", () => {
      input.checked = false;
      changed(false);
      box.focus();
    });
    return chip;
  }));
  for (const group of filters.querySelectorAll("details")) {
    const number = group.querySelectorAll(":checked").length;
    group.querySelector("[data-chosen]").textContent = number ? `${number} chosen` : "";
  }
}

function showCounts(counts) {
  for (const input of boxes) {
    const number = counts[input.name]?.[input.value] ?? 0;
    input.closest("label").querySelector(".count").textContent = number;
    input.closest("li").classList.toggle("none", !number);
  }
}

function card(data) {
  const { url, meta } = data;
  const day = element("time", "", days.format(new Date(meta.date)));
  day.dateTime = meta.date;
  const link = element("a", "", meta.title);
  link.href = url;
  return element("li", "entry", element("p", "margin", day), element("div", "entry-body",
    element("h3", "entry-title", link), element("p", "opening", ...marked(data))));
}

async function showMore() {
  const mine = turn;
  const first = shown;
  more.disabled = true; // a second press would ask for the same ones again
  try {
    const data = await Promise.all(found.slice(first, first + STEP).map((result) => result.data()));
    if (mine !== turn) return;
    if (!first) list.replaceChildren();
    list.append(...data.map(card));
    shown = first + data.length;
    more.hidden = shown >= found.length;
    if (first) list.children[first].querySelector("a").focus();
  } finally {
    if (mine === turn) more.disabled = false;
  }
}

async function run() {
  const mine = ++turn;
  const { text, chosen } = state();
  showChips();
  try {
    const module = await engine();
    const idle = !text && !Object.keys(chosen).length;
    const answer = idle
      ? { results: [], filters: await module.filters() }
      : await module.search(text || null, { filters: chosen, ...(text ? {} : { sort: { date: "desc" } }) });
    if (mine !== turn) return;
    found = answer.results;
    shown = 0;
    showCounts(answer.filters);
    if (idle) status.textContent = "Type a word, or choose a filter.";
    else if (!found.length) status.textContent = "No paper matches. Fewer words or fewer filters find more.";
    else status.textContent = `${found.length} paper${found.length === 1 ? "" : "s"}`;
    if (!found.length) list.replaceChildren();
    await showMore();
  } catch {
    if (mine === turn) status.textContent = "The search index could not be loaded. Reload the page to try again.";
    pagefind = undefined;
  }
}

let waiting;
function changed(replace) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    remember(replace);
    run();
  }, replace ? 120 : 0);
}

box.addEventListener("input", () => changed(true));
box.addEventListener("focus", engine, { once: true });
filters.addEventListener("change", () => changed(false));
more.addEventListener("click", showMore);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  changed(false);
});
addEventListener("popstate", () => {
  restore();
  run();
});

filters.hidden = false;
if (matchMedia("(min-width: 62rem)").matches) {
  filters.open = true;
  filters.querySelector("details")?.setAttribute("open", "");
}
restore();
run();
if (!box.value) box.focus({ preventScroll: true });
