/* The press that takes back what was done last, or does it again: offered for a while, where one reads. */

import { offered, offersMore } from "../run/undo.js";
import { text } from "../text/texts.js";
import { element, setData, setHidden, setText } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const OFFERED_MS = 20000;

/** @param {Store} store */
export function listenToOffers(store) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  const follow = (/** @type {State} */ { offer, past, future }, /** @type {State} */ before) => {
    if (!offer || (past === before.past && future === before.future)) return;
    clearTimeout(timer);
    timer = setTimeout(() => store.dispatch({ type: "end-offer" }), OFFERED_MS);
  };
  store.subscribe(follow);
  follow(store.state, { ...store.state, past: [] });
}

/** @param {State} state */
export function writeOffer(state) {
  const what = offered(state);
  setHidden("offers", what === null);
  setData(element("page"), "offer", what !== null);
  for (const name of ["undo", "redo"]) {
    const isMore = name === "undo" && offersMore(state);
    const isOffered = what !== null && (state.offer === name || isMore);
    setHidden(name, !isOffered);
    if (isOffered) setText(name, state.view.isPhone || isMore ? text(name) : text(`${name}.press`, { what: text(`undone.${what}`) }));
  }
}
