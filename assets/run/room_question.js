/* A question to the class: what may be answered, what was, and what came of it. */

/** @typedef {import("./room.js").Room} Room */
/**
 * @typedef {{id: string, values?: Record<string, any>}|{own: string}} Words
 * @typedef {number|[number, number]} Value a number, the place of a choice, a weight and a bias
 * @typedef {object} Ask
 * @property {number} question
 * @property {"number"|"choice"|"line"|"place"} kind
 * @property {Words} text
 * @property {Words[]} choices
 * @property {string} unit
 * @property {number|null} low
 * @property {number|null} high
 * @property {boolean} confidence
 * @property {"open"|"closed"|"shown"} phase
 * @property {1|2} round
 * @property {"wall"|"all"} to
 * @property {any} [results]
 * @typedef {{choice: number, counts: number[], sure: number[], isRight: boolean|null}} ChoiceRow by rounds
 */

const DECIMAL_COMMA = /^([-−]?\d*),(\d+)$/;
const MOST = 1e12;

/** @param {Ask} ask @returns {string} under which a member's answer is kept */
function roundOf({ question, round }) {
  return `${question}.${round}`;
}

/** @param {Room} room @returns {{value: Value, confidence: number|null}|null} what this member has answered in this round */
export function answerOf({ me, state: { ask } }) {
  return ask ? (me?.answered?.[roundOf(ask)] ?? null) : null;
}

/** @param {string} typed @param {{low: number|null, high: number|null}} bounds @returns {number|null} null where it is no number, or none that is asked for */
export function numberIn(typed, { low, high }) {
  const written = typed.trim().replace(DECIMAL_COMMA, "$1.$2").replace("−", "-");
  const number = written === "" ? NaN : Number(written);
  return number >= (low ?? -MOST) && number <= (high ?? MOST) ? number : null;
}

/** @param {Ask} ask @returns {ChoiceRow[]} */
export function choiceRows({ choices, results }) {
  const { rounds, truth } = results;
  return choices.map((_, choice) => ({
    choice,
    counts: rounds.map((/** @type {any} */ { counts }) => counts[choice]),
    sure: rounds.map((/** @type {any} */ { sure }) => sure[choice]),
    isRight: truth === undefined ? null : truth === choice,
  }));
}

/** @param {Ask} ask that is shown @returns {number} the most answers that anything of it has: the end of an axis */
export function mostAnswers({ results: { rounds } }) {
  return Math.max(1, ...rounds.flatMap((/** @type {any} */ { counts = [] }) => counts));
}

/** @param {Ask} ask that is shown @returns {number[]} how many were sure and wrong, by rounds; none where nobody knows what is right */
export function sureAndWrong({ results }) {
  return results.sure_and_wrong ?? [];
}

/** @param {Ask} ask that is shown @returns {number[]} how many have answered, by rounds */
export function answersOf({ results: { rounds } }) {
  return rounds.map((/** @type {any} */ { answers }) => answers);
}

/** What the runs of the class have come to since is known to the teacher's page. @param {Ask|null} ask @param {any} outcome @returns {Ask|null} */
export function withOutcome(ask, outcome) {
  return ask?.results && outcome ? { ...ask, results: { ...ask.results, outcome } } : ask;
}

/** While it is asked and talked about, no page shows the answer. @param {Room|null} room */
export function isAnswerCovered(room) {
  if (!room || room.touch === "ended" || room.touch === "removed") return false;
  const { ask = null, challenge = null } = room.state;
  return (ask !== null && ask.phase !== "shown") || (challenge?.phase === "open" && challenge.kind === "largest-rate");
}

/** Where the loss is lowest is asked: no map shows the loss before the results are shown. @param {Room|null} room */
export function isLossCovered(room) {
  const { kind = "", phase = "shown" } = room?.state.ask ?? {};
  return kind === "place" && phase !== "shown" && isAnswerCovered(room);
}

/** A question or a round that is new is shown at once. @param {Ask|null|undefined} ask @param {Ask|null|undefined} before */
export function isNewRound(ask, before) {
  return Boolean(ask) && ask?.phase === "open" && (before?.question !== ask.question || before.round !== ask.round || before.phase !== "open");
}
