/* Holds the one state and lets it change by actions alone (docs/why/page-program.md). */

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").State} State */
/** @typedef {(state: State, before: State, action: Action) => void} Listener what follows from a change */
/** @typedef {(state: State, action: Action) => Action} Pass what becomes of an action that is to be taken */
/** @typedef {{readonly state: State, dispatch: (action: Action) => void, subscribe: (listener: Listener) => void, pass: (through: Pass) => void}} Store */

/**
 * Listeners hear of a change one after the other, in the order in which they came; an action that one of them sends waits
 * until all have heard of the one before.
 * @param {(state: State, action: Action) => State} reduce @param {State} first @returns {Store}
 */
export function createStore(reduce, first) {
  let state = first;
  /** @type {Listener[]} */
  const listeners = [];
  /** @type {Action[]} */
  const waiting = [];
  let isBusy = false;
  /** @type {Pass} */
  let pass = (_, action) => action;

  /** @param {Action} action */
  function take(action) {
    const before = state;
    state = reduce(before, action);
    if (state !== before) listeners.forEach((listener) => listener(state, before, action));
  }

  /** @param {Action} action */
  function dispatch(action) {
    waiting.push(action);
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) take(pass(state, next));
    } finally {
      isBusy = false;
    }
  }

  return {
    get state() {
      return state;
    },
    dispatch,
    subscribe: (listener) => listeners.push(listener),
    pass: (through) => (pass = through),
  };
}
