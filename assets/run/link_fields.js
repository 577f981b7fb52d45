/* What is wrong with a link, and what of an address is none of its fields. */

const TRACKED = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid)=/;

/** @param {string} query @returns {string} without what mails and chats add to an address, and with the ampersands that they spell out */
export function cleaned(query) {
  return query.replaceAll("&amp;", "&").split("&").filter((pair) => !TRACKED.test(pair)).join("&");
}

/** A field that is not right. */
export class FieldError extends Error {
  /** @param {string} field @param {string} value */
  constructor(field, value) {
    super(field);
    this.field = field;
    this.value = value;
  }
}
