/* A table of four points of one's own, a page that has taken it, a touch, and a link opened. */

import { tableNow, touch } from "../../../assets/run/edits.js";
import { changesOf, linkOf } from "../../../assets/run/link.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { ownOf } from "../../../assets/run/link_points.js";
import { readLink } from "../../../assets/run/link_read.js";
import { packed, unpacked } from "../../../assets/run/packed.js";
import { named, nameOf, tableOf } from "../../../assets/run/own_points.js";
import { schema } from "../oracles.js";
import { act, begun, frozen, ran, settled } from "../runs.js";

export const FRAME = [-10, 10];
export const READ = { features: [[1], [2], [3.5], [4]], targets: [2, 3, 7, 7.5], inputs: [{ name: "arm", unit: "cm" }], output: { name: "h", unit: "cm" } };

/** @returns {any} a page that has taken points of its own */
export function taken(read = READ) {
  const table = tableOf(read);
  return settled(act(ran(begun(), 2), "use-points", { table, hash: nameOf(table) }));
}

/** @returns {any} after another touch */
export function touched(state, change, what = "moved-point", isContinued = false) {
  const before = tableNow(state, FRAME);
  return act(state, "touch-points", frozen(touch(state, named(before), change(before), what, isContinued)));
}

/** @returns {Promise<any>} the state after opening the link of a state in a fresh page */
export async function opened(state) {
  const query = linkOf(state, await packed(changesOf(state), ownOf(state)), "en");
  const { link } = readLink(query, schema, ["en"]);
  const fresh = begun();
  return settled(act(fresh, "open", { opening: openingOf(fresh, link, await unpacked(link.changes)) }));
}
