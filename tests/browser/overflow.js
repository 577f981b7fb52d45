/* What a student could not read: texts cut off (by an ellipsis, unless that is fine), outside the screen, or on each other. */

(isEllipsisFine) => {
  const LAYERS = ".about, #diverged, .buttons, #banner, [data-notice=true] #sentence, .refusal, .compare-table thead, .compare-table [data-now=true]";

  function isSeen(element) {
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return isShown && !element.closest(".visually-hidden, .js-plotly-plot") && ![element, element.parentElement].some((it) => getComputedStyle(it).clipPath !== "none");
  }

  /** The name of a tool that has no room for it beside its picture. */
  function isUnderItsPicture(element) {
    const tool = element.closest(".head .tool");
    return tool !== null && element.getBoundingClientRect().top >= tool.getBoundingClientRect().bottom - 1;
  }

  function linesOfText() {
    const lines = [];
    const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: element, data } = walker.currentNode;
      if (!data.trim() || !isSeen(element) || isUnderItsPicture(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1) lines.push({ element, box, text: data.trim().slice(0, 40) });
      }
    }
    return lines;
  }

  /** The part of a line that its ancestors leave to be seen, and whether one of them cuts it without saying so. */
  function visiblePart({ element, box }) {
    let { left, right, top, bottom } = box;
    let isCut = false;
    let mayScroll = false;
    for (let place = element; place && place !== document.body; place = place.parentElement) {
      const style = getComputedStyle(place);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      mayScroll ||= /auto|scroll/.test(style.overflowX + style.overflowY);
      const hasDots = isEllipsisFine && style.textOverflow === "ellipsis";
      const edges = place.getBoundingClientRect();
      const from = edges.left + (hasDots ? parseFloat(style.paddingLeft) : 0);
      const to = edges.right - (hasDots ? parseFloat(style.paddingRight) : 0);
      const isOver = left < from - 1 || right > to + 1 || top < edges.top - 4 || bottom > edges.bottom + 4;
      isCut ||= isOver && !hasDots && !mayScroll;
      [left, right] = [Math.max(left, from), Math.min(right, to)];
      if (style.overflowY !== "visible") [top, bottom] = [Math.max(top, edges.top), Math.min(bottom, edges.bottom)];
    }
    return { left, right, top, bottom, isCut };
  }

  function liesOn(one, other) {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return width > 2 && height > 0.35 * Math.min(one.bottom - one.top, other.bottom - other.top);
  }

  function nameOf({ element, text }) {
    const place = element.closest("[id]");
    return `#${place.id}${place === element ? "" : ` ${element.tagName.toLowerCase()}`} "${text}"`;
  }

  const found = new Set();
  const lines = linesOfText().map((line) => ({ ...line, ...visiblePart(line) }));
  lines.forEach((line, i) => {
    if (line.isCut) found.add(`cut off: ${nameOf(line)}`);
    if (line.left < line.right && (line.right > innerWidth + 1 || line.left < -1)) found.add(`outside: ${nameOf(line)}`);
    lines.slice(i + 1).forEach((other) => {
      const isApart = line.element === other.element || line.element.closest(LAYERS) !== other.element.closest(LAYERS);
      if (!isApart && liesOn(line, other)) found.add(`on each other: ${nameOf(line)}, ${nameOf(other)}`);
    });
  });
  return [...found];
}
