
import { load, update } from "./store.2a01d9e3b92c.js";


const DRAWN = {
starred: '<path d="m8 1.6 1.9 4.2 4.6.5-3.4 3.1.9 4.5L8 11.6l-4 2.3.9-4.5L1.5 6.3l4.6-.5z"/>',
read: '<path d="M2.5 2.5h11v11h-11z"/><path class="tick" d="m5 8 2.2 2.4L11 5.6"/>',
};
const WORDS = {
starred: ["Star", "Added to the reading list", "Removed from the reading list"],
read: ["Read", "Marked as read", "Marked as unread"],
};
const LONG = 12_000; // milliseconds; the time to read of a fault

let line = document.getElementById("said");
if (!line) {
line = document.createElement("p");
line.className = "said";
line.setAttribute("role", "status");
document.body.append(line);
}
let fading;

export function say(text, isFault = false) {
line.textContent = text;
line.classList.toggle("fault", isFault);
clearTimeout(fading);
if (isFault && line.className.includes("said")) fading = setTimeout(say, LONG, ""); // it covers a part of the page
}

export function toggle({ slug, title, listed }, mark) {
const [word, given, taken] = WORDS[mark];
const button = document.createElement("button");
button.type = "button";
button.className = `toggle ${mark}`;
button.dataset.mark = mark;
button.dataset.of = slug;
button.setAttribute("aria-label", `${word}: ${title}`);
button.innerHTML = `<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">${DRAWN[mark]}</svg><span>${word}</span>`;
button.addEventListener("click", () => {
const now = button.getAttribute("aria-pressed") === "true" ? undefined : new Date().toISOString();
const fault = update((papers) => papers.set(slug, { ...papers.get(slug), slug, title, listed, [mark]: now }));
say(fault || `${now ? given : taken}: ${title}`, fault !== "");
});
return button;
}

export function show() {
const { papers } = load();
for (const button of document.querySelectorAll("[data-mark]")) {
const { of, mark } = button.dataset;
button.setAttribute("aria-pressed", String(Boolean(papers.get(of)?.[mark])));
}
for (const card of document.querySelectorAll("[data-paper]")) {
card.classList.toggle("is-read", Boolean(papers.get(slugOf(card))?.read));
}
}

export const slugOf = (about) => about.dataset.paper.split("/").at(-2);
