/* As many labels on an axis as there is room for, of those that a figure wants. */

const LINES = 1.25; // of a label's height, from one to the next
const LETTERS = 3.2; // of a label's height, for a label across

/** @typedef {{width: number, height: number}} Size */

/** The labels of a figure's two axes. */
export class Labels {
  /** @param {any} layout as wanted, with the size of its text as it will be drawn */
  constructor({ xaxis, yaxis }) {
    this.wanted = { xaxis: { ...xaxis }, yaxis: { ...yaxis } };
    this.told = "";
  }

  /** @param {Size} size of the plot @returns {Record<string, any>|null} what Plotly is to be told of the axes, unless it has been */
  suiting({ width, height }) {
    const { xaxis, yaxis } = this.wanted;
    const across = thin("xaxis", xaxis, width / (LETTERS * xaxis.tickfont.size));
    const all = { ...across, ...thin("yaxis", yaxis, height / (LINES * yaxis.tickfont.size)) };
    const told = JSON.stringify(all);
    if (told === this.told) return null;
    this.told = told;
    return all;
  }
}

/** @param {string} name @param {any} axis @param {number} places for so many labels @returns {Record<string, any>} */
function thin(name, axis, places) {
  const room = Math.max(1, places);
  if (axis.tickmode === "array") {
    const every = Math.ceil(axis.tickvals.length / room);
    const kept = (/** @type {any[]} */ all) => all.filter((_, i) => i % every === 0);
    return { [`${name}.tickvals`]: kept(axis.tickvals), ...(axis.ticktext ? { [`${name}.ticktext`]: kept(axis.ticktext) } : {}) };
  }
  if (typeof axis.dtick === "number") {
    let step = axis.dtick;
    while ((axis.range[1] - axis.range[0]) / step > room) step *= 2;
    return { [`${name}.dtick`]: step };
  }
  return axis.nticks ? { [`${name}.nticks`]: Math.max(2, Math.min(axis.nticks, Math.floor(room))) } : {};
}

/** @param {any} layout @param {Record<string, any>|null} update what suiting() gave */
export function setLabels(layout, update) {
  Object.entries(update ?? {}).forEach(([path, value]) => {
    const [axis, name] = path.split(".");
    layout[axis][name] = value;
  });
}
