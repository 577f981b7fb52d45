/* Parts of the page that come when they are wanted first: each is brought once, and where it does not come the page says so. */

import { isHidden } from "../run/hidden.js";
import { isInBatches, seen } from "../run/state.js";
import { closest, element, setAttribute } from "./element.js";
import { fetchFirst } from "./modules.js";
import { isOfClass } from "./storage.js";

/** @typedef {import("../figures/picture.js").Picture} Picture */
/** @typedef {import("../run/store.js").Store} Store */

const TOUCH_MS = 2000; // the picture comes first
const OTHER_ROWS = 2; // of the table of weights: its head, and the bias

/**
 * @template T
 * @param {string} name of its module @param {() => Promise<T>} bring makes the part @param {() => void} [fail] what follows where it has not come
 * @returns {(act?: (part: T) => unknown) => Promise<void>} does something with it, as soon as it is there
 */
function part(name, bring, fail = () => {}) {
  /** @type {Promise<T>|undefined} */
  let coming;
  return async (act = () => {}) => {
    try {
      coming ??= fetchFirst(name)
        .then(bring)
        .catch((error) => {
          coming = undefined; // the next press tries again
          throw error;
        });
      await act(await coming);
    } catch (error) {
      console.warn(error);
      fail();
    }
  };
}

/** @param {string} selector @param {(event: MouseEvent) => void} act */
function onPress(selector, act) {
  document.addEventListener("click", (event) => closest(event.target, selector) && act(event));
}

/** @param {Store} store @param {Picture} picture */
export function listenToLateParts(store, picture) {
  const say = (/** @type {string} */ id) => () => store.dispatch({ type: "say", notice: { id } });
  listenToViews(store, say);
  listenToScaling(store);
  listenToLessons(store, say("lessons.missing"));
  listenToHand(store, picture, say("my-line.missing"));
  listenToSound(store);
  listenToClass(store, say("class.missing"));
  listenToCurves(store);
  listenToMore(store);
}

/** What a pointer brings, when Plotly has drawn the figures. @param {Store} store @param {Picture} picture */
export function listenToPointers(store, picture) {
  listenToQuestions(store);
  const answer = part("page/answer.js", async () => {
    const { placeAnswerSwitch } = await import("./answer.js");
    return placeAnswerSwitch(store);
  });
  answer();
  const hints = part("page/hints.js", async () => {
    const { Hints } = await import("./hints.js");
    return new Hints(store);
  });
  setTimeout(hints, TOUCH_MS);
  const print = part("page/print.js", async () => {
    const { listenToPrinting } = await import("./print.js");
    return listenToPrinting(store);
  });
  setTimeout(print, TOUCH_MS);
  const touch = part("page/touch.js", async () => {
    const { Touch } = await import("./touch.js");
    return new Touch(store, picture);
  });
  setTimeout(touch, TOUCH_MS); // for keys too
  document.addEventListener("pointerover", ({ target }) => closest(target, "#fit-figure") && touch());
}

/** Views that a button opens, and files with a run that are dropped anywhere. @param {Store} store @param {(id: string) => () => void} say */
function listenToViews(store, say) {
  const share = part("page/share.js", async () => {
    const { Share } = await import("./share.js");
    return new Share(store);
  }, say("share.missing"));
  onPress("#share", () => share((view) => view.flip()));
  const ownData = part("page/own_data.js", async () => {
    const { OwnData } = await import("./own_data.js");
    return new OwnData(store);
  }, say("own-data.missing"));
  onPress("#own-data", () => ownData((view) => view.flip()));
  const closeAbout = () => store.dispatch({ type: "view", view: { about: false } });
  const table = part(
    "page/data_table.js",
    async () => {
      const { fetchRows, showTable } = await import("./data_table.js");
      return { fetchRows, showTable };
    },
    () => [closeAbout, say("side-by-side.missing")].forEach((act) => act()),
  );
  onPress("#about-data", () =>
    table(async ({ fetchRows, showTable }) => {
      const rows = await fetchRows();
      closeAbout();
      showTable(rows, store.state.view.limits);
    }),
  );
  const files = part("page/share_file.js", async () => {
    const { openFile } = await import("./share_file.js");
    return { openFile };
  }, say("share.missing"));
  document.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  document.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    files(({ openFile }) => openFile(store, file));
  });
}

