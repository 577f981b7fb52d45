/* What survives a reload: one versioned record in this tab's session storage. A full or forbidden store is survived. */
(function (chalkline) {
  "use strict";

  const KEY = "chalkline";
  const LONGEST = 4e6; // characters; the longest run that can be kept has 3 million
  const NOTHING = { kept: null, lost: "" };

  /** @param {object} state plain JSON @returns {boolean} whether it could be kept */
  function save(state) {
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify({ version: chalkline.kept.VERSION, ...state }));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * @param {object} settings bounds by name
   * @returns {{kept: object|null, lost: string}} what was kept, if all of it is right; a sentence if something was not
   */
  function load(settings) {
    const state = read(KEY);
    if (state === undefined) return NOTHING;
    const isKnown = state !== null && state.version === chalkline.kept.VERSION;
    const kept = isKnown ? chalkline.kept.checked(state, settings) : null;
    if (kept) return { kept, lost: "" };
    forget();
    return { kept: null, lost: isOther(state) ? chalkline.words.OUTDATED : chalkline.words.UNREADABLE };
  }

  /** @returns {*} plain JSON, undefined if there is nothing, null if it is none or longer than anything kept here */
  function read(key) {
    try {
      const text = window.sessionStorage.getItem(key);
      if (text === null) return undefined;
      return text.length > LONGEST ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  function isOther(state) {
    return state !== null && Number.isInteger(state.version) && state.version !== chalkline.kept.VERSION;
  }

  /** What cannot be used must not come back at the next reload. */
  function forget() {
    try {
      window.sessionStorage.removeItem(KEY);
    } catch {
      // A forbidden store keeps nothing anyway.
    }
  }

  /** A preference that outlives the tab, such as the mode. */
  function preference(name, value) {
    try {
      if (value !== undefined) window.localStorage.setItem(`${KEY}-${name}`, value);
      return window.localStorage.getItem(`${KEY}-${name}`);
    } catch {
      return null;
    }
  }

  chalkline.storage = { save, load, preference };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
