/* As many labels on an axis as there is room for. A figure's layout in, edited. */

const LINES = 1.25; // of a label's height, from one to the next
const LETTERS = 3.2; // of a label's height, for a label across

/** @param {any} layout with the size of its text as it will be drawn @param {{width: number, height: number}} size of the plot in pixels */
export function thinTicks({ xaxis, yaxis }, { width, height }) {
  thin(yaxis, height / (LINES * yaxis.tickfont.size));
  thin(xaxis, width / (LETTERS * xaxis.tickfont.size));
}

/** @param {any} axis @param {number} room for so many labels */
function thin(axis, room) {
  if (room <= 0) return;
  if (axis.tickmode === "array") {
    const every = Math.ceil(axis.tickvals.length / Math.max(1, room));
    const isKept = (/** @type {any} */ _, /** @type {number} */ i) => i % every === 0;
    axis.tickvals = axis.tickvals.filter(isKept);
    if (axis.ticktext) axis.ticktext = axis.ticktext.filter(isKept);
  } else if (typeof axis.dtick === "number") {
    while ((axis.range[1] - axis.range[0]) / axis.dtick > room) axis.dtick *= 2;
  } else if (axis.nticks) axis.nticks = Math.max(2, Math.min(axis.nticks, Math.floor(room)));
}
