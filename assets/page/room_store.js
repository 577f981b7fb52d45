/* What the browser keeps of its class: the member's token or the teacher's key, and in which of the two roles this tab is. */

import { keptMember, keptTeacher } from "../run/room_kept.js";

const MEMBER = "chalkline-class";
const TEACHER = "chalkline-teacher";
const BROWSER = "chalkline-browser";
const ROLE = "chalkline-role";
const COVERED = "chalkline-covered";
const WALL = "chalkline-wall";
const AUTHOR = "chalkline-author";
const FOLLOWED = "chalkline-followed";

/** @returns {import("../run/room_kept.js").KeptMember|null} */
export function member() {
  return keptMember(read(() => localStorage, MEMBER), Date.now());
}

/** @returns {import("../run/room_kept.js").KeptTeacher|null} */
export function teacher() {
  return keptTeacher(read(() => localStorage, TEACHER), Date.now());
}

/** @returns {string|null} the role of this tab before it was reloaded */
export function role() {
  return read(() => sessionStorage, ROLE);
}

/** @returns {boolean} whether a question has put away what this tab shows of the answer */
export function covered() {
  return read(() => sessionStorage, COVERED) !== null;
}

/** @param {boolean} isCovered */
export function keepCovered(isCovered) {
  write(() => sessionStorage, COVERED, isCovered ? "yes" : null);
}

/** @param {Omit<import("../run/room_kept.js").KeptMember, "at">} kept @returns {boolean} whether a reload will bring it back */
export function keepMember(kept) {
  write(() => sessionStorage, ROLE, "member");
  return write(() => localStorage, MEMBER, JSON.stringify({ ...kept, at: Date.now() }));
}

/** @param {Omit<import("../run/room_kept.js").KeptTeacher, "at">} kept @returns {boolean} */
export function keepTeacher(kept) {
  write(() => sessionStorage, ROLE, "teacher");
  return write(() => localStorage, TEACHER, JSON.stringify({ ...kept, at: Date.now() }));
}

/** A tab that shows the wall shows it again. @param {boolean} isOpen */
export function keepWall(isOpen) {
  write(() => sessionStorage, WALL, isOpen ? "open" : null);
}

/** @returns {boolean} */
export function wasOnWall() {
  return read(() => sessionStorage, WALL) !== null;
}

/** @returns {string} what names this tab among a teacher's, after a reload too */
export function author() {
  const known = read(() => sessionStorage, AUTHOR) ?? "";
  if (/^[0-9a-z]{4,16}$/.test(known)) return known;
  const drawn = Math.random().toString(36).slice(2, 12).padEnd(4, "0");
  write(() => sessionStorage, AUTHOR, drawn);
  return drawn;
}

/** What this tab of a teacher's has done of what its other devices did. @param {string} code @param {number} seq */
export function keepFollowed(code, seq) {
  write(() => sessionStorage, FOLLOWED, `${code} ${seq}`);
}

/** @param {string} code @returns {number|null} */
export function followed(code) {
  const [of, seq] = (read(() => sessionStorage, FOLLOWED) ?? "").split(" ");
  return of === code && /^\d+$/.test(seq) ? Number(seq) : null;
}

/** @param {"member"|"teacher"} who */
export function forget(who) {
  write(() => localStorage, who === "member" ? MEMBER : TEACHER, null);
  write(() => sessionStorage, ROLE, null);
}

/** A number that the browser has drawn for itself, by which a server counts wrong codes. @returns {string} */
export function browser() {
  const known = read(() => localStorage, BROWSER);
  if (known && /^[0-9a-f]{32}$/.test(known)) return known;
  const drawn = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  write(() => localStorage, BROWSER, drawn);
  return drawn;
}

/** @param {() => Storage} storage which may be forbidden @param {string} name @returns {string|null} */
function read(storage, name) {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
}

/** @param {() => Storage} storage @param {string} name @param {string|null} value @returns {boolean} whether it is kept */
function write(storage, name, value) {
  try {
    if (value === null) storage().removeItem(name);
    else storage().setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
