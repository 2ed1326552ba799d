// @ts-check
// What a confusion matrix tells. Rows are true classes, columns predicted ones. Pure functions.

/** @typedef {{actual: number, predicted: number, count: number, share: number}} Confusion */

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** @param {number[][]} matrix */
export function rowTotals(matrix) {
  return matrix.map(sum);
}

/** Share of each true class that was recognised; NaN where there was no image. @param {number[][]} matrix */
export function recalls(matrix) {
  return matrix.map((row, i) => row[i] / sum(row));
}

/** Share of what was called a class that was one; NaN where nothing was. @param {number[][]} matrix */
export function precisions(matrix) {
  return matrix.map((row, i) => row[i] / sum(matrix.map((other) => other[i])));
}

/** @param {number[][]} matrix */
export function accuracy(matrix) {
  return sum(matrix.map((row, i) => row[i])) / sum(rowTotals(matrix));
}

/**
 * The pairs that were taken for each other most often, by count.
 * @param {number[][]} matrix
 * @param {number} most
 * @returns {Confusion[]}
 */
export function mostConfused(matrix, most) {
  const totals = rowTotals(matrix);
  return matrix
    .flatMap((row, actual) =>
      row.map((count, predicted) => ({ actual, predicted, count, share: count / totals[actual] })),
    )
    .filter(({ actual, predicted, count }) => actual !== predicted && count > 0)
    .sort((a, b) => b.count - a.count || b.share - a.share)
    .slice(0, most);
}

/**
 * The classes with the most mistakes, in label order, for a matrix too large to be shown whole.
 * @param {number[][]} matrix
 * @param {number} most
 */
export function worstClasses(matrix, most) {
  const columns = matrix.map((_, i) => sum(matrix.map((row) => row[i])));
  const totals = rowTotals(matrix);
  return matrix
    .map((row, i) => ({ i, mistakes: totals[i] + columns[i] - 2 * row[i] }))
    .sort((a, b) => b.mistakes - a.mistakes)
    .slice(0, most)
    .map(({ i }) => i)
    .sort((a, b) => a - b);
}
