/* Step back and the scrubber: seen while nothing moves. */

import { setProperties } from "../dash.js";
import { text } from "../text/texts.js";
import { element, setAttribute } from "./element.js";

/** @typedef {import("../run/types.js").State} State */

/** @param {State} state that stands still */
export function writeTime(state) {
  const { record, view } = state;
  const time = element("time");
  const [epoch, last] = [view.epoch ?? record.epoch, record.epoch];
  setAttribute(element("step-back"), "aria-disabled", epoch <= 0);
  const place = `${epoch} of ${last}`;
  if (time.dataset.place === place) return;
  time.dataset.place = place;
  setProperties("scrubber", { max: last, value: epoch });
  const scrubber = element("scrubber");
  scrubber.style.setProperty("--fill", String(epoch / last));
  scrubber.setAttribute("aria-valuetext", text("scrubber.spoken", { epoch: String(epoch), last: String(last) }));
}
