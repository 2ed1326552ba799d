// @ts-check
import { jobOf, valueOf } from './job-draft.js';
import { byPath } from './job-errors.js';
import { refusal } from './refusal.js';
import { SEARCH, SWEEP } from './sweep-fields.js';
import { combinations } from './sweep-points.js';
import { parameterOf, pathOf, rowOf, rowRefusals } from './sweep-rows.js';
import { placeOf } from './sweep-places.js';

/** @typedef {import('./job-draft.js').Draft} Draft */
/** @typedef {import('./job-draft.js').Basis} Basis */
/** @typedef {import('./sweep-rows.js').Row} Row */
/** @typedef {import('./sweep-places.js').PlaceGroup} PlaceGroup */
/** @typedef {import('./types.js').SweepSpec} SweepSpec */

/** A search as the form holds it. @typedef {{draft: Draft, rows: Row[], groups: PlaceGroup[], basis: Basis}} Search */

const MOST_TRIALS = 1000;
const USUAL_TRIALS = 20;
export const METHOD = `${SWEEP}method`;
export const PARAMETERS = `${SWEEP}parameters`;
const INITIAL = new Map([[METHOD, 'random'], ...SEARCH.map(({ path, initial }) => /** @type {[string, string]} */ ([path, initial]))]);

/** What a field of the search holds. @param {Draft} draft @param {string} path */
export function searchValue(draft, path) {
  return draft[path] ?? INITIAL.get(path) ?? '';
}

/** Whether a field has a meaning beside the others. @param {import('./job-fields.js').Field} field @param {Draft} draft */
export function searchApplies(field, draft) {
  return field.when?.((path) => searchValue(draft, path)) ?? true;
}

/** The path of a row's field in the form. @param {Row} row @param {string} name */
export function rowPath({ id }, name) {
  return `vary.${id}.${name}`;
}

/** The sweep as it is sent; what has its default is left out. @param {Search} search @returns {SweepSpec} */
export function specOf({ draft, rows, groups, basis }) {
  // The sweep has a name of its own, and its best trial alone is registered.
  const { name: _, register: __, ...job } = jobOf(draft, basis);
  /** @type {any} */
  const spec = { job, method: searchValue(draft, METHOD) };
  spec.parameters = Object.fromEntries(rows.map((row) => [pathOf(row), parameterOf(row, placeOf(groups, row.path))]));
  for (const field of SEARCH) {
    const text = searchValue(draft, field.path).trim();
    if (text === '' || text === field.initial || !searchApplies(field, draft)) continue;
    const parts = field.path.slice(SWEEP.length).split('.');
    const holder = parts.slice(0, -1).reduce((at, part) => (at[part] ??= {}), spec);
    holder[parts[parts.length - 1]] = field.type === 'integer' ? Number(text) : text;
  }
  return spec;
}

/** The form of a sweep that is submitted again. @param {SweepSpec} spec @param {PlaceGroup[]} groups @returns {{draft: Draft, rows: Row[]}} */
export function searchOf(spec, groups) {
  /** @type {Draft} */
  const draft = { [METHOD]: spec.method };
  for (const { path, initial } of SEARCH) {
    const value = path.slice(SWEEP.length).split('.').reduce((/** @type {any} */ at, part) => at?.[part], spec);
    if (value !== undefined && value !== null && String(value) !== initial) draft[path] = String(value);
  }
  return { draft, rows: Object.entries(spec.parameters).map(([path, parameter]) => rowOf(path, parameter, groups)) };
}

/** How many trials there will be; undefined while that cannot be told. @param {SweepSpec} spec @returns {number|undefined} */
export function trialsOf(spec) {
  const all = combinations(Object.values(spec.parameters));
  const most = spec.maxTrials ?? (spec.method === 'grid' ? MOST_TRIALS : USUAL_TRIALS);
  if (spec.method === 'grid') return all;
  return Math.min(most, all ?? most);
}

/**
 * When trials are compared, and about how many come so far.
 * @param {SweepSpec} spec
 * @param {number} epochs of the job
 * @returns {{time: number, trials: number}[]} nothing for a sweep that does not compare
 */
