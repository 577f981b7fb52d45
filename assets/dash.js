/* The only file that knows Dash: its properties, its callbacks, its endpoint, its configuration. */

import { nativeValue, setNativeProperties } from "./native.js";

/** @typedef {import("./run/client.js").NoAnswer} NoAnswer */
/** @typedef {import("./run/types.js").Command} Command */
/** @typedef {import("./run/types.js").Progress} Progress */

const ENDPOINT = "_dash-update-component";
const TOO_MANY = 429;
const MOST_SECONDS = 30;
const REFUSED = [400, 413, 415];
const dash = /** @type {any} */ (globalThis.window ?? {});

/** @returns {Record<string, any>} what the server tells Dash's renderer */
export function config() {
  return JSON.parse(globalThis.document?.getElementById("_dash-config")?.textContent ?? "{}");
}

/** @param {Command & {seq: number}} command @param {AbortSignal} signal @param {Record<string, import("./run/types.js").Table>} tables of one's own points by name @returns {Promise<Progress>} */
export async function postWith(command, signal, tables) {
  const progress = await post(command, signal);
  if (progress.needs !== "data") return progress;
  const again = await post(command, signal, tables[command.data.hash ?? ""]);
  return again.needs ? { .../** @type {any} */ (again), notice: { id: "server.unusable" } } : again;
}

/** @type {Map<string, Record<string, any>>|null} what Dash is to be told once it has drawn; null since then */
let untold = new Map();

/** @param {string} id of a control @returns {any} its value; before Dash has drawn, its element's own */
export function valueOfControl(id) {
  return untold ? nativeValue(id) : dash.dash_component_api.getLayout(id)?.props.value;
}

/** @param {string} id of a component @param {Record<string, any>} properties */
export function setProperties(id, properties) {
  if (!untold) return dash.dash_clientside.set_props(id, properties);
  untold.set(id, { ...untold.get(id), ...properties });
  setNativeProperties(id, properties);
}

/** @param {string} id of a component @returns {boolean} whether Dash has drawn it */
export function isDrawn(id) {
  return Boolean(dash.dash_component_api?.getLayout(id));
}

/** Dash has drawn the page: from now on its values count, and it is told what they have become. */
export function tellDash() {
  const told = untold;
  untold = null;
  told?.forEach((properties, id) => setProperties(id, properties));
}

/** Name the functions that Dash's clientside callbacks call. @param {Record<string, () => void>} functions */
export function nameCallbacks(functions) {
  dash.dash_clientside ||= {};
  dash.dash_clientside.chalkline = { ...dash.dash_clientside.chalkline, ...functions };
}

/** @returns {HTMLElement} where Dash draws */
export function entry() {
  return /** @type {HTMLElement} */ (document.getElementById("react-entry-point"));
}

/** Let Dash draw the page. Nothing of ours may come later: callbacks begin at once. */
export function startRenderer() {
  return new dash.DashRenderer();
}

/** Where Dash's callbacks are, behind whatever path the page is served from. */
const [ADDRESS, WITH_POINTS] = [ENDPOINT, "points"].map((name) => `${config().requests_pathname_prefix ?? "/"}${name}`);

/**
 * Send a command to the server's one callback, in the words that Dash's renderer would use. The renderer itself would tell
 * every component of the page about each of its steps, ten times a second (docs/why/page-program.md).
 * @param {Command & {seq: number}} command @param {AbortSignal} [signal] gives it up @param {import("./run/types.js").Table} [points] those of the command, where they are one's own and the server has asked for them
 * @returns {Promise<Progress>} the progress, or a refusal; rejects when there is no answer
 */
export async function post(command, signal, points) {
  const call = {
    ...(points ? { points } : {}),
    output: "progress.data",
    outputs: { id: "progress", property: "data" },
    inputs: [{ id: "command", property: "data", value: command }],
    changedPropIds: ["command.data"],
  };
  const headers = { "content-type": "application/json" };
  const response = await fetch(points ? WITH_POINTS : ADDRESS, { method: "POST", headers, body: JSON.stringify(call), signal });
  if (response.status === TOO_MANY) throw await notYet(response);
  if (REFUSED.includes(response.status)) return refusal(command, response);
  if (!isAnswer(response)) throw new Error("no answer");
  return (await response.json()).response.progress.data;
}

/** What the server's guard does not let in changes nothing: its notice, as the answer to this command. @param {{seq: number}} command @param {Response} response @returns {Promise<any>} */
async function refusal({ seq }, response) {
  if (!(response.headers.get("content-type") || "").includes("json")) throw new Error("no answer");
  return { seq, notice: (await response.json()).notice };
}

/** The server takes no more new pages for a moment. @param {Response} response @returns {Promise<NoAnswer>} */
async function notYet(response) {
  const { notice } = await response.json();
  const seconds = Math.min(Number(response.headers.get("retry-after")) || 1, MOST_SECONDS);
  return Object.assign(new Error("not yet"), { notice, later: 1000 * seconds * (1 + Math.random()) });
}

/** A server error or a proxy's page is no answer. @param {Response} response */
function isAnswer(response) {
  const type = response.headers.get("content-type") || "";
  return response.ok && !type.includes("html");
}
