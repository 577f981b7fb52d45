/* Runs of the class side by side, nameless, from their first epoch to their last. */

import { postWith } from "../dash.js";
import { Replay } from "../run/room_replay.js";
import { lossText, parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { sheet } from "./room_sheet.js";
import { button, row } from "./room_view.js";

/** @typedef {{record: any, letter: string}} Snapshot */

const PARTS = { snapshots: "class-snapshots" };
const TICK_MS = 100;
const LONGEST_S = 12; // all of it is seen in so many seconds

/** The runs, in whatever place they are given. */
export class Snapshots {
  constructor() {
    this.place = made("section", "", { id: PARTS.snapshots, className: "class-snapshots" });
    this.drawn = "";
    /** @type {{snapshots: Snapshot[]}|null} */
    this.replay = null;
    /** @type {{replay: Replay, words: HTMLElement, sheet: ReturnType<typeof sheet>|null, place: HTMLElement}[]} */
    this.runs = [];
    this.epoch = 0;
    this.stride = 1;
    /** @type {ReturnType<typeof setInterval>|undefined} */
    this.timer = undefined;
    this.counter = made("strong", "");
  }

  /** @param {{snapshots: Snapshot[]}|null} replay @returns {boolean} whether there is something to be seen */
  draw(replay) {
    const snapshots = replay?.snapshots ?? [];
    if (replay === this.replay) return snapshots.length > 0;
    this.replay = replay;
    const key = JSON.stringify(snapshots); // the whole: two runs may differ in their rate alone
    if (key === this.drawn) return snapshots.length > 0;
    this.drawn = key;
    clearInterval(this.timer);
    this.place.replaceChildren();
    this.runs = [];
    if (!snapshots.length) return false;
    const again = button("class.snapshots.again", () => this.play());
    const runs = made("div", "", { className: "class-runs" });
    this.runs = snapshots.map(({ record, letter }) => {
      const place = made("figure", "", { className: "class-run" });
      const words = made("span", "");
      const title = made("figcaption", "");
      title.append(made("strong", letter), " ", words);
      place.append(title);
      runs.append(place);
      return { replay: new Replay(record, `snapshot-${letter}`.slice(0, 32)), words, sheet: null, place };
    });
    this.place.append(row(this.counter, again), runs);
    this.fetchAll(snapshots);
    return true;
  }

  /** @param {Snapshot[]} snapshots */
  async fetchAll(snapshots) {
    const { runs } = this;
    setText(this.counter, text("class.snapshots.coming"));
    try {
      await Promise.all(runs.map((run) => fetchRun(run.replay)));
    } catch (error) {
      console.warn(error);
      if (runs === this.runs) setText(this.counter, text("class.unanswered"));
      return;
    }
    if (runs !== this.runs) return;
    for (const [i, run] of runs.entries()) {
      run.sheet = sheet(run.replay.points, text("class.snapshots.label", { letter: snapshots[i].letter }), run.replay.at(0));
      run.place.append(run.sheet.place);
    }
    this.play();
  }

  play() {
    clearInterval(this.timer);
    const end = Math.max(...this.runs.map(({ replay }) => replay.rows.length - 1));
    this.stride = Math.max(1, Math.ceil((end * TICK_MS) / (1000 * LONGEST_S)));
    this.epoch = 0;
    this.show();
    this.timer = setInterval(() => {
      this.epoch = Math.min(end, this.epoch + this.stride);
      this.show();
      if (this.epoch >= end || !this.place.isConnected) clearInterval(this.timer);
    }, TICK_MS);
  }

  show() {
    setText(this.counter, text("class.snapshots.epoch", { epoch: this.epoch }));
    for (const { replay, sheet: paper, words, place } of this.runs) {
      const at = replay.at(this.epoch);
      if (!at) continue;
      Object.assign(place.dataset, { epoch: at.epoch, weight: at.weight[0], bias: at.bias, loss: at.loss }); // whole, as elsewhere on the page
      setText(words, text("class.snapshots.run", { epoch: at.epoch, weight: parameter(at.weight[0]), bias: parameter(at.bias), loss: lossText(at.loss) }));
      paper?.move(at);
    }
  }
}

/** @param {Replay} replay */
async function fetchRun(replay) {
  const giveUp = new AbortController();
  for (let command = replay.next(); command; command = replay.next()) replay.take(await postWith(command, giveUp.signal, replay.tables));
}
