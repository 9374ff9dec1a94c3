
addEventListener("error", ({ target }) => {
if (target === window || target.localName === "script") document.documentElement.classList.add("failed");
}, true);
