/* The loss as a tone: an octave deeper for each tenth of the first one. */

import { seen } from "../run/state.js";

/** @typedef {import("../run/types.js").State} State */

const FIRST_HZ = 880;
const [LOWEST_HZ, HIGHEST_HZ] = [55, 3520];
const TONE_S = 0.09;
const LOUD = 0.15;

/** @param {number} loss @param {number} first that of epoch 0 @returns {number} the pitch, by the logarithm of the loss, in what is heard */
export function pitchOf(loss, first) {
  const octaves = loss > 0 && first > 0 ? Math.log10(loss / first) : 0;
  return Math.min(HIGHEST_HZ, Math.max(LOWEST_HZ, FIRST_HZ * 2 ** octaves));
}

/** Plays a tone for the epoch that is shown. */
export class Sound {
  constructor() {
    this.audio = new AudioContext();
  }

  /** @param {State} state */
  play(state) {
    const now = seen(state);
    const first = state.record.at(0);
    if (!now || !first) return;
    const { audio } = this;
    if (audio.state !== "running") {
      audio.resume(); // where a browser lets it begin after a press alone
      return;
    }
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitchOf(now.loss, first.loss);
    volume.gain.setValueAtTime(LOUD, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + TONE_S);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + TONE_S);
  }
}
