/* The button of lessons. Their list, and the card of one that is open, come when they are wanted. */

import { closest } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */

/** @param {Store} store */
export function listenToLessons(store) {
  /** @type {import("./lessons.js").Lessons|undefined} */
  let lessons;

  /** @param {(there: import("./lessons.js").Lessons) => Promise<void>} act */
  async function bring(act) {
    try {
      const { Lessons } = await import("./lessons.js");
      lessons ??= new Lessons(store);
      await act(lessons);
    } catch (error) {
      console.warn(error);
      store.dispatch({ type: "say", notice: { id: "lessons.missing" } });
    }
  }

  document.addEventListener("click", ({ target }) => {
    if (closest(target, "#lessons")) bring((there) => there.flip());
  });
  store.subscribe((state, before) => {
    if (state.lesson && state.lesson.name !== before.lesson?.name) bring((there) => there.resume());
  });
  if (store.state.lesson) bring((there) => there.resume());
}
