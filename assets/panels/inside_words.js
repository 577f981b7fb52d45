/* That the numbers of a step are those of the model, which sees x standardised. */

import { isCurve } from "../lesson/curve.js";
import { variableName } from "../text/names.js";
import { short } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @param {import("../run/types.js").Points|null} points @returns {string} "" where the model sees x as it is */
export function insideWords(points) {
  if (!points?.inside) return "";
  if (points.inputs.length > 1) return text("panel.step.inside.several");
  const { mean, scale } = points.inside;
  if (isCurve(points)) return text("panel.step.inside.curve", { name: variableName(points, points.inputs[0]) });
  return text("panel.step.inside", { name: variableName(points, points.inputs[0]), mean: short(mean[0], 4), scale: short(scale[0], 4) });
}
