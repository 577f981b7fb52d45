/* The button in About that shows the data sets side by side; what it shows comes when it is asked for. */

import { closest } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */

/** @param {Store} store */
export function listenToDataButton({ dispatch }) {
  document.addEventListener("click", async ({ target }) => {
    if (!closest(target, "#about-data")) return;
    try {
      const { fetchRows, showTable } = await import("./data_table.js");
      const rows = await fetchRows();
      dispatch({ type: "view", view: { about: false } });
      showTable(rows);
    } catch (error) {
      console.warn(error);
      dispatch({ type: "view", view: { about: false } });
      dispatch({ type: "say", notice: { id: "side-by-side.missing" } });
    }
  });
}
