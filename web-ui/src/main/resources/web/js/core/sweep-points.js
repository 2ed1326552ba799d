// @ts-check
// What a parameter of a sweep can become, as the registry draws it: the same numbers before it is asked.

/** @typedef {import('./types.js').SweepParameter} SweepParameter */

const MOST_POINTS = 1000;

/** Every value that a parameter can have; undefined where there is no end of them. @param {SweepParameter} parameter @returns {any[]|undefined} */
export function pointsOf(parameter) {
  const { values, from = 0, to = 0, count, step } = parameter;
  if (values) return values;
  if (!(to > from)) return [];
  if (count) {
    const points = Array.from({ length: count }, (_, i) => at(parameter, i / (count - 1)));
    return [...new Set(points)];
  }
  if (!step) return undefined;
  // Tenths are no binary fractions: a step that just fits would be lost without a grain of allowance.
  const steps = Math.floor((to - from) / step + 1e-9);
  if (steps >= MOST_POINTS) return undefined;
  return Array.from({ length: steps + 1 }, (_, i) => Number((from + i * step).toPrecision(12)));
}

/** @param {SweepParameter} parameter @param {number} share of the way between the ends */
function at({ from = 0, to = 0, scale, whole }, share) {
  const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
  const rounded = Math.min(to, Math.max(from, Number(value.toPrecision(6))));
  return whole ? Math.round(rounded) : rounded;
}

/** How many combinations there are; undefined where there is no end of them. @param {SweepParameter[]} parameters */
export function combinations(parameters) {
  return parameters.reduce(
    (/** @type {number|undefined} */ all, parameter) => {
      const points = pointsOf(parameter);
      return all === undefined || points === undefined ? undefined : all * points.length;
    },
    1,
  );
}

/**
 * Where values stand between the ends, from 0 to 1, for a picture; undefined where they are no numbers.
 * @param {SweepParameter} parameter
 * @returns {{low: number, high: number, log: boolean, shares: number[]|undefined}|undefined}
 */
export function spanOf(parameter) {
  const points = pointsOf(parameter);
  const ends = parameter.values ?? [parameter.from, parameter.to];
  if (ends.length < 2 || !ends.every((end) => typeof end === 'number' && Number.isFinite(end))) return undefined;
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  if (!(high > low)) return undefined;
  const log = parameter.values ? low > 0 && high / low >= 4 : parameter.scale === 'log';
  if (log && low <= 0) return undefined;
  const place = (/** @type {number} */ value) =>
    log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return { low, high, log, shares: points?.map(place) };
}
