// @ts-check
import { toNumber } from './format.js';

/** @typedef {import('./types.js').Run} Run */
/** @typedef {{by: string, down: boolean}} Order by what the API can sort; down: the greatest or newest first */

/** @type {Order} */
export const NEWEST = { by: 'created', down: true };

/** @type {Record<string, (run: Run) => any>} */
const KEYS = {
  created: (run) => run.createdAt,
  name: (run) => run.name.toLowerCase(),
  state: (run) => run.state,
};

/**
 * The runs as the API orders them, for what has come since it did.
 * @param {Run[]} runs
 * @param {Order} order
 */
export function ordered(runs, { by, down }) {
  const key = KEYS[by] ?? ((run) => toNumber(run.metrics?.[by]));
  const sign = down ? -1 : 1;
  return [...runs].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
    if (x !== y && !Number.isNaN(x)) return x < y ? -sign : sign;
    return a.id < b.id ? -sign : sign;
  });
}

/** What an address says of the order. @param {URLSearchParams} query @returns {Order} */
export function orderOf(query) {
  const by = query.get('sort') ?? '';
  return by === '' ? NEWEST : { by, down: query.get('order') === 'desc' };
}

/** The same for an address and for the API; nothing of the usual one. @param {Order} order */
export function wordsOf({ by, down }) {
  if (by === NEWEST.by) return { sort: down ? '' : by, order: down ? '' : 'asc' };
  return { sort: by, order: down ? 'desc' : '' };
}

/** Whether a text is a part of what a run is called, as the API looks for it. @param {Run} run @param {string} text */
export function calledSo(run, text) {
  const sought = text.toLowerCase();
  return [run.name, run.network, run.dataset.name, run.experiment, run.team, run.id, ...Object.values(run.tags ?? {})].some(
    (value) => value?.toLowerCase().includes(sought),
  );
}
