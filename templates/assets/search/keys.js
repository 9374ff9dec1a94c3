// From the box through the results and back: arrows move, Enter follows the link it is on, Esc goes back or clears.

/**
 * @param {HTMLInputElement} box
 * @param {HTMLElement} list
 */
export function useKeys(box, list) {
  const links = () => [...list.querySelectorAll(".entry-title a")];

  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.value) box.blur();
    if (event.key === "ArrowDown") move(event, links()[0]);
  });
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = links();
    const here = all.findIndex((link) => link.closest("li").contains(event.target));
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
