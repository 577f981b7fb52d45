/* Pictures for a worksheet: whole by themselves, light and dark, as Plotly is given them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../colours.js";
import { act, begun, ran, settings } from "../runs.js";
import { PALETTES } from "../palettes.js";
import { wallFigures, wallPicture } from "../../../assets/figures/wall.js";

const SIZE = { width: 1920, height: 1080 };
const LINE = {
  fit: { title: "Fit", axes: ["x", "y"], key: ["data", "predicted", "true line"] },
  loss: { title: "Loss by epoch", axes: ["epoch", "loss (mean squared error)"], key: ["loss", "lowest possible", "now"] },
  map: { title: "Loss map", axes: ["weight", "bias"], key: ["path of the run", "now", "start", "true", "least squares", "next step"] },
  residuals: { title: "Residuals", axes: ["x", "residual"], key: ["residuals", "mean of the squares"] },
  compare: { title: "Loss by epoch, runs compared", axes: ["epoch", "loss (mean squared error)"], key: ["Run 1", "Run 2"] },
};

globalThis.window.Plotly = {
  newPlot: async (place, data, layout, config) => Object.assign(place, { drawn: { data, layout, config } }),
  toImage: async ({ drawn }, picture) => Object.assign(drawn, { picture }),
  purge() {},
};

/** @returns what Plotly is asked to draw */
function picture(state, name, mode = "light", format = "svg") {
  return wallPicture(state, state.points, name, { mode, format });
}

/** @returns {string} without tags, as it is read */
function plain(words) {
  return words.replaceAll(/<[^>]*>/g, "");
}

function keyOf({ data }) {
  return data.filter(({ showlegend }) => showlegend).map(({ name }) => name);
}

const first = act(ran(settings(begun(), { learning_rate: 0.1 }), 12), "keep-run");
const second = act(ran(settings(act(first, "reset"), { learning_rate: 0.5 }), 8), "keep-run");
const squares = act(act(second, "open-panel", { panel: "residuals" }), "view", { view: { shape: "squares" } });

for (const mode of ["light", "dark"]) {
  for (const [name, { title, axes, key }] of Object.entries(LINE)) {
    test(`${name}, ${mode}: title, equation and settings, names of its axes, key`, async () => {
      const drawn = await picture(squares, name, mode);
      const { layout } = drawn;
      assert.equal(layout.title.text, `${title}: A straight line, 250 points, epoch 8`);
      assert.match(layout.title.subtitle.text, /^ŷ = [−-]?\d+\.\d+ x [+−-] \d+\.\d+ +loss \d\S* +learning rate 0\.5, SGD$/);
      assert.deepEqual([layout.xaxis.title.text, layout.yaxis.title.text].map(plain), axes);
      assert.equal(layout.showlegend, true);
      assert.deepEqual(key.filter((entry) => !keyOf(drawn).includes(entry)), []);
    });

    test(`${name}, ${mode}: all of it in that palette, on its page, at its size`, async () => {
      const { layout, picture: asked, data } = await picture(squares, name, mode);
      assert.deepEqual([asked.width, asked.height, layout.width, layout.height, layout.autosize], [...Object.values(SIZE), ...Object.values(SIZE), false]);
      assert.equal(layout.paper_bgcolor, `${mode}--page`);
      assert.equal(layout.title.font.color, `${mode}--ink`);
      const [other] = Object.keys(PALETTES).filter((one) => one !== mode);
      const alone = PALETTES[other].filter((colour) => !PALETTES[mode].includes(colour));
      const told = JSON.stringify([data, layout]);
      assert.deepEqual(alone.filter((colour) => told.includes(`"${colour}"`)), []);
      assert.ok(!told.includes(`"${other}--`));
    });
  }
}

test("whatever the page is on, a phone or a wall, the picture is the same", async () => {
  const usual = JSON.stringify(await picture(squares, "fit"));
  for (const view of [{ isPhone: true }, { projector: true }, { mode: "dark" }]) {
    assert.equal(JSON.stringify(await picture(act(squares, "view", { view }), "fit")), usual);
  }
});

test("house prices have a fit and a loss, with the names of theirs", async () => {
  const prices = ran(settings(begun(), { dataset: "house-prices", learning_rate: 0.01 }), 5);
  assert.deepEqual(wallFigures(prices.points), ["fit", "loss", "map"]);
  const { layout } = await picture(prices, "fit");
  assert.deepEqual([layout.xaxis.title.text, layout.yaxis.title.text].map(plain), ["actual price (k€)", "predicted price (k€)"]);
  assert.match(layout.title.text, /^Fit: House prices, 250 houses, epoch \d+$/);
  assert.match(layout.title.subtitle.text, /^price = \S+ area [+−-] \S+ bedrooms/);
});

test("the picture is of the epoch that is looked at", async () => {
  const { layout } = await picture(act(squares, "look-at", { epoch: 3 }), "fit");
  assert.match(layout.title.text, /epoch 3$/);
});

test("fan and histogram of samples are taken along with their own axes and keys, hidden as they are on the page", async () => {
  const drawn = act(first, "draw-samples", { more: 50, seed: 41 });
  const fan = await picture(drawn, "fan");
  assert.match(fan.layout.title.text, /^Lines of the samples: A straight line, 250 points/);
  assert.deepEqual([fan.layout.xaxis.title.text, fan.layout.yaxis.title.text].map(plain), ["x", "y"]);
  assert.deepEqual(keyOf(fan), ["points of the newest sample", "lines of the others", "the newest one", "true line"]);
  const histogram = await picture(drawn, "histogram", "dark");
  assert.deepEqual([histogram.layout.xaxis.title.text, histogram.layout.yaxis.title.text].map(plain), ["slope of a sample's line", "samples"]);
  assert.deepEqual(keyOf(histogram), ["samples", "theory", "centre", "the newest one"]);
  const ofT = await picture(act(drawn, "show-samples", { as: "t" }), "histogram");
  assert.equal(ofT.layout.xaxis.title.text, "t");
  const hidden = await picture(act(drawn, "view", { view: { limits: false } }), "fan");
  assert.ok(!keyOf(hidden).includes("true line"));
});

test("a picture of the past calls its epoch by its number, and no line earlier that came later", async () => {
  const looking = act(second, "look-at", { epoch: 3 });
  const loss = keyOf(await picture(looking, "loss"));
  assert.deepEqual(["epoch 3", "now"].map((entry) => loss.includes(entry)), [true, false]);
  const earlier = (await picture(looking, "fit")).data.find(({ name }) => name === "earlier epochs");
  const ends = earlier.y.filter((value) => value !== null);
  const lines = [0, 1].map((epoch) => second.record.history.at(epoch)).flatMap(({ weight: [weight], bias }) => [bias, weight + bias]);
  assert.deepEqual(ends, lines);
});

test("runs compared have one name for their axis, and residuals of the line by hand its name", async () => {
  const { layout } = await picture(second, "compare");
  assert.ok(!layout.annotations.some(({ text }) => text === "epoch"));
  const mine = act(act(second, "my-line", { weight: 1, bias: 3 }), "view", { view: { ofMine: true } });
  const key = keyOf(await picture(mine, "residuals"));
  assert.deepEqual(["my line", "predicted"].map((entry) => key.includes(entry)), [true, false]);
});
