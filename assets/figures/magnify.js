/* Everything in a figure larger: text, lines, marks, margins. Figure in, edited. */

/** @typedef {import("../plotly.js").Figure} Figure */

const USUAL_PX = 16;

/** How much larger than usual the page's text is, which figures follow; those on a wall follow its width. @returns {number} */
export function magnification() {
  const root = document.documentElement;
  return root.dataset.view === "projector" ? 1 : parseFloat(getComputedStyle(root).fontSize) / USUAL_PX;
}

/** @param {Figure} figure @param {number} scale @param {number} [ofMargins] */
export function magnify(figure, scale, ofMargins = scale) {
  if (scale === 1) return;
  const { layout } = figure;
  const grow = (/** @type {any} */ box, /** @type {string} */ key) => box && box[key] && (box[key] = larger(box[key], scale));
  figure.data.forEach((trace) => {
    grow(trace.line, "width");
    if (trace.line && trace.line.dash !== "solid") trace.line.dash = scaledDash(trace.line.dash, scale);
    grow(trace.marker, "size");
    grow(trace.marker?.line, "width");
    grow(trace.textfont, "size");
  });
  grow(layout.font, "size");
  [layout.xaxis, layout.yaxis].forEach((/** @type {any} */ axis) => {
    grow(axis.tickfont, "size");
    grow(axis, "linewidth");
    grow(axis.title?.font, "size");
    grow(axis.title, "standoff");
  });
  (layout.annotations || []).forEach((/** @type {any} */ note) => {
    grow(note.font, "size");
    grow(note, "xshift");
    grow(note, "yshift");
  });
  Object.keys(layout.margin).forEach((side) => (layout.margin[side] *= ofMargins));
}

/** @param {number|number[]} size one of all, or one a point @param {number} scale @returns {number|number[]} */
function larger(size, scale) {
  return Array.isArray(size) ? size.map((one) => one * scale) : size * scale;
}

/** @param {string|undefined} dash as Plotly has it, "10px,6px" @param {number} scale @returns {string} */
export function scaledDash(dash, scale) {
  return (dash || "").replace(/[\d.]+/g, (px) => String(Number(px) * scale));
}
