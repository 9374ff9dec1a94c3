// Whether a script of this page could not be had or run, so that what waits for it goes away and does not stay blank.

addEventListener("error", ({ target }) => {
  if (target === window || target.localName === "script") document.documentElement.classList.add("failed");
}, true);
