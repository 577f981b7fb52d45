/* The traces of the fit, which its key switches. */

/** By name, and whether they show at first. */
export const TRACES = { Data: true, Predicted: true, "True line": true, "Least squares": false };

/** @type {Record<string, string>} their names as a link has them */
export const TRACE_KEYS = Object.fromEntries(Object.keys(TRACES).map((name) => [name, name.toLowerCase().replaceAll(" ", "-")]));
