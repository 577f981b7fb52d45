/* The switch of the line by hand, whose numbers and handles come when it is shown first. */

import { element, setAttribute } from "./element.js";

/** @typedef {import("../figures/picture.js").Picture} Picture */
/** @typedef {import("../run/store.js").Store} Store */

/** @param {Store} store @param {Picture} picture */
export function listenToHand(store, picture) {
  let isComing = false;
  const follow = async () => {
    const { shown } = store.state.hand;
    setAttribute(element("my-line"), "aria-pressed", shown);
    if (!shown || isComing) return;
    isComing = true;
    try {
      const { HandLine } = await import("./hand.js");
      new HandLine(store, picture).follow(store.state);
    } catch (error) {
      console.warn(error);
      isComing = false;
      store.dispatch({ type: "show-my-line", shown: false });
      store.dispatch({ type: "say", notice: { id: "my-line.missing" } });
    }
  };
  store.subscribe((state, before) => state.hand !== before.hand && follow());
  follow();
}
