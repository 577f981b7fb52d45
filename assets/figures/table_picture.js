/* A table of the page as a picture or as CSV: what its cells say, under a title. */

import { colour } from "./skeleton.js";

/** @typedef {{title: string, words: string, rows: string[][]}} Table */

const SIZE = 32;
const ROW = 56;
const GAP = 48;
const EDGE = 48;
const HEAD = 150;
const TITLE_SIZE = 40;
const WORDS_SIZE = 26;
const BOLD = 1.08; // as wide as what is not
const TWICE = 2;

/** @param {Table} table @param {"light"|"dark"} mode @param {string} format "png" or "svg" @returns {Promise<string>} its address, which holds it */
export async function tablePicture(table, mode, format) {
  const { svg, width, height } = drawn(table, mode);
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return format === "svg" ? address : pixels(address, width, height);
}

/** @param {Table} table @param {"light"|"dark"} mode */
function drawn({ title, words, rows }, mode) {
  const [page, ink, ink2, rule] = ["page", "ink", "ink2", "rule"].map((name) => colour(name, mode));
  const family = getComputedStyle(document.body).fontFamily;
  const width = (/** @type {string} */ said, /** @type {number} */ size) => widthOf(said, size, family);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? "", SIZE))));
  const ends = widths.map((_, column) => EDGE + widths.slice(0, column + 1).reduce((sum, one) => sum + one + GAP, -GAP));
  const across = Math.ceil(EDGE + Math.max(ends[ends.length - 1], EDGE + BOLD * width(title, TITLE_SIZE), EDGE + width(words, WORDS_SIZE)));
  const down = HEAD + ROW * rows.length + EDGE;
  const picture = part("svg", { width: across, height: down, viewBox: [0, 0, across, down].join(" "), "font-family": family, "font-size": SIZE, fill: ink });
  picture.append(part("rect", { width: across, height: down, fill: page }));
  picture.append(part("text", { x: EDGE, y: 66, "font-size": TITLE_SIZE, "font-weight": 600 }, title));
  picture.append(part("text", { x: EDGE, y: 112, "font-size": WORDS_SIZE, fill: ink2 }, words));
  rows.forEach((row, i) => {
    const y = HEAD + ROW * i;
    if (i) picture.append(part("path", { d: `M${EDGE},${y}H${across - EDGE}`, stroke: rule }));
    const fill = i ? ink : ink2;
    row.forEach((said, column) => {
      picture.append(part("text", { x: column ? ends[column] : EDGE, y: y + 38, fill, "text-anchor": column ? "end" : "start" }, said));
    });
  });
  return { svg: new XMLSerializer().serializeToString(picture), width: across, height: down };
}

/** @param {string} name of an element of SVG @param {Record<string, string|number>} attributes @param {string} [said] */
function part(name, attributes, said = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([attribute, value]) => element.setAttribute(attribute, String(value)));
  element.textContent = said;
  return element;
}

/** @param {string} said @param {number} size @param {string} family */
function widthOf(said, size, family) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return 0.6 * size * said.length;
  pen.font = `${size}px ${family}`;
  return pen.measureText(said).width;
}

/** @param {string} address of an SVG @param {number} width @param {number} height @returns {Promise<string>} */
async function pixels(address, width, height) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: TWICE * width, height: TWICE * height });
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
