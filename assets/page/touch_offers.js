/* What is offered beside the points: an outlier by a press, and the way back to the points as they were before all touches. */

import { isHidden } from "../run/hidden.js";
import { originalAgain, originalPlace } from "../run/original.js";
import { text } from "../text/texts.js";
import { element, made, setText } from "./element.js";
import { offerOutliers } from "./outliers.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Table} Table */

const ID = "original-points";

/** @param {Store} store @param {() => Table|null} tableNow the points as one's own; null where they cannot be touched @returns {() => void} brings all of it level with the page */
export function offerTouches(store, tableNow) {
  const levelOutliers = offerOutliers(store, tableNow);
  const button = made("button", "", { id: ID, className: "inline", title: text("touch.original.title") });
  button.addEventListener("click", () => store.dispatch(originalAgain(store.state)));
  element("offers").after(button);
  return () => {
    const { state } = store;
    const place = originalPlace(state);
    const isUndo = state.offer === "undo" && place === state.past.length - 1; // one touch alone, which Undo takes back
    levelOutliers();
    button.hidden = place < 0 || isUndo || isHidden(state, "touch");
    setText(button, text(state.view.isPhone || state.view.panels.length > 0 ? "touch.original.brief" : "touch.original"));
  };
}