export function rungsOf(spec, epochs) {
  if (spec.method !== 'asha') return [];
  const { timeMetric = 'epoch', divisor = 3, rungs = 5, maxTime } = spec.halving ?? {};
  const end = maxTime ?? (timeMetric === 'epoch' ? epochs : 0);
  /** @type {number[]} */
  const times = [];
  if (!(divisor >= 2)) return [];
  for (let time = end; time >= 1 && times.length < rungs; time = Math.floor(time / divisor)) times.unshift(time);
  const trials = trialsOf(spec) ?? 0;
  return times.map((time, i) => ({ time, trials: Math.max(1, Math.floor(trials / divisor ** i)) }));
}

/** Epochs of all trials together: at most, and about where the better ones alone go on. @param {SweepSpec} spec @param {number} epochs */
export function epochsOf(spec, epochs) {
  const trials = trialsOf(spec) ?? 0;
  const inEpochs = (spec.halving?.timeMetric ?? 'epoch') === 'epoch';
  const varied = spec.parameters['training.epochs'];
  const each = varied ? Math.max(...(varied.values ?? [varied.to ?? 0])) : epochs;
  const longest = (inEpochs && spec.halving?.maxTime) || each;
  const rungs = inEpochs ? rungsOf(spec, epochs) : [];
  const about = rungs.reduce((sum, { time, trials: n }, i) => sum + n * (time - (rungs[i - 1]?.time ?? 0)), 0);
  return { most: trials * longest, about: rungs.length > 0 ? about : undefined };
}

/** What can be told to be wrong with the search before the platform is asked, by field. @param {Search} search @returns {Record<string, string>} */
export function searchRefusals({ draft, rows, groups, basis }) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const row of rows)
    for (const [name, wrong] of Object.entries(rowRefusals(row, placeOf(groups, row.path), rows)))
      found[rowPath(row, name)] = wrong;
  if (searchValue(draft, METHOD) === 'grid')
    for (const row of rows.filter(({ kind, taken }) => kind !== 'values' && taken === ''))
      found[rowPath(row, 'taken')] = 'A grid needs a number of values, or a step.';
  if (rows.length === 0) found[PARAMETERS] = 'Add at least one parameter that varies.';
  for (const field of SEARCH) {
    const wrong = searchApplies(field, draft) && refusal(field, searchValue(draft, field.path));
    if (wrong) found[field.path] = wrong;
  }
  const steps = searchValue(draft, `${SWEEP}halving.timeMetric`) === 'step' && searchValue(draft, METHOD) === 'asha';
  if (steps && searchValue(draft, `${SWEEP}halving.maxTime`).trim() === '')
    found[`${SWEEP}halving.maxTime`] = `Say how many steps; ${valueOf(draft, 'training.epochs', basis)} epochs end a trial, too.`;
  return found;
}

/**
 * The platform's refusal by the form's paths. What belongs to no field comes back under ''.
 * @param {import('./problem.js').FieldError[]} errors
 * @param {Row[]} rows
 */
export function searchErrors(errors, rows) {
  /** @type {Record<string, string>} */
  const found = {};
  const elsewhere = [];
  for (const { field, message } of errors) {
    const place = placed(field ?? '', rows);
    if (!place) elsewhere.push({ field, message });
    else found[place] = found[place] ? `${found[place]} ${message}` : message;
  }
  return { ...byPath(elsewhere), ...found };
}

/** @param {string} field @param {Row[]} rows @returns {string|undefined} */
function placed(field, rows) {
  if (field.startsWith('parameters.')) {
    const rest = field.slice('parameters.'.length);
    const row = rows.find((one) => rest === pathOf(one) || rest.startsWith(`${pathOf(one)}.`));
    if (!row) return PARAMETERS;
    const [name] = rest.slice(pathOf(row).length + 1).split('.');
    const shown = { scale: 'kind', whole: 'kind', count: 'taken', step: 'taken', from: 'from', to: 'to' }[name];
    const whole = row.kind === 'values' ? 'values' : 'to';
    return rowPath(row, (row.kind !== 'values' && shown) || (row.path === '' ? 'other' : whole));
  }
  if (field === 'parameters') return PARAMETERS;
  if (field === 'halving') return METHOD;
  return INITIAL.has(SWEEP + field) ? SWEEP + field : undefined;
}
