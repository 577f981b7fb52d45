/* Between epochs that are far apart, because those between them are no longer kept, nothing is known, and nothing is drawn. */

const APART = 0.05;

/** @param {number} one epoch @param {number} next @param {number} end the last one, or where its axis ends @returns {boolean} */
export function areApart(one, next, end) {
  return next - one > APART * end && next - one > 1;
}

/** @param {any[][]} rows each begins with its epoch @param {number} end @returns {any[][]} with rows of nulls where a line is to break */
export function parted(rows, end) {
  return rows.flatMap((row, i) => (i && areApart(rows[i - 1][0], row[0], end) ? [row.map(() => null), row] : [row]));
}
