/* What is wrong with a link. */

/** A field that is not right. */
export class FieldError extends Error {
  /** @param {string} field @param {string} value */
  constructor(field, value) {
    super(field);
    this.field = field;
    this.value = value;
  }
}
