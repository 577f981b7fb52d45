/* Parts of a drawing of our own. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** @param {string} name @param {Record<string, string>} attributes @returns {SVGElement} */
export function drawn(name, attributes) {
  const one = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, name));
  for (const [attribute, value] of Object.entries(attributes)) one.setAttribute(attribute, value);
  return one;
}
