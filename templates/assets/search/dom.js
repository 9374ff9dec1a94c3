/**
 * A new element; an attribute that is undefined or false is left out.
 * @param {string} name
 * @param {Record<string, string | boolean | undefined>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * 1 vote, 2 votes.
 * @param {number} number
 * @param {string} what
 */
export const counted = (number, what) => `${number.toLocaleString("en-GB")} ${what}${number === 1 ? "" : "s"}`;

/** @param {number} number */
export const papers = (number) => counted(number, "paper");
