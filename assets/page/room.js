/* The class: opens one, joins one, and comes back to the one that this tab is in. */

import { isThere } from "../run/room.js";
import { codeIn, readCode, typedIn, withoutCode } from "../run/room_code.js";
import { secretIn } from "../run/room_kept.js";
import { Cover } from "./room_cover.js";
import { faultText, JoinView } from "./room_join.js";
import { Member } from "./room_member.js";
import { member, role, teacher } from "./room_store.js";
import { Teacher } from "./room_teacher.js";

/** @typedef {import("../run/store.js").Store} Store */

/** The one class of this tab. */
export class ClassRoom {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.member = new Member(store);
    this.teacher = new Teacher(store);
    this.cover = new Cover(store);
    this.joining = new JoinView((code) => this.member.join(code), () => this.teacher.open());
  }

  /** One press of the head. @param {string} id of the button */
  press(id) {
    const { room } = this.store.state;
    if (room?.role === "teacher") return this.teacher.flip(id);
    if (room && isThere(room)) return this.member.flip();
    if (room) this.member.leave(); // of a class that is over one need not take leave before the next
    return id === "class-open" ? this.teacher.open() : this.joining.flip();
  }

  /** The address, or what the browser has kept, says of which class this tab is. */
  async comeBack() {
    await this.whoItWas();
    this.cover.level();
  }

  /** @returns {Promise<unknown>} */
  async whoItWas() {
    const [typed, code, secret] = [typedIn(location), codeIn(location), secretIn(location.hash)];
    forgetClass();
    const read = typed ? readCode(typed) : null;
    if (typed && read && "fault" in read) return this.joining.flip(typed, faultText(read)); // it can be put right there
    if (code && secret && "key" in secret) return this.teacher.resume({ ...unknown(code), key: secret.key, kept: null });
    if (code && secret && "token" in secret) return this.member.resume({ ...unknown(code), token: secret.token, me: null });
    const [asMember, asTeacher] = [member(), teacher()];
    if (code) return asMember?.code === code ? this.member.resume(asMember) : this.join(code); // a teacher, too, sees what a student sees
    if (asTeacher && role() !== "member") return this.teacher.resume(asTeacher);
    if (asMember) return this.member.resume(asMember);
    return undefined;
  }

  /** @param {string} code of an address: what is wrong with it is said where it can be typed again */
  async join(code) {
    const notice = await this.member.join(code);
    if (notice) this.joining.flip(code, notice);
  }
}

/** What the address said of the class is known now; a key must not stand where a class can read it. */
function forgetClass() {
  const query = new URLSearchParams(location.search);
  query.delete("class");
  const rest = query.toString();
  history.replaceState(history.state, "", `${withoutCode(location.pathname)}${rest ? `?${rest}` : ""}`);
}

/** @param {string} code @returns {{code: string, id: string}} of a class of which nothing else is known */
function unknown(code) {
  const id = "";
  return { code, id };
}