/** What scaling does is said under its choice. @param {Store} store */
function listenToScaling(store) {
  const words = part("page/scaling_words.js", async () => {
    const { sayScaling } = await import("./scaling_words.js");
    return { sayScaling };
  });
  const follow = () => store.state.view.more && words(({ sayScaling }) => sayScaling(store.state));
  store.subscribe((state, before) => (state.view.more !== before.view.more || state.points !== before.points) && follow());
  follow();
}

/** The list of lessons, and the card of one that is open. @param {Store} store @param {() => void} fail */
function listenToLessons(store, fail) {
  const lessons = part("page/lessons.js", async () => {
    const { Lessons } = await import("./lessons.js");
    return new Lessons(store);
  }, fail);
  onPress("#lessons", () => lessons((there) => there.flip()));
  store.subscribe((state, before) => {
    if (state.lesson && state.lesson.name !== before.lesson?.name) lessons((there) => there.resume());
  });
  if (store.state.lesson) lessons((there) => there.resume());
}

/** The line by hand. @param {Store} store @param {Picture} picture @param {() => void} say that it has not come */
function listenToHand(store, picture, say) {
  const hand = part(
    "page/hand.js",
    async () => {
      const { HandLine } = await import("./hand.js");
      return new HandLine(store, picture);
    },
    () => {
      store.dispatch({ type: "show-my-line", shown: false });
      say();
    },
  );
  const follow = () => {
    const { shown } = store.state.hand;
    setAttribute(element("my-line"), "aria-pressed", shown);
    if (shown) hand((line) => line.follow(store.state));
  };
  store.subscribe((state, before) => state.hand.shown !== before.hand.shown && follow());
  follow();
}

/** A class that one opens or joins, or that this tab is in. @param {Store} store @param {() => void} fail */
function listenToClass(store, fail) {
  const room = part("page/room.js", async () => {
    const { ClassRoom } = await import("./room.js");
    return new ClassRoom(store);
  }, fail);
  onPress("#class-open,#class-join", ({ target }) => room((it) => it.press(closest(target, "button")?.id ?? "")));
  if (isOfClass()) room((it) => it.comeBack());
}

/** The sound of the loss: without it the run goes on. @param {Store} store */
function listenToSound(store) {
  const sound = part("page/sound.js", async () => {
    const { Sound } = await import("./sound.js");
    return new Sound();
  });
  store.subscribe((state, before) => {
    const { sound: isOn } = state.view;
    if (isOn !== before.view.sound) store.dispatch({ type: "say", notice: { id: isOn ? "sound.on" : "sound.off" } });
    const [now, then] = [seen(state), seen(before)];
    const isHeard = before.view.sound && now?.epoch === then?.epoch && now?.part === then?.part;
    if (!isOn || isHidden(state, "loss") || isHeard) return;
    sound((one) => one.play(state));
  });
}

/** What a line and a few features have not: of equation and numbers only the first are told without it. @param {Store} store */
function listenToCurves(store) {
  const curve = part("page/curve.js", async () => {
    const { Curve } = await import("./curve.js");
    return new Curve(store);
  });
  const follow = () => {
    const { controls, points } = store.state;
    if (controls.degree > 1 || controls.test_share || (points && points.inputs.length > element("weights-rows").childElementCount - OTHER_ROWS)) curve();
  };
  store.subscribe((state, before) => (state.controls !== before.controls || state.points !== before.points) && follow());
  follow();
}

/** Rows of More that are not there at first. @param {Store} store */
function listenToMore(store) {
  const more = part("page/more.js", async () => {
    const { MoreRows } = await import("./more.js");
    return new MoreRows(store);
  });
  let isWanted = false;
  const follow = () => {
    isWanted ||= store.state.view.more;
    if (isWanted) more((rows) => rows.follow(store.state));
  };
  store.subscribe((state, before) => (state.view !== before.view || isInBatches(state) !== isInBatches(before)) && follow());
  follow();
}

/** Words and numbers can be asked what they are. @param {Store} store */
function listenToQuestions(store) {
  /** @type {import("./explain.js").Questions|undefined} */
  let there; // it has to keep a press from its label at once
  const questions = part("page/explain.js", async () => {
    const { Questions } = await import("./explain.js");
    return (there = new Questions(store));
  });
  document.addEventListener("click", (press) => (there ? there.ask(press) : questions((it) => it.ask(press))));
  document.addEventListener("pointerover", () => questions(), { once: true });
}
