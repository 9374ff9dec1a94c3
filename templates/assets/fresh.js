// Says that nothing new came for long. The pages are built without a clock, so this is the reader's.

for (const line of document.querySelectorAll("[data-quiet]")) {
  const days = Math.floor((Date.now() - Date.parse(line.dataset.newest)) / 864e5);
  const quiet = Number(line.dataset.quiet);
  if (!quiet || days <= quiet) continue;
  line.querySelector(".notice b").textContent = days;
  line.querySelector(".notice").hidden = false;
}
