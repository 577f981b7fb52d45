/* The button of "Your own data", whose view comes when it is asked for first. */

import { closest } from "./element.js";

/** @param {import("../run/store.js").Store} store */
export function listenToOwnData(store) {
  /** @type {import("./own_data.js").OwnData|undefined} */
  let view;
  document.addEventListener("click", async ({ target }) => {
    if (!closest(target, "#own-data")) return;
    try {
      const { OwnData } = await import("./own_data.js");
      view ??= new OwnData(store);
      view.flip();
    } catch (error) {
      console.warn(error);
      store.dispatch({ type: "say", notice: { id: "own-data.missing" } });
    }
  });
}
