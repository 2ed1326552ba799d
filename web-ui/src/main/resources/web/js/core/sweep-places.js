// @ts-check
// What of a job a sweep can vary, and of which kind it is.
import { SETTINGS } from './job-draft.js';
import { FIRST, MORE } from './training-fields.js';

/**
 * @typedef {object} Place
 * @property {string} path within the job, as sweeps name it; empty for one that is written by hand
 * @property {string} label
 * @property {'integer'|'number'|'text'|'choice'} type
 * @property {[string, string][]} [choices] value and text
 * @property {boolean} [lines] a value takes a line, since it can have commas
 */

/** @typedef {{title: string, places: Place[]}} PlaceGroup */

/** Of parts of an augmentation, or whatever else the form has no name for. */
export const OTHER = '';

/** @type {Place} */
const WRITTEN = { path: OTHER, label: 'Another place…', type: 'text' };

/** @param {import('./job-fields.js').Field} field @returns {Place} */
function ofField({ path, label, type, choices }) {
  return { path, label, type: type === 'id' ? 'text' : type, choices };
}

/** @param {import('./types.js').Setting} setting @returns {Place} */
function ofSetting({ name, type, values }) {
  const words = values?.length ? values.map(String) : type === 'boolean' ? ['true', 'false'] : undefined;
  const said = (/** @type {string} */ word) => ({ true: 'on', false: 'off' })[word] ?? word;
  return {
    path: SETTINGS + name,
    label: name,
    type: words ? 'choice' : type === 'text' ? 'text' : 'number',
    choices: words?.map((word) => /** @type {[string, string]} */ ([word, said(word)])),
    lines: type === 'text',
  };
}

/** @param {string[]} names @returns {[string, string][]} */
const same = (names) => names.map((name) => [name, name]);

/**
 * Everything that can vary, by what it is about.
 * @param {object} known
 * @param {import('./types.js').Network} [known.network] that is chosen
 * @param {string[]} known.networks
 * @param {string[]} known.recipes
 * @param {boolean} known.started whether the job begins with a trained model
 * @returns {PlaceGroup[]}
 */
export function placeGroups({ network, networks, recipes, started }) {
  const [first, ...more] = MORE;
  /** @type {PlaceGroup[]} */
  const groups = [
    {
      title: 'Training',
      places: [
        ...FIRST.map(ofField),
        { path: 'training.recipe', label: 'Recipe', type: 'choice', choices: same(recipes) },
      ],
    },
    {
      title: network ? `Settings of ${network.name}` : 'Network',
      places: [
        ...(network?.settings ?? []).map(ofSetting),
        { path: 'network.input', label: 'Input size', type: 'text' },
        { path: 'network.name', label: 'Network', type: 'choice', choices: same(networks) },
      ],
    },
    ...[...more, first].map(({ title, fields }) => ({ title, places: fields.map(ofField) })),
    { title: 'Data set', places: [{ path: 'dataset.version', label: 'Version of the data set', type: 'integer' }] },
  ];
  if (started)
    groups.push({
      title: 'Trained model to begin with',
      places: [
        { path: 'startFrom.version', label: 'Its version', type: 'integer' },
        { path: 'startFrom.freezeUpTo', label: 'Freeze up to', type: 'text' },
      ],
    });
  return [...groups, { title: 'Others', places: [WRITTEN] }];
}

/**
 * The place of a path; one that the form does not know is written by hand.
 * @param {PlaceGroup[]} groups
 * @param {string} path
 */
export function placeOf(groups, path) {
  return groups.flatMap(({ places }) => places).find((place) => place.path === path) ?? WRITTEN;
}
