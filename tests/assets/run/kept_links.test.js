/* Links of version 1 that are out there: each opens for ever what it opened when it was made (tests/assets/kept_links.json). */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { actionOf } from "../../../assets/page/open_link.js";
import { changesOf, checkOf, CONTROL_KEYS, linkOf } from "../../../assets/run/link.js";
import { ownOf } from "../../../assets/run/link_points.js";
import { packed } from "../../../assets/run/packed.js";
import { firstState } from "../../../assets/run/state.js";
import { sentence } from "../../../assets/text/texts.js";
import { act, frozen, settled } from "../runs.js";
import { opensWith } from "./kept_links.js";

const { opened, refused } = JSON.parse(readFileSync(new URL("../kept_links.json", import.meta.url), "utf8"));
const RUN = ["v", "of", "c", "seed", "start", "at", "epoch", "batches", "changes", "look"];
const VIEW = ["open", "traces", "mode", "hide", "mine", "guess", "samples", "lesson", "card", "lang", "strings"];
const SWITCHES = schema.switches.map(({ key }) => key).filter(Boolean);
const shared = opened.filter(({ link, opens }) => link.includes("&c=") && !opens.edited).map(({ link }) => link);

test("each of them opens what it opened when it was made", async () => {
  assert.ok(opened.length >= 60 && shared.length >= 60, `${opened.length}, ${shared.length}`);
  for (const { link, opens } of opened) assert.deepEqual((await opensWith(link)).opens, told(opens, link), link);
});

/** What was meant when nobody could say it: several features were always standardised in training. */
function told(opens, link) {
  const { controls, run, ...rest } = opens;
  if (!["house-prices", "cherry-trees", "penguin-masses"].includes(controls?.dataset) || link.includes("scaling=")) return opens;
  const stages = run?.stages.map((stage) => ({ ...stage, data: { ...stage.data, scaling: "inside" } }));
  return { ...rest, controls: { ...controls, scaling: "inside" }, ...(run ? { run: { ...run, stages } } : {}) };
}

test("each field that a link may have is in one of them, with every data set, optimizer, panel and name to hide", () => {
  const fields = opened.flatMap(({ link }) => link.split("&").map((pair) => pair.split("=")));
  const values = (key) => new Set(fields.filter(([it]) => it === key).flatMap(([, value]) => value.split(".")));
  const keys = new Set(fields.map(([key]) => key));
  assert.deepEqual([...RUN, ...VIEW, ...Object.values(CONTROL_KEYS), ...SWITCHES].filter((key) => !keys.has(key)), []);
  assert.deepEqual(Object.keys(schema.data).filter((kind) => kind !== "line" && !values("data").has(kind)), []);
  assert.deepEqual(Object.keys(schema.optimizers).filter((name) => name !== "sgd" && !values("optimizer").has(name)), []);
  assert.deepEqual(Object.keys(schema.panels).filter((name) => !values("open").has(name)), []);
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
  assert.ok(refused.length >= 20);
  for (const { link, says } of refused) {
    const { said } = await opensWith(link);
    assert.equal(said && sentence(said), says, link);
  }
});
