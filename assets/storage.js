/* What survives a reload: one versioned record in this tab's session storage. A full or forbidden store is survived. */
(function (chalkline) {
  "use strict";

  const KEY = "chalkline";
  const VERSION = 1;

  /** @param {object} state plain JSON @returns {boolean} whether it could be kept */
  function save(state) {
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...state }));
      return true;
    } catch {
      return false;
    }
  }

  /** @returns {object|null} what was kept, if it is of this version and whole */
  function load() {
    try {
      const state = JSON.parse(window.sessionStorage.getItem(KEY));
      return state && state.version === VERSION ? state : null;
    } catch {
      return null;
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
