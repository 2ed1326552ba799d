// @ts-check
// The search space of a sweep as the form holds it: texts, until it is sent.
import { OTHER, placeOf } from './sweep-places.js';
import { refusal } from './refusal.js';

/** @typedef {import('./types.js').SweepParameter} SweepParameter */
/** @typedef {import('./sweep-places.js').Place} Place */
/** @typedef {import('./sweep-places.js').PlaceGroup} PlaceGroup */

/**
 * One parameter that varies.
 * @typedef {object} Row
 * @property {number} id
 * @property {string} path of the parameter within the job; empty: written in `other`
 * @property {string} other
 * @property {string} kind of the values: `values`, `linear`, `log`, `whole` or `whole-log`
 * @property {string} values a list
 * @property {string} from
 * @property {string} to
 * @property {string} taken of a range: '' any number, `count` or `step`
 * @property {string} count
 * @property {string} step
 */

/** @type {Record<string, string>} */
const KINDS = {
  values: 'These values',
  linear: 'A range, evenly',
  log: 'A range, by magnitude',
  whole: 'Whole numbers, evenly',
  'whole-log': 'Whole numbers, by magnitude',
};

/** What a range of well-known parameters usually is. @type {Record<string, Partial<Row>>} */
const USUAL = {
  'training.learningRate': { kind: 'log', from: '0.0001', to: '0.1' },
  'training.weightDecay': { kind: 'log', from: '0.00001', to: '0.01' },
  'training.momentum': { kind: 'values', values: '0.8, 0.9, 0.95' },
  'training.batchSize': { kind: 'values', values: '16, 32, 64' },
  'training.epochs': { kind: 'values', values: '5, 10, 20' },
  'training.labelSmoothing': { kind: 'values', values: '0, 0.1' },
  'network.settings.dropout': { kind: 'values', values: '0.3, 0.5, 0.7' },
  'training.seed': { kind: 'whole', from: '1', to: '5', taken: 'step', step: '1' },
};

/** How the values of a place can be told. @param {Place} place @returns {[string, string][]} value and text */
export function kindsOf({ type, path }) {
  const names =
    type === 'integer'
      ? ['values', 'whole', 'whole-log']
      : type === 'number' || path === OTHER
        ? ['values', 'linear', 'log', 'whole']
        : ['values'];
  return names.map((name) => [name, KINDS[name]]);
}

let rows = 0;

/** A row for a parameter, with what is usual for it. @param {Place} place @param {string} [other] @returns {Row} */
export function newRow(place, other = '') {
  rows += 1;
  const values = (place.choices ?? []).map(([value]) => value).join('\n');
  return {
    ...{ id: rows, path: place.path, other, kind: 'values', values },
    ...{ from: '', to: '', taken: '', count: '5', step: '1' },
    ...USUAL[place.path],
  };
}

/** The row of a parameter of a sweep that is submitted again. @param {string} path @param {SweepParameter} parameter @param {PlaceGroup[]} groups */
export function rowOf(path, parameter, groups) {
  const place = placeOf(groups, path);
  const row = newRow(place, place.path === OTHER ? path : '');
  const { values, from, to, scale, whole, count, step } = parameter;
  if (values) return { ...row, kind: 'values', values: values.map(textOf).join(isListed(place) ? '\n' : ', ') };
  const range = `${whole ? 'whole' : ''}${whole && scale === 'log' ? '-' : ''}${scale === 'log' ? 'log' : ''}` || 'linear';
  const kind = place.type === 'integer' && !range.startsWith('whole') ? (scale === 'log' ? 'whole-log' : 'whole') : range;
  const taken = count ? 'count' : step ? 'step' : '';
  return { ...row, kind, from: `${from}`, to: `${to}`, taken, count: `${count ?? row.count}`, step: `${step ?? row.step}` };
}

/** Where the parameter of a row stands in the job. @param {Row} row */
export function pathOf({ path, other }) {
  return path === OTHER ? other.trim() : path;
}

/** Whether values stand on lines of their own. @param {Place} place */
export function isListed({ choices, lines }) {
  return Boolean(choices) || Boolean(lines);
}

/** The values that are written down, one by one. @param {Row} row @param {Place} place @returns {string[]} */
export function written({ values }, place) {
  return values
    .split(isListed(place) ? '\n' : /[,\n]/)
    .map((value) => value.trim())
    .filter(Boolean);
}

/** The parameter that a row asks for. @param {Row} row @param {Place} place @returns {SweepParameter} */
export function parameterOf(row, place) {
  if (row.kind === 'values') return { values: written(row, place).map((text) => valueOf(text, place)) };
  /** @type {SweepParameter} */
  const range = { from: Number(row.from), to: Number(row.to) };
  if (row.kind.endsWith('log')) range.scale = 'log';
  if (row.kind.startsWith('whole')) range.whole = true;
  if (row.taken === 'count') range.count = Number(row.count);
  if (row.taken === 'step' && !range.scale) range.step = Number(row.step);
  return range;
}

/** @param {string} text @param {Place} place */
function valueOf(text, place) {
  if (place.type === 'integer' || place.type === 'number') return Number(text);
  if (place.path !== OTHER) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * What can be told to be wrong with a row, by the name of its field.
 * @param {Row} row
 * @param {Place} place
 * @param {Row[]} all
 * @returns {Partial<Record<keyof Row, string>>}
 */
export function rowRefusals(row, place, all) {
  const path = pathOf(row);
  if (path === '') return { other: 'Write where in the job it stands, such as training.augmentation.mirror.' };
  const first = all.find((one) => pathOf(one) === path);
  if (first !== row) return { [row.path === OTHER ? 'other' : 'path']: `${place.label} varies already; leave one out.` };
  if (row.kind === 'values') {
    const found = written(row, place);
    const wrong = place.choices ? '' : found.map((text) => refusal({ type: numberType(place) }, text)).find(Boolean);
    return found.length === 0 ? { values: place.choices ? 'Choose at least one.' : 'Write at least one value.' } : wrong ? { values: wrong } : {};
  }
  const type = row.kind.startsWith('whole') ? 'integer' : 'number';
  const isLog = row.kind.endsWith('log');
  /** @type {Partial<Record<keyof Row, string>>} */
  const found = {};
  const check = (/** @type {'from'|'to'|'count'|'step'} */ name, /** @type {Parameters<typeof refusal>[0]} */ field) => {
    const wrong = refusal(field, row[name]);
    if (wrong) found[name] = wrong;
  };
  check('from', { type, min: isLog ? 0 : undefined, open: isLog });
  check('to', { type });
  if (!found.from && !found.to && Number(row.to) <= Number(row.from)) found.to = `${row.to} is not above ${row.from}.`;
  if (row.taken === 'count') check('count', { type: 'integer', min: 2, max: 100 });
  if (row.taken === 'step' && !isLog) check('step', { type, min: 0, open: true });
  return found;
}

/** @param {Place} place */
function numberType({ type }) {
  return type === 'integer' || type === 'number' ? type : 'text';
}
