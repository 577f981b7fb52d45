/* The button of Share, whose view comes when it is asked for first. */

import { closest } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */

/** @param {Store} store */
export function listenToShare(store) {
  /** @type {import("./share.js").Share|undefined} */
  let view;
  document.addEventListener("click", async ({ target }) => {
    if (!closest(target, "#share")) return;
    try {
      const { Share } = await import("./share.js");
      view ??= new Share(store);
      view.flip();
    } catch (error) {
      console.warn(error);
      store.dispatch({ type: "say", notice: { id: "share.missing" } });
    }
  });
  // A file with a run may be dropped anywhere.
  document.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  document.addEventListener("drop", async (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    const { openFile } = await import("./share_file.js");
    await openFile(store, file);
  });
}
