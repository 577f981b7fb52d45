/* The data of the teacher's page, as a question or a challenge names them. */

import { dataOf, OWN } from "./command.js";

/** @param {import("./types.js").State} state @returns {{data?: import("./types.js").DataSpec}} nothing where they are points of one's own, which no other page has */
export function sharedData(state) {
  const data = dataOf(state);
  return data.kind === OWN ? {} : { data };
}
