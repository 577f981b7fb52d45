/* The sound of the loss, whose module comes when it is wanted first. */

import { isHidden } from "../run/hidden.js";
import { seen } from "../run/state.js";

/** @param {import("../run/store.js").Store} store */
export function listenToSound(store) {
  /** @type {import("./sound.js").Sound|undefined} */
  let sound;
  store.subscribe(async (state, before) => {
    const { sound: isOn } = state.view;
    if (isOn !== before.view.sound) store.dispatch({ type: "say", notice: { id: isOn ? "sound.on" : "sound.off" } });
    if (!isOn || isHidden(state, "loss") || (seen(state)?.epoch === seen(before)?.epoch && before.view.sound)) return;
    try {
      const { Sound } = await import("./sound.js");
      sound ??= new Sound();
      sound.play(state);
    } catch (error) {
      console.warn(error); // without it the run goes on
    }
  });
}
