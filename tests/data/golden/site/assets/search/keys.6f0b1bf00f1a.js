
export function useKeys(box, results, selector = ".entry-title a") {
const links = () => [...results.querySelectorAll(selector)].filter((link) => link.checkVisibility());

box.addEventListener("keydown", (event) => {
if (event.key === "Escape" && !box.value) box.blur();
if (event.key === "ArrowDown") move(event, links()[0]);
});
results.addEventListener("keydown", (event) => {
if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
const all = links();
if (event.target.matches("select")) return; // whose arrows are its own
const here = all.findIndex((link) => (link.closest("li") ?? link).contains(event.target));
if (event.key === "ArrowDown") move(event, all[here + 1]);
if (event.key === "ArrowUp") move(event, all[here - 1] ?? box);
if (event.key === "Escape") move(event, box);
});
}

function move(event, target) {
if (!target) return;
event.preventDefault();
target.focus();
}
