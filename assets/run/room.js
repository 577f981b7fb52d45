/* The class that the page is in: what it holds of it, and what is new to it. Nothing of it is in the run (docs/why/class-page.md). */

/** @typedef {import("./types.js").Notice} Notice */
/**
 * @typedef {object} Drive
 * @property {"free"|"follow"|"freeze"} mode
 * @property {string} sentence
 * @property {string[]} locks
 * @property {"same"|"own"} sample
 * @property {"same"|"own"} start
 * @property {boolean} names
 * @typedef {{words: [number, number]}|{own: string}} Name
 * @typedef {{name: Name, hidden: boolean, seed: number, start: number, [more: string]: any}} Me
 * @typedef {{drive: Drive, follow: import("./room_follow.js").Follow, [section: string]: any}} Sections
 * @typedef {"in"|"away"|"ended"|"removed"} Touch away while the class does not answer
 * @typedef {object} Room
 * @property {"member"|"teacher"} role
 * @property {string} code
 * @property {string} id
 * @property {{code: string, token: string, version: number, mine: number}|null} told with each command of a member
 * @property {number} version
 * @property {number} here
 * @property {Touch} touch
 * @property {Sections} state
 * @property {Me|null} me null of a teacher
 * @property {any} teacher what a teacher alone sees; null of a member
 * @property {any} picture of everybody's numbers
 * @property {any[]} members for the teacher
 * @property {any} ready questions and challenges
 * @property {{n: number, hash: string|null}|null} points of the class, while it is the data
 * @property {number|null} followed the last of the teacher's actions that the page has done; null where it does not follow
 */

/** @param {any} answer to joining @returns {Room} */
export function joinedRoom({ code, id, token, me, state, version, mine, here, points = null }) {
  const told = { code, token, version, mine };
  return { role: "member", code, id, told, version, here, touch: "in", state, me, teacher: null, picture: null, members: [], ready: null, points, followed: null };
}

/** @param {any} answer to opening @returns {Room} */
export function openedRoom({ code, id, state, teacher, ready, version = 0, here = 0, points = null }) {
  return { role: "teacher", code, id, told: null, version, here, touch: "in", state, me: null, teacher, picture: null, members: [], ready, points, followed: null };
}

/**
 * @param {Room} room @param {any} news what a poll, a tick, a watch or an act has brought @returns {Room} the same where nothing is new
 */
export function heard(room, news) {
  const { version = room.version, here = room.here, changed, me, away = false, teacher, picture, members } = news;
  if (news.wait) return room;
  const mine = news.mine ?? room.told?.mine;
  const isNew = version >= room.version || room.touch !== "in"; // an older one was overtaken
  /** @type {Room} */
  const next = {
    ...room,
    version: isNew ? version : room.version,
    here,
    touch: away ? "away" : "in",
    state: changed && isNew ? { ...room.state, ...changed } : room.state,
    me: me ?? room.me,
    teacher: teacher ?? room.teacher,
    picture: picture ?? room.picture,
    members: members?.list ?? room.members,
    points: news.points && news.points.hash !== room.points?.hash ? news.points : room.points,
    told: room.told && { ...room.told, version: isNew ? version : room.version, mine: mine ?? 0 },
  };
  return isSame(next, room) ? room : next;
}

/** @param {Room} room @param {Touch} touch @returns {Room} */
export function touched(room, touch) {
  if (room.touch === touch) return room;
  const isOver = touch === "ended" || touch === "removed";
  return { ...room, touch, told: isOver ? null : room.told };
}

/** @param {Room} next @param {Room} room */
function isSame(next, room) {
  const { told: one, ...rest } = next;
  const { told: other, ...before } = room;
  const isTold = one?.version === other?.version && one?.mine === other?.mine;
  return isTold && Object.entries(rest).every(([name, value]) => value === before[/** @type {keyof typeof before} */ (name)]);
}

/** @param {Room|null} room @returns {boolean} whether the page stands still */
export function isFrozen(room) {
  return room !== null && room.role === "member" && isThere(room) && room.state.drive.mode === "freeze";
}

/** @param {Room} room @returns {boolean} whether the page is still of it */
export function isThere({ touch }) {
  return touch === "in" || touch === "away";
}

/** @param {Room|null} room @returns {string[]} the controls that the teacher has locked */
export function locksOf(room) {
  return room !== null && room.role === "member" && isThere(room) ? room.state.drive.locks : [];
}

/** @param {string|undefined} why @returns {Touch|null} what the id of a refusal means for a member; null where nothing */
export function touchOf(why) {
  if (why === "class.error.removed") return "removed";
  if (why === "class.error.ended") return "ended";
  if (why === "class.error.unknown" || why === "class.error.too-many-wrong") return "away"; // a server that was started anew does not know it yet
  return null;
}
