
import { show, slugOf, toggle } from "./buttons.a4535e6731cb.js";
import { FORBIDDEN, load, watch } from "./store.2a01d9e3b92c.js";

const LISTS = "ol.ledger"; // whose cards may come later, and may be put in another order

const paperOf = (about, title) => ({ slug: slugOf(about), title: title.textContent.trim(), listed: about.dataset.listed });

function furnish() {
for (const card of document.querySelectorAll(".entry[data-listed]")) {
if (card.querySelector(".keep")) continue;
const place = document.createElement("p");
const tick = document.createElement("span");
place.className = "keep";
tick.className = "read-mark";
tick.textContent = "read";
place.append(toggle(paperOf(card, card.querySelector(".entry-title")), "starred"), tick);
card.append(place);
}
show();
}

if (load().fault !== FORBIDDEN) {
const room = document.querySelector(".keep[data-paper]");
const own = room && paperOf(room, document.querySelector("h1"));
if (own) room.append(toggle(own, "starred"), toggle(own, "read"));
const observer = new MutationObserver(furnish);
for (const list of document.querySelectorAll(LISTS)) observer.observe(list, { childList: true });
watch(furnish);
}
