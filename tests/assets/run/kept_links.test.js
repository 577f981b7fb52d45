/* Links of version 1 that are out there: each opens for ever what it opened when it was made (tests/assets/kept_links.json). */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { actionOf } from "../../../assets/page/open_link.js";
import { changesOf, checkOf, linkOf } from "../../../assets/run/link.js";
import { ownOf } from "../../../assets/run/link_points.js";
import { packed } from "../../../assets/run/packed.js";
import { firstState } from "../../../assets/run/state.js";
import { sentence } from "../../../assets/text/texts.js";
import { act, frozen, settled, settings } from "../runs.js";
import { opensWith } from "./kept_links.js";

const { opened, refused } = JSON.parse(readFileSync(new URL("../kept_links.json", import.meta.url), "utf8"));
const RUN = ["v", "of", "c", "seed", "start", "at", "epoch", "batches", "changes", "look"];
const VIEW = ["open", "traces", "mode", "hide", "mine", "guess", "samples", "lesson", "card", "lang", "strings"];
const SWITCHES = schema.switches.map(({ key }) => key).filter(Boolean);
const shared = opened.filter(({ link, opens }) => link.includes("&c=") && !opens.edited).map(({ link }) => link);

test("each of them opens what it opened when it was made", async () => {
  assert.ok(opened.length >= 113 && shared.length >= 99, `${opened.length}, ${shared.length}`);
  for (const { link, opens } of opened) assert.deepEqual((await opensWith(link)).opens, told(opens, link), link);
});

/** What was meant when nobody could say it: several features were always standardised in training. */
function told(opens, link) {
  const { controls, run, ...rest } = opens;
  if (!["house-prices", "cherry-trees", "penguin-masses"].includes(controls?.dataset) || link.includes("scaling=")) return opens;
  const stages = run?.stages.map((stage) => ({ ...stage, data: { ...stage.data, scaling: "inside" } }));
  return { ...rest, controls: { ...controls, scaling: "inside" }, ...(run ? { run: { ...run, stages } } : {}) };
}

test("each field that a link may have is in one of them, but for what has come since they were made", () => {
  const keys = new Set(opened.flatMap(({ link }) => link.split("&").map((pair) => pair.split("=")[0])));
  assert.deepEqual([...RUN, ...VIEW].filter((key) => !keys.has(key)), []);
  const known = [...RUN, ...VIEW, ...Object.values(schema.controls).map(({ key }) => key), ...SWITCHES];
  assert.equal(new Set(known).size, known.length); // no key has two meanings
  assert.deepEqual([...keys].filter((key) => !known.includes(key) && !key.startsWith("utm_")), []);
});

/** @returns links of today for every control, each of its choices, every panel and every switch, with what each must open */
function ofToday() {
  const controls = Object.entries(schema.controls).flatMap(([name, row]) => othersOf(name, row).map((value) => ["set", { controls: { [name]: value } }, { controls: { [name]: value } }]));
  const panels = Object.keys(schema.panels).map((panel) => ["open-panel", { panel }, { view: { panels: [panel] } }]);
  const switches = schema.switches.filter(({ key, kind }) => key && kind === "choice").map(({ name, first, choices }) => {
    const [value] = choices.filter((it) => it !== first);
    return ["view", { view: { [name]: value } }, { view: { [name]: value } }];
  });
  return [...controls, ...panels, ...switches];
}

/** @returns values of a control that are not its default, where they are to be had of the first data set or by their name */
function othersOf(name, row) {
  if (name === "dataset") return Object.keys(schema.data).filter((kind) => kind !== "points" && kind !== row.default);
  if (name === "scaling") return schema.data.line.scalings.filter((it) => it !== schema.data.line.scaling);
  if (row.kind === "choice") return row.choices.filter((it) => it !== row.default);
  return [row.low, row.high].filter((it) => it !== row.default);
}

test("each control with each of its choices, each panel and each switch has a link, which opens it", async () => {
  for (const [type, given, expected] of ofToday()) {
    const first = frozen(firstState(schema, "ff", {}));
    const state = type === "set" ? settings(first, given.controls) : settled(act(first, type, given));
    const told = await opensWith(linkOf(state, await packed(changesOf(state), ownOf(state)), "en"));
    for (const [part, fields] of Object.entries(expected)) {
      for (const [name, value] of Object.entries(fields)) assert.deepEqual(told.opens[part]?.[name], value, JSON.stringify(given));
    }
  }
});

test("the check at the end of each is right for ever, and knows every letter that was changed", async () => {
  for (const link of shared) {
    const [query, check] = link.split("&c=");
    assert.equal(checkOf(query), check, link);
    const at = [...query].findLastIndex((letter) => letter >= "0" && letter <= "9");
    const other = `${query.slice(0, at)}${(Number(query[at]) + 1) % 10}${query.slice(at + 1)}`;
    assert.notEqual(checkOf(other), check, link);
  }
});

test("Share still writes the same letters for what they open", async () => {
  for (const link of shared) {
    const first = frozen(firstState(schema, "ff", {}));
    const state = settled(act(first, "open", await actionOf(first, link)));
    assert.equal(linkOf(state, await packed(changesOf(state), ownOf(state)), "en"), link);
  }
});

test("what must not be opened is not, with the same sentence", async () => {
  assert.ok(refused.length >= 55);
  for (const { link, says } of refused) {
    const { said } = await opensWith(link);
    assert.equal(said && sentence(said), says, link);
  }
});
