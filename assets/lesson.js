/* What the page can compute by itself from points and parameters, in float64 and in the data's own units. */
(function (chalkline) {
  "use strict";

  /** @param {object} points @param {{weight: number[], bias: number}} parameters @returns {number[]} one a point */
  function predictions(points, { weight, bias }) {
    return points.features.map((row) => row.reduce((sum, value, i) => sum + Math.fround(value) * weight[i], bias));
  }

  /** @param {object} points @param {{weight: number[], bias: number}} parameters @returns {number} mean squared error */
  function loss(points, parameters) {
    const predicted = predictions(points, parameters);
    const squares = points.targets.map((target, i) => (predicted[i] - Math.fround(target)) ** 2);
    return squares.reduce((sum, square) => sum + square, 0) / squares.length;
  }

  chalkline.lesson = { predictions, loss };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
