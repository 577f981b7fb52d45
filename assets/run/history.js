/* The epochs of a run: columns of numbers that only grow (docs/why/page-program.md). */

const FIRST_ROWS = 256;

/** The memory of a history and of all that go on from it. */
class Columns {
  /** @param {number} count of columns @param {number} rows that it has room for */
  constructor(count, rows) {
    this.arrays = Array.from({ length: count }, () => new Float64Array(rows));
    this.used = 0;
    this.extent = { rows: 0, low: Infinity, high: -Infinity };
  }

  /** @param {number} rows that there must be room for */
  grow(rows) {
    const [{ length }] = this.arrays;
    if (rows <= length) return;
    this.arrays = this.arrays.map((old) => {
      const longer = new Float64Array(Math.max(2 * length, rows));
      longer.set(old);
      return longer;
    });
  }
}

/**
 * One row an epoch: epoch, loss, bias, and the weights. A value that never changes: what is added makes another history,
 * which shares the memory of this one as long as nobody else has added to it.
 */
export class History {
  /** @param {Columns} columns @param {number} length */
  constructor(columns, length) {
    this.columns = columns;
    this.length = length;
  }

  /** @param {number} dims number of weights */
  static empty(dims) {
    return new History(new Columns(dims + 3, FIRST_ROWS), 0);
  }

  /** @param {number[][]} rows epoch, loss, bias, weight… @returns {History} at least one row */
  static of(rows) {
    return History.empty(rows[0].length - 3).with(rows);
  }

  /** @param {number[][]} rows to add @returns {History} */
  with(rows) {
    if (!rows.length) return this;
    const columns = this.columns.used === this.length ? this.columns : this.copy();
    columns.grow(this.length + rows.length);
    rows.forEach((row, i) => {
      for (let column = 0; column < row.length; column += 1) columns.arrays[column][this.length + i] = row[column];
    });
    columns.used = this.length + rows.length;
    return new History(columns, columns.used);
  }

  /** @returns {Columns} the rows of this history in memory of their own */
  copy() {
    const { arrays } = this.columns;
    const columns = new Columns(arrays.length, Math.max(FIRST_ROWS, this.length));
    columns.arrays.forEach((array, i) => array.set(arrays[i].subarray(0, this.length)));
    columns.used = this.length;
    return columns;
  }

  /** @param {number} epoch @returns {History} this epoch and those before it */
  upTo(epoch) {
    if (!this.length || this.epoch(this.length - 1) <= epoch) return this;
    const length = this.length && this.epoch(0) > epoch ? 0 : this.rowOf(epoch) + 1;
    const cut = new History(this.columns, length);
    return new History(cut.copy(), length); // what was drawn of the rest is no longer true: another lineage
  }

  /** @returns {object} the same for all histories that go on from one another: what was worked out of one holds for the next */
  get lineage() {
    return this.columns;
  }

  /** @param {number} row */
  epoch(row) {
    return this.columns.arrays[0][row];
  }

  /** @param {number} row */
  loss(row) {
    return this.columns.arrays[1][row];
  }

  /** @param {number} row */
  bias(row) {
    return this.columns.arrays[2][row];
  }

  /** @param {number} row @returns {number[]} */
  weight(row) {
    return this.columns.arrays.slice(3).map((column) => column[row]);
  }

  /** @param {number} row @returns {import("./types.js").Snapshot} */
  at(row) {
    return { epoch: this.epoch(row), weight: this.weight(row), bias: this.bias(row), loss: this.loss(row) };
  }

  /** @param {number} epoch @returns {number} its row, or that of the last one before it */
  rowOf(epoch) {
    let [low, high] = [0, this.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.epoch(middle) <= epoch) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @returns {[number, number]} the lowest and the highest loss; only rows that are new are looked at */
  lossExtent() {
    const { extent } = this.columns;
    if (extent.rows > this.length) Object.assign(extent, { rows: 0, low: Infinity, high: -Infinity });
    for (; extent.rows < this.length; extent.rows += 1) {
      extent.low = Math.min(extent.low, this.loss(extent.rows));
      extent.high = Math.max(extent.high, this.loss(extent.rows));
    }
    return [extent.low, extent.high];
  }

  /** @param {number} most @returns {number[][]} rows, evenly thinned, the first and the last always among them */
  rows(most) {
    const stride = Math.max(1, Math.ceil(this.length / most));
    const rows = [];
    for (let i = 0; i < this.length; i += stride) rows.push(this.columns.arrays.map((column) => column[i]));
    if (this.length && (this.length - 1) % stride) {
      rows.push(this.columns.arrays.map((column) => column[this.length - 1]));
    }
    return rows;
  }
}
