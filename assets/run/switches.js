/* The switches of the view, by the schema's table (components/switches.py): what they are at first, their check, and their fields in a link. */

import { isCount, isList, isNumber } from "./checks.js";
import { FieldError } from "./link_fields.js";

/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").SwitchRow} SwitchRow */
/** @typedef {import("./types.js").View} View */
/** @typedef {{is: (value: any, row: SwitchRow) => boolean, written: (value: any, row: SwitchRow) => string, read: (text: string, row: SwitchRow, number: (text: string) => number) => any}} Kind */

const DIGITS = ["0", "1"];

/** @type {Record<SwitchRow["kind"], Kind>} */
const KINDS = {
  choice: {
    is: (value, { choices = [] }) => choices.includes(value),
    written: (value, { choices = [] }) => DIGITS[choices.indexOf(value)],
    read: (text, { choices = [] }) => choices[DIGITS.indexOf(text)],
  },
  numbers: {
    is: (value, { most = 0, largest = 0 }) => value === null || (isList(value, most, (it) => isNumber(it) && Math.abs(it) <= largest) && value.length > 0),
    written: (value) => value.join("_"),
    read: (text, _, number) => text.split("_").map(number),
  },
  place: {
    is: (value, { most = 0 }) => value === null || isCount(value, most),
    written: String,
    read: (text, _, number) => number(text),
  },
  pair: {
    is: (value, { most = 0 }) => value === null || (isList(value, 2, (it) => isCount(it, most)) && value.length === 2 && value[0] !== value[1]),
    written: (value) => value.join("_"),
    read: (text, _, number) => text.split("_").map(number),
  },
};

/** @param {Schema} schema @returns {Partial<View>} as they are at first */
export function firstSwitches({ switches }) {
  return Object.fromEntries(switches.map(({ name, first }) => [name, first]));
}

/** @param {Schema} schema @returns {(keyof View)[]} those that a reload keeps */
export function keptSwitches({ switches }) {
  return switches.filter(({ kept }) => kept).map(({ name }) => name);
}

/** @param {any} view @param {Schema} schema @returns {boolean} whether each of them can be so */
export function areSwitches(view, { switches }) {
  return switches.every((row) => KINDS[row.kind].is(view[row.name], row));
}

/** @param {View} view @param {Schema} schema @returns {string[][]} fields of a link, for what is not as at first */
export function switchFields(view, { switches }) {
  return switches.filter(({ name, key, first }) => key && view[name] !== first).map((row) => [row.key, KINDS[row.kind].written(view[row.name], row)]);
}

/** @param {Map<string, string>} fields of a link @param {Schema} schema @param {(field: string, value: string) => number} number reads one, or throws @returns {Partial<View>} throws FieldError where one cannot be so */
export function switchesFrom(fields, { switches }, number) {
  const said = switches.filter(({ key }) => fields.has(key));
  return Object.fromEntries(said.map((row) => [row.name, valueFrom(row, fields.get(row.key) ?? "", number)]));
}

/** @param {SwitchRow} row @param {string} text @param {(field: string, value: string) => number} number */
function valueFrom(row, text, number) {
  const { is, read } = KINDS[row.kind];
  const value = read(text, row, (part) => number(row.key, part));
  if (value === undefined || !is(value, row)) throw new FieldError(row.key, text);
  return value;
}
