/* An outlier here: one point far above the line, at the edge of x or at its mean, by a press under More (docs/why/data.md). */

import { edgeOf, MOST, touch, withOutlier } from "../run/edits.js";
import { isHidden } from "../run/hidden.js";
import { named } from "../run/own_points.js";
import { parameter, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { element, made } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").Table} Table */

const DIGITS = 3;
const IDS = { row: "outlier", label: "outlier-label" };
/** Where, by the button's id. @type {Record<string, (table: Table) => number>} */
const PLACES = {
  "outlier-edge": edgeOf,
  "outlier-mean": ({ features }) => features.reduce((sum, [x]) => sum + x, 0) / features.length,
};

/** @param {Store} store @param {() => Table|null} tableNow the points as one's own; null where they cannot be touched @returns {() => void} brings the buttons level with the page */
export function offerOutliers(store, tableNow) {
  const row = made("div", "", { id: IDS.row, className: "field-row" });
  row.setAttribute("role", "group");
  row.setAttribute("aria-labelledby", IDS.label);
  row.append(made("span", text("outlier"), { id: IDS.label, className: "field-label", title: text("outlier.title") }));
  for (const id of Object.keys(PLACES)) {
    const button = made("button", text(id), { id, className: "push" });
    button.addEventListener("click", () => put(store, tableNow(), id));
    row.append(button);
  }
  element("new-data").closest(".field-row")?.after(row);
  return () => (row.hidden = tableNow() === null);
}

/** @param {Store} store @param {Table|null} before @param {string} id of the button */
function put({ state, dispatch }, before, id) {
  if (!before) return;
  if (before.targets.length >= MOST) return dispatch({ type: "say", notice: { id: "touch.most", values: { most: MOST } } });
  const x = PLACES[id](before);
  const action = touch(state, named(before), withOutlier(before, x), "outlier");
  dispatch(action);
  const [from, to] = [state.points, action.points].map((points) => points?.least_squares.weight?.[0] ?? null);
  const isTold = state.view.limits && !isHidden(state, "least-squares") && from !== null && to !== null;
  const told = isTold ? { id: "outlier.told", values: { from: parameter(from, to), to: parameter(to, from), x: short(x, DIGITS) } } : { id: "outlier.put", values: { x: short(x, DIGITS) } };
  dispatch({ type: "say", notice: told });
}
