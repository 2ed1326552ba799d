// @ts-check
import { FIELDS } from './job-fields.js';
import { SETTINGS, SPECIAL } from './job-draft.js';

/** @typedef {import('./problem.js').FieldError} FieldError */

const KNOWN = new Set([...SPECIAL, ...FIELDS.map(({ path }) => path)]);

/** Fields that the form shows under another name than the platform. @type {[RegExp, string][]} */
const ELSEWHERE = [
  [/^network$/, 'network.name'],
  [/^dataset$/, 'dataset.name'],
  [/^tags\..*/, 'tags'],
  [/^training\.schedule$/, 'training.schedule.kind'],
  [/^training\.earlyStopping$/, 'training.earlyStopping.patience'],
  [/^startFrom\.(version|alias)$/, 'startFrom.which'],
  [/^startFrom$/, 'startFrom.model'],
];

/**
 * The platform's refusal by the form's paths: `job.training.epochs`, `/training/epochs` and `training.epochs` are one.
 * What belongs to no field comes back under ''.
 * @param {FieldError[]} errors
 * @returns {Record<string, string>}
 */
export function byPath(errors) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const { field, message } of errors) {
    const path = (field ?? '')
      .replace(/^[#/.]+/, '')
      .replaceAll('/', '.')
      .replace(/^job\./, '');
    const place = ELSEWHERE.reduce((one, [pattern, shown]) => one.replace(pattern, shown), path);
    add(found, KNOWN.has(place) || place.startsWith(SETTINGS) ? place : '', field, message);
  }
  return found;
}

/**
 * What is wrong with a network by itself, by the form's paths.
 * @param {FieldError[]} errors of `GET /v1/networks/{name}`, which knows settings, not jobs
 * @param {import('./types.js').Network|undefined} network
 * @returns {Record<string, string>}
 */
export function byNetworkPath(errors, network) {
  /** @type {Record<string, string>} */
  const places = { input: 'network.input', batch: 'training.batchSize' };
  for (const { name } of network?.settings ?? []) places[name] = SETTINGS + name;
  /** @type {Record<string, string>} */
  const found = {};
  for (const { field, message } of errors) add(found, places[field] ?? '', field, message);
  return found;
}

/** @param {Record<string, string>} found @param {string} place @param {string} field @param {string} message */
function add(found, place, field, message) {
  const text = place === '' && field ? `${field}: ${message}` : message;
  found[place] = found[place] ? `${found[place]} ${text}` : text;
}
