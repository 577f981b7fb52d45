/* What of the page needs no Dash stands in it as HTML, and is put into its places as soon as Dash has drawn them (docs/why/files.md). */

const PLACE = "data-plain";

/** Before anything of it is seen. @param {Element} entry where Dash draws */
export function fillPlaces(entry) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("plain"));
  const parts = [...template.content.children];
  const observer = new MutationObserver(() => {
    entry.querySelectorAll(`[${PLACE}]`).forEach((place) => {
      place.append(...parts[Number(place.getAttribute(PLACE))].childNodes);
      place.removeAttribute(PLACE);
    });
    if (parts.every((part) => !part.hasChildNodes())) observer.disconnect();
  });
  observer.observe(entry, { childList: true, subtree: true });
}
