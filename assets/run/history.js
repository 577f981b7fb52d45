/* The epochs of a run: columns of numbers that only grow (docs/why/page-program.md). */

const FIRST_ROWS = 256;
const MOST_SHARED = 8;

/** The memory of a history and of all that go on from it. */
class Columns {
  /** @param {Float64Array[]} arrays @param {number} used rows of them @param {boolean} isTested whether the last is the loss on points for testing */
  constructor(arrays, used, isTested) {
    this.arrays = arrays;
    this.isTested = isTested;
    this.used = used;
    this.extents = [1, 2].map(() => ({ rows: 0, low: Infinity, high: -Infinity })); // of the loss, and of the one on points for testing
    this.gaps = { rows: 0, whole: 0 };
    this.token = {}; // names this lineage without holding its memory
    /** @type {Map<object, number>} how many of the first rows are those of an earlier lineage, by its token */
    this.shared = new Map();
  }

  /** @param {number} count of columns @param {number} rows that there is room for @param {boolean} isTested */
  static empty(count, rows, isTested) {
    const arrays = Array.from({ length: count }, () => new Float64Array(rows));
    return new Columns(arrays, 0, isTested);
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
 * One row an epoch: epoch, loss, bias, the weights, and where points are kept for testing the loss on these. A value that never changes: what is added makes another history,
 * which shares the memory of this one as long as nobody else has added to it.
 */
export class History {
  /** @param {Columns} columns @param {number} length */
  constructor(columns, length) {
    this.columns = columns;
    this.length = length;
  }

  /** @param {number} dims number of weights @param {boolean} [isTested] */
  static empty(dims, isTested = false) {
    return new History(Columns.empty(dims + 3 + Number(isTested), FIRST_ROWS, isTested), 0);
  }

  /** @param {Float64Array[]} arrays epochs, losses, biases, weights… of one length @param {boolean} [isTested] @returns {History} */
  static fromColumns(arrays, isTested = false) {
    return new History(new Columns(arrays, arrays[0].length, isTested), arrays[0].length);
  }

  /** @param {number[][]} rows epoch, loss, bias, weight… @param {boolean} [isTested] @returns {History} at least one row */
  static of(rows, isTested = false) {
    return History.empty(rows[0].length - 3 - Number(isTested), isTested).with(rows);
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
    const { arrays, token, shared, isTested } = this.columns;
    const columns = Columns.empty(arrays.length, Math.max(FIRST_ROWS, this.length), isTested);
    columns.arrays.forEach((array, i) => array.set(arrays[i].subarray(0, this.length)));
    columns.used = this.length;
    const earlier = [...shared].slice(1 - MOST_SHARED).map(([from, rows]) => /** @type {const} */ ([from, Math.min(rows, this.length)]));
    columns.shared = new Map([...earlier, [token, this.length]]);
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

  /** @returns {object} names the lineage, and is all that may be held of one that is gone */
  get token() {
    return this.columns.token;
  }

  /** @param {object} token of a lineage @returns {number} how many of the first rows of this history are the very same in that one */
  sharedWith(token) {
    return token === this.columns.token ? this.length : Math.min(this.columns.shared.get(token) ?? 0, this.length);
  }

  /** @returns {number} number of weights */
  get dims() {
    return this.columns.arrays.length - 3 - Number(this.isTested);
  }

  /** @returns {boolean} whether it holds the loss on points for testing */
  get isTested() {
    return this.columns.isTested;
  }

  /** @param {number} from @param {number} to row before which it ends @returns {Float64Array[]} epochs, losses, biases, weights… of these rows: to be read only */
  slice(from, to) {
    return this.columns.arrays.map((array) => array.subarray(from, Math.min(to, this.length)));
  }

  /** @returns {number} the row from which on every epoch is there; only rows that are new are looked at */
  get wholeFrom() {
    const { gaps } = this.columns;
    if (gaps.rows > this.length) Object.assign(gaps, { rows: 0, whole: 0 });
    for (; gaps.rows < this.length; gaps.rows += 1) {
      if (gaps.rows && this.epoch(gaps.rows) !== this.epoch(gaps.rows - 1) + 1) gaps.whole = gaps.rows;
    }
    return gaps.whole;
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
    return this.columns.arrays.slice(3, 3 + this.dims).map((column) => column[row]);
  }

  /** @param {number} row @returns {number|null} the loss on the points for testing; null where there were none */
  testLoss(row) {
    const { arrays, isTested } = this.columns;
    return isTested && arrays[arrays.length - 1][row] >= 0 ? arrays[arrays.length - 1][row] : null;
  }

  /** @param {number} row @returns {import("./types.js").Snapshot} */
  at(row) {
    const told = { epoch: this.epoch(row), weight: this.weight(row), bias: this.bias(row), loss: this.loss(row) };
    return this.isTested ? { ...told, testLoss: this.testLoss(row) } : told;
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

  /** @param {boolean} [ofTest] that on the points for testing @returns {[number, number]} the lowest and the highest loss; only rows that are new are looked at */
  lossExtent(ofTest = false) {
    const extent = this.columns.extents[Number(ofTest)];
    if (extent.rows > this.length) Object.assign(extent, { rows: 0, low: Infinity, high: -Infinity });
    for (; extent.rows < this.length; extent.rows += 1) {
      const loss = ofTest ? this.testLoss(extent.rows) : this.loss(extent.rows);
      if (loss === null) continue;
      extent.low = Math.min(extent.low, loss);
      extent.high = Math.max(extent.high, loss);
    }
    return [extent.low, extent.high];
  }

  /** @param {number} most @returns {number[][]} what is seen of so many rows and not of fewer: between two of those that are evenly thinned, the highest and the lowest loss, where they stick out */
  outline(most) {
    const told = this.columns.arrays.slice(0, 3 + this.dims);
    return this.outlineRows(most).map((row) => told.map((column) => column[row]));
  }

  /** @param {number} most @param {boolean} [ofTest] whether of the loss on the points for testing @returns {number[]} which rows those are */
  outlineRows(most, ofTest = false) {
    const stride = Math.max(1, Math.ceil(this.length / most));
    const rows = new Set([0]);
    for (let from = 0; from < this.length - 1; from += stride) {
      const to = Math.min(from + stride, this.length - 1);
      this.sticksOut(from, to, ofTest).forEach((row) => rows.add(row));
      rows.add(to);
    }
    return [...rows].filter((row) => row < this.length);
  }

  /** @param {number} from @param {number} to @param {boolean} [ofTest] that on the points for testing @returns {number[]} the rows between whose loss is the highest or the lowest, in order; none where these two are */
  sticksOut(from, to, ofTest = false) {
    const loss = (/** @type {number} */ row) => (ofTest ? this.testLoss(row) : this.loss(row)) ?? NaN; // compares as neither
    let [low, high] = loss(from) <= loss(to) ? [from, to] : [to, from];
    for (let row = from + 1; row < to; row += 1) {
      if (loss(row) < loss(low)) low = row;
      if (loss(row) > loss(high)) high = row;
    }
    return [low, high].filter((row) => row > from && row < to).sort((one, other) => one - other);
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
