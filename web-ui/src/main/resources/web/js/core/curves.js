// @ts-check
// What is done to points before they are drawn. Pure functions.

/** @typedef {{x: number, y: number}} Point */
/** @typedef {import('./types.js').MetricPoint} MetricPoint */

/** Points kept of one series in the page; older ones are thinned. */
const MOST_POINTS = 6000;

/**
 * Adds points by their step: one reported twice replaces its first report, and later ones of an attempt that was lost
 * give way to those of the next attempt.
 * @param {MetricPoint[]} points by step
 * @param {MetricPoint[]} added
 * @returns {MetricPoint[]}
 */
export function merge(points, added) {
  let merged = [...points];
  for (const point of added) {
    const last = merged[merged.length - 1];
    if (!last || point.step > last.step) merged.push(point);
    else {
      const at = merged.findIndex((known) => known.step >= point.step);
      merged.splice(at, merged[at].step === point.step ? 1 : 0, point);
    }
  }
  if (merged.length > MOST_POINTS) merged = merged.filter((_, i) => i % 2 === 0 || i === merged.length - 1);
  return merged;
}

/**
 * Points to draw, by step or by epoch; values that are not finite have no place on a curve.
 * @param {MetricPoint[]} points
 * @param {number|undefined} stepsPerEpoch given: the axis counts epochs
 * @param {boolean} positiveOnly as a logarithmic axis needs
 * @returns {Point[]}
 */
export function toPoints(points, stepsPerEpoch, positiveOnly = false) {
  return points
    .map(({ step, value }) => ({ x: stepsPerEpoch ? step / stepsPerEpoch : step, y: Number(value) }))
    .filter(({ y }) => Number.isFinite(y) && (!positiveOnly || y > 0));
}

/**
 * Exponential moving average without the bias of its start (Kingma and Ba, 2015, section 3).
 * @param {Point[]} points
 * @param {number} weight of what came before, 0 (none) to below 1
 * @returns {Point[]}
 */
export function smooth(points, weight) {
  if (!(weight > 0)) return points;
  let average = 0;
  let share = 1;
  return points.map(({ x, y }) => {
    average = weight * average + (1 - weight) * y;
    share *= weight;
    return { x, y: average / (1 - share) };
  });
}

/**
 * The first point whose value is not finite, if there is one.
 * @param {MetricPoint[]} points
 */
export function firstBroken(points) {
  return points.find(({ value }) => !Number.isFinite(Number(value)));
}

/**
 * Evenly chosen points, first and last kept, for a table.
 * @template T
 * @param {T[]} points
 * @param {number} most
 * @returns {T[]}
 */
export function thin(points, most) {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))]);
}
