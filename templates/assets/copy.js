// A button beside each text that is there to be copied. Without a clipboard, or without JavaScript, the text is enough.

function hidden(text) {
  const span = document.createElement("span");
  span.className = "hidden";
  span.textContent = text;
  return span;
}

function offer(box) {
  const name = box.dataset.copy;
  const button = document.createElement("button");
  const word = document.createTextNode("Copy");
  const said = hidden("");
  button.type = "button";
  button.append(word, hidden(` ${name}`));
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const text = box.querySelector("pre").textContent;
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    word.data = done ? "Copied" : "Copy";
    said.textContent = done ? `${name} copied` : `${name} could not be copied: select the text instead`;
    setTimeout(() => { word.data = "Copy"; said.textContent = ""; }, 3000);
  });
  box.append(button, said);
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(offer);
