export function element(name, attributes, ...children) {
const made = document.createElement(name);
for (const [key, value] of Object.entries(attributes)) {
if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
}
made.append(...children);
return made;
}

export const counted = (number, what) => `${number.toLocaleString("en-GB")} ${what}${number === 1 ? "" : "s"}`;

export const papers = (number) => counted(number, "paper");
