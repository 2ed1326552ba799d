// @ts-check
import { api } from './api.js';
import { measure, percent } from './format.js';

const PAGE = 500;

/** How a metric is told: errors as shares. @param {string} metric @returns {(value: number|undefined) => string} */
export function metricFormat(metric) {
  return metric.endsWith('error') ? (value) => percent(value) : measure;
}

/** How many trials have ended. @param {import('./types.js').Sweep} sweep */
export function trialsDone({ trials }) {
  const count = (/** @type {string} */ state) => trials[state] ?? 0;
  const all = Object.values(trials).reduce((sum, n) => sum + n, 0);
  return { all, done: all - count('WAITING') - count('ACTIVE') - count('HELD') };
}

/** Every trial of a sweep, by number. @param {string} id @returns {Promise<import('./types.js').Trial[]>} */
export async function allTrials(id) {
  const trials = [];
  /** @type {string|undefined} */
  let cursor;
  do {
    const page = await api.trials(id, { limit: PAGE, cursor });
    trials.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return trials;
}
