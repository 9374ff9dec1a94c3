
(() => {
const KEY = "sheaf-theme";
const root = document.documentElement;

function kept() {
try {
return localStorage.getItem(KEY) || "";
} catch {
return "";
}
}

function keep(theme) {
try {
if (theme) localStorage.setItem(KEY, theme);
else localStorage.removeItem(KEY);
} catch { /* It holds for this page then. */ }
}

function show(theme) {
if (theme) root.dataset.theme = theme;
else delete root.dataset.theme;
for (const meta of document.querySelectorAll("meta[data-theme]")) {
const own = meta.dataset.theme;
meta.media = theme ? (theme === own ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
}
}

function choices() {
const select = document.querySelector("#theme");
select.value = kept();
select.addEventListener("change", () => { keep(select.value); show(select.value); });
addEventListener("storage", (event) => {
if (event.key !== KEY) return;
select.value = kept();
show(kept());
});
}

show(kept());
document.addEventListener("DOMContentLoaded", choices);
})();
