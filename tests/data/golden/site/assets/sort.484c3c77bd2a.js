
const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const said = document.createElement("p");

function keyOf(row, column, numeric) {
const cell = row.cells[column];
const text = cell.dataset.key ?? cell.textContent.trim();
if (!text) return undefined;
return numeric ? Number(text) : text;
}

function sorted(rows, key, down) {
const keys = new Map(rows.map((row) => [row, key(row)]));
const known = rows.filter((row) => keys.get(row) !== undefined);
const compare = (a, b) => (typeof a === "number" ? a - b : words.compare(a, b));
known.sort((a, b) => (down ? -1 : 1) * compare(keys.get(a), keys.get(b)));
return [...known, ...rows.filter((row) => keys.get(row) === undefined)];
}

function groupsOf(table) {
if (!table.querySelector(".group")) return [{ part: table, rows: [...table.tBodies] }];
return [...table.tBodies].map((part) => {
const [title, ...rows] = part.rows;
return { part, name: title.textContent.trim(), rows };
});
}

function sortable(table) {
const name = table.dataset.sorts;
const heads = [...table.tHead.rows[0].cells];
const columns = heads.map((head) => head.dataset.sort?.replace(/^-/, ""));
const own = heads.findIndex((head) => head.hasAttribute("aria-sort"));
const first = (heads[own].getAttribute("aria-sort") === "descending" ? "-" : "") + columns[own];
const groups = groupsOf(table);
let shown = first;

function show(wish) {
if (wish === shown) return;
shown = wish;
const down = wish.startsWith("-");
const column = columns.indexOf(wish.replace(/^-/, ""));
const numeric = heads[column].matches(".number, .rank");
for (const head of heads) head.removeAttribute("aria-sort");
heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
const arranged = (rows, key) => (wish === first ? rows : sorted(rows, key, down));
const key = (row) => keyOf(row.rows?.[0] ?? row, column, numeric);
const within = groups.map(({ part, name, rows }) => ({ part, name, rows: arranged(rows, key) }));
for (const { part, rows } of within) part.append(...rows);
const lead = ({ name, rows }) => (numeric ? key(rows[0]) : name);
if (groups[0].name) table.append(...arranged(within, lead).map(({ part }) => part));
}

function restore(query) {
const wish = query.get(name) ?? first;
show(columns.includes(wish.replace(/^-/, "")) ? wish : first);
}

function go(wish) {
const query = new URLSearchParams(location.search);
if (wish === first) query.delete(name);
else query.set(name, wish);
history.pushState(null, "", (String(query) ? `?${query}` : location.pathname) + location.hash);
show(wish);
}

function offer(head, column) {
const button = document.createElement("button");
const mark = document.createElement("span");
button.type = "button";
mark.setAttribute("aria-hidden", "true");
button.append(...head.childNodes, mark);
head.append(button);
button.addEventListener("click", () => {
const turned = shown.startsWith("-") ? column : `-${column}`;
go(shown.replace(/^-/, "") === column ? turned : head.dataset.sort);
said.textContent = `Sorted by ${button.textContent.trim()}, ${head.getAttribute("aria-sort")}`;
});
}

const note = document.createElement("span");
note.className = "hidden";
note.textContent = " Buttons in the heads of columns sort it.";
table.caption.append(note);
heads.forEach((head, at) => columns[at] && offer(head, columns[at]));
return restore;
}

const tables = [...document.querySelectorAll("[data-sorts]")].map(sortable);
const restore = () => tables.forEach((table) => table(new URLSearchParams(location.search)));

said.className = "hidden";
said.setAttribute("role", "status");
document.querySelector("main").append(said);
addEventListener("popstate", restore);
restore();
