// @ts-check
import { measure } from './format.js';

/** @typedef {import('./types.js').Trial} Trial */
/** @typedef {import('./types.js').SweepParameter} SweepParameter */

/**
 * One axis of parallel coordinates.
 * @typedef {object} Axis
 * @property {string} name
 * @property {(value: any) => number|undefined} place where a value stands, from 0 at the bottom to 1; undefined for none
 * @property {{at: number, text: string}[]} marks
 */

/** The last part of a parameter's place, which tells enough beside the others. @param {string} place */
export function shortName(place) {
  return place.slice(place.lastIndexOf('.') + 1);
}

/**
 * The axis of a parameter.
 * @param {string} name
 * @param {SweepParameter|undefined} parameter
 * @param {any[]} values that occur
 * @returns {Axis}
 */
export function parameterAxis(name, parameter, values) {
  const numbers = values.filter((value) => typeof value === 'number');
  if (parameter?.values || numbers.length < values.length) return choiceAxis(name, parameter?.values ?? values);
  return numberAxis(name, numbers, parameter?.scale === 'log');
}

/** @param {string} name @param {any[]} values @returns {Axis} */
function choiceAxis(name, values) {
  const texts = [...new Set(values.map(text))];
  const place = (/** @type {any} */ value) => {
    const index = texts.indexOf(text(value));
    return index < 0 ? undefined : (index + 0.5) / texts.length;
  };
  return { name, place, marks: texts.map((each) => ({ at: /** @type {number} */ (place(each)), text: each })) };
}

/** @param {any} value */
function text(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * @param {string} name
 * @param {number[]} numbers
 * @param {boolean} log
 * @param {(value: number) => string} [format]
 * @returns {Axis}
 */
export function numberAxis(name, numbers, log, format = measure) {
  const finite = numbers.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const scale = log ? Math.log10 : (/** @type {number} */ value) => value;
  const unscale = log ? (/** @type {number} */ value) => 10 ** value : (/** @type {number} */ value) => value;
  const low = scale(Math.min(...finite));
  const high = scale(Math.max(...finite));
  const place = (/** @type {any} */ value) => {
    const at = scale(Number(value));
    if (value === undefined || value === null || !Number.isFinite(at)) return undefined;
    return high > low ? (at - low) / (high - low) : 0.5;
  };
  const shares = high > low ? [0, 0.25, 0.5, 0.75, 1] : [0.5];
  const marks =
    finite.length === 0
      ? []
      : shares.map((at) => ({ at, text: format(Number(unscale(low + at * (high - low)).toPrecision(3))) }));
  return { name, place, marks };
}

/**
 * The best value of the trials up to each, by number.
 * @param {Trial[]} trials
 * @param {'min'|'max'} mode
 */
export function bestSoFar(trials, mode) {
  /** @type {{x: number, y: number}[]} */
  const points = [];
  let best = Number.NaN;
  for (const { number, value } of trials) {
    if (typeof value !== 'number') continue;
    const better = Number.isNaN(best) || (mode === 'max' ? value > best : value < best);
    best = better ? value : best;
    points.push({ x: number, y: best });
  }
  return points;
}
