/* Small matrices: least squares and eigenvalues, of a few columns. */

const RANK = 2.2e-16; // of the largest column, times the number of rows: what is less is rounding
const SWEEPS = 30;
const NOTHING = 1e-15;

/**
 * Least squares by Householder's reflections, which do not square the condition number.
 * @param {number[][]} design (n, p) @param {number[]} targets (n,) @returns {{solution: number[]|null, loss: number}} null where it is not unique
 */
export function solved(design, targets) {
  const rows = design.map((row, i) => [...row, targets[i]]);
  const p = design[0].length;
  const n = rows.length;
  for (let k = 0; k < Math.min(p, n); k += 1) reflect(rows, k);
  const rest = rows.slice(p).reduce((sum, row) => sum + row[p] * row[p], 0);
  const largest = Math.max(...design[0].map((_, k) => (k < n ? Math.abs(rows[k][k]) : 0)));
  const isUnique = n >= p && design[0].every((_, k) => Math.abs(rows[k][k]) > RANK * n * largest);
  return { solution: isUnique ? backwards(rows, p) : null, loss: rest / n };
}

/** Make all of a column below its diagonal nothing. @param {number[][]} rows @param {number} k */
function reflect(rows, k) {
  const below = rows.slice(k);
  const length = Math.hypot(...below.map((row) => row[k]));
  if (length === 0) return;
  const sign = rows[k][k] < 0 ? -1 : 1;
  const direction = below.map((row, i) => row[k] + (i ? 0 : sign * length));
  const square = direction.reduce((sum, value) => sum + value * value, 0);
  for (let column = k; column < rows[k].length; column += 1) {
    const share = (2 * below.reduce((sum, row, i) => sum + direction[i] * row[column], 0)) / square;
    below.forEach((row, i) => (row[column] -= share * direction[i]));
  }
}

/** @param {number[][]} rows an upper triangle with the right side beside it @param {number} p @returns {number[]} */
function backwards(rows, p) {
  const found = Array(p).fill(0);
  for (let k = p - 1; k >= 0; k -= 1) {
    const known = found.reduce((sum, value, i) => sum + (i > k ? value * rows[k][i] : 0), 0);
    found[k] = (rows[k][p] - known) / rows[k][k];
  }
  return found;
}

/** @param {number[][]} symmetric @returns {number[]} its eigenvalues, smallest first */
export function eigenvalues(symmetric) {
  return eigen(symmetric).map(({ value }) => value).sort((one, other) => one - other);
}

/** @param {number[][]} symmetric @returns {{value: number, vector: number[]}[]} by Jacobi's rotations, each vector of length 1 */
export function eigen(symmetric) {
  const a = symmetric.map((row) => [...row]);
  const turned = a.map((row, i) => row.map((_, j) => Number(i === j)));
  const pairs = a.flatMap((_, i) => a.slice(i + 1).map((__, j) => [i, i + 1 + j]));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const off = Math.max(0, ...pairs.map(([i, j]) => Math.abs(a[i][j])));
    if (off <= NOTHING * Math.max(...a.map((row, i) => Math.abs(row[i])))) break;
    pairs.forEach(([i, j]) => rotate(a, i, j, turned));
  }
  return a.map((row, i) => ({ value: row[i], vector: turned.map((one) => one[i]) }));
}

/** @param {number[][]} a @param {number} i @param {number} j where it becomes nothing @param {number[][]} turned by all rotations before */
function rotate(a, i, j, turned) {
  if (a[i][j] === 0) return;
  const angle = Math.atan2(2 * a[i][j], a[j][j] - a[i][i]) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  [...a, ...turned].forEach((row) => ([row[i], row[j]] = [c * row[i] - s * row[j], s * row[i] + c * row[j]]));
  const [before, after] = [a[i], a[j]];
  a[i] = before.map((value, k) => c * value - s * after[k]);
  a[j] = before.map((value, k) => s * value + c * after[k]);
}
