
const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

addEventListener("keydown", (event) => {
if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
if (event.target instanceof Element && event.target.closest(WRITING)) return;
const box = document.querySelector("[role=search] [type=search]");
if (!box) return;
event.preventDefault();
box.focus();
box.select();
});

const form = document.querySelector("form[data-results]");
form?.addEventListener("focusin", async () => {
const { quickResults } = await import(new URL(form.dataset.results, location.href).href);
quickResults(form);
}, { once: true });
