/* Points that all move, drawn by a few paths, whose round ends they are: a path costs Chromium what one point of Plotly's costs. */

const LAYERS = 5; // several, so that it is darker where points overlap
const NUMBER = /[\d.]+/;

/** Draw all points of a trace as dots, in their colour and size. @param {any} group of the trace @param {string[]} places a piece of a path for each @param {boolean} [isRing] a dot in the colour of its edge, and a smaller one in its own over it */
export function drawDots(group, places, isRing = false) {
  const points = group.querySelector(".points");
  const model = points?.querySelector("path.point");
  if (!model) return;
  points.style.display = "none";
  const dots = dotsOf(group, isRing ? 2 * LAYERS : LAYERS);
  const radius = Number(model.getAttribute("d").match(NUMBER)[0]);
  const { fill, opacity, stroke, strokeWidth } = model.style;
  Object.assign(dots.style, { stroke: fill, strokeOpacity: opacity, strokeWidth: `${2 * radius}px` });
  [...dots.children].forEach((path, at) => {
    const [layer, isInner] = isRing ? [at >> 1, at % 2 > 0] : [at, false];
    path.setAttribute("d", places.filter((_, i) => i % LAYERS === layer).join(""));
    const edge = isInner ? -parseFloat(strokeWidth) : parseFloat(strokeWidth);
    if (isRing) Object.assign(path.style, { stroke: isInner ? fill : stroke, strokeWidth: `${2 * radius + edge}px` });
  });
}

/** Take the dots away. @param {Element} graph */
export function clearDots(graph) {
  graph.querySelectorAll("g.dots").forEach((/** @type {any} */ dots) => {
    dots.parentNode.querySelector(".points")?.style.removeProperty("display");
    dots.remove();
  });
}

/** @param {any} group @param {number} count @returns {any} so many paths in it that are drawn with */
function dotsOf(group, count) {
  const found = group.querySelector("g.dots");
  if (found) return found;
  const element = (/** @type {string} */ name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const dots = element("g");
  dots.setAttribute("class", "dots");
  /** @type {any} */ (dots).style.strokeLinecap = "round";
  dots.append(...Array.from({ length: count }, () => element("path")));
  group.append(dots);
  return dots;
}
