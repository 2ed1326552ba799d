// @ts-check
import { FIELDS } from './job-fields.js';
import { refusal } from './refusal.js';
import { SCHEDULES } from './training-fields.js';

/** @typedef {import('./types.js').Job} Job */
/** @typedef {import('./types.js').Network} Network */
/** @typedef {import('./types.js').Recipe} Recipe */
/** @typedef {import('./job-fields.js').Field} Field */

/**
 * What was chosen in a form: texts by their path within the job, such as `training.epochs`, `network.settings.dropout`.
 * What is not in it has its default, so that another recipe changes what nobody has chosen, and nothing else.
 * @typedef {Record<string, string>} Draft
 */

/**
 * Where defaults come from: the chosen network and the chosen recipe.
 * @typedef {{network?: Network, recipe?: Recipe}} Basis
 */

export const SETTINGS = 'network.settings.';
export const DEFAULT_RECIPE = 'adam';

/** Fields of their own kind, which no table lists. */
export const SPECIAL = [
  'network.name',
  'network.input',
  'dataset.name',
  'dataset.version',
  'training.recipe',
  'startFrom.model',
  'startFrom.which',
  'startFrom.freezeUpTo',
  'tags',
];

const INPUT = /^[1-9]\d{0,4}x[1-9]\d{0,4}x[1-9]\d{0,2}$/;
const SCHEDULE = 'training.schedule.';
const KIND = `${SCHEDULE}kind`;
const INITIAL = new Map(FIELDS.map(({ path, initial }) => [path, initial]));

/** @param {any} from @param {string} path */
const within = (from, path) => path.split('.').reduce((at, part) => at?.[part], from);

/**
 * What a field holds when nobody has chosen: the recipe's value, else the documented one.
 * @param {string} path
 * @param {Basis} basis
 * @param {Draft} [draft]
 */
export function defaultOf(path, { network, recipe }, draft = {}) {
  if (path.startsWith(SETTINGS))
    return String(network?.settings.find(({ name }) => SETTINGS + name === path)?.default ?? '');
  if (path === 'training.recipe') return DEFAULT_RECIPE;
  const initial = INITIAL.get(path) ?? '';
  if (!path.startsWith('training.')) return initial;
  const another = path.startsWith(SCHEDULE) && path !== KIND && draft[KIND] && draft[KIND] !== within(recipe, KIND);
  return another ? initial : textOf(within(recipe, path) ?? initial);
}

/** @param {Draft} draft @param {string} path @param {Basis} basis */
export function valueOf(draft, path, basis) {
  return draft[path] ?? defaultOf(path, basis, draft);
}

/** A value as a field shows it; an augmentation can be an object. @param {unknown} value */
export function textOf(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a field has a meaning beside the other values. @param {Field} field @param {Draft} draft @param {Basis} basis */
export function applies(field, draft, basis) {
  return field.when?.((path) => valueOf(draft, path, basis)) ?? true;
}

/** Whether somebody chose something else than the default. @param {Field} field @param {Draft} draft @param {Basis} basis */
export function isChanged({ path, type }, draft, basis) {
  const chosen = draft[path]?.trim();
  if (chosen === undefined) return false;
  const usual = defaultOf(path, basis, draft);
  const numbers = (type === 'integer' || type === 'number') && chosen !== '' && usual !== '';
  return numbers ? Number(chosen) !== Number(usual) : chosen !== usual;
}

/** The draft that would make this job again. @param {Job} job @param {Basis} basis of that job @returns {Draft} */
export function draftOf(job, basis) {
  /** @type {Draft} */
  const draft = { 'network.name': job.network.name, 'dataset.name': job.dataset.name };
  /** @param {string} path @param {unknown} value */
  const put = (path, value) => {
    if (value !== undefined && value !== null && value !== '') draft[path] = textOf(value);
  };
  put(KIND, within(job, KIND));
  for (const { path } of FIELDS) put(path, within(job, path));
  for (const field of FIELDS) if (!isChanged(field, draft, basis)) delete draft[field.path];
  put('network.input', job.network.input);
  put('dataset.version', job.dataset.version);
  put('training.recipe', job.training?.recipe);
  put('startFrom.model', job.startFrom?.model);
  put('startFrom.freezeUpTo', job.startFrom?.freezeUpTo);
  if (job.startFrom?.version) put('startFrom.which', `version:${job.startFrom.version}`);
  else if (job.startFrom?.alias) put('startFrom.which', `alias:${job.startFrom.alias}`);
  const tags = Object.entries(job.tags ?? {}).map(([name, value]) => `${name}=${value}`);
  put('tags', tags.join('\n'));
  for (const [name, value] of Object.entries(job.network.settings ?? {})) draft[SETTINGS + name] = value;
  return draft;
}

/** The settings of the chosen network that differ from its defaults. @param {Draft} draft @param {Network|undefined} network */
export function settingsOf(draft, network) {
  /** @type {Record<string, string>} */
  const settings = {};
  for (const { name, default: initial } of network?.settings ?? []) {
    const value = draft[SETTINGS + name];
    if (value !== undefined && value !== String(initial ?? '')) settings[name] = value;
  }
  return settings;
}

/** The size of images as jobs write it: 64x64x3 for `64 × 64 × 3`. @param {Draft} draft */
export function inputOf(draft) {
  return (draft['network.input'] ?? '').trim().replaceAll(/\s*[x×X*]\s*/g, 'x');
}

/** The job of a draft; what has its default is left out. @param {Draft} draft @param {Basis} basis @returns {Job} */
export function jobOf(draft, basis) {
  /** @type {any} */
  const job = { network: { name: draft['network.name'] ?? '' }, dataset: { name: draft['dataset.name'] ?? '' } };
  const settings = settingsOf(draft, basis.network);
  if (Object.keys(settings).length > 0) job.network.settings = settings;
  if (inputOf(draft)) job.network.input = inputOf(draft);
  if (draft['dataset.version']) job.dataset.version = Number(draft['dataset.version']);
  if (basis.recipe && basis.recipe.name !== DEFAULT_RECIPE) job.training = { recipe: basis.recipe.name };
  for (const field of FIELDS) {
    const grouped = field.path.startsWith(SCHEDULE) || field.path.startsWith('training.earlyStopping.');
    if (!grouped && isChanged(field, draft, basis) && applies(field, draft, basis)) put(job, field, draft[field.path]);
  }
  putSchedule(job, draft, basis);
  if (valueOf(draft, 'training.earlyStopping.patience', basis).trim() !== '')
    for (const field of FIELDS.filter(({ path }) => path.startsWith('training.earlyStopping.')))
      if (isChanged(field, draft, basis)) put(job, field, draft[field.path]);
  putStart(job, draft);
  const tags = tagsOf(draft.tags ?? '');
  if (Object.keys(tags).length > 0) job.tags = tags;
  return job;
}

/** @param {any} job @param {Field} field @param {string} text */
function put(job, { path, type }, text) {
  if (text.trim() === '') return;
  const parts = path.split('.');
  const holder = parts.slice(0, -1).reduce((at, part) => (at[part] ??= {}), job);
  const isNumber = type === 'integer' || type === 'number';
  const value = text.startsWith('{') ? JSON.parse(text) : text.trim();
  holder[parts[parts.length - 1]] = isNumber ? Number(text) : value;
}

/** A schedule is told whole or not at all. @param {any} job @param {Draft} draft @param {Basis} basis */
function putSchedule(job, draft, basis) {
  const kind = valueOf(draft, KIND, basis);
  const parts = FIELDS.filter(({ path }) => SCHEDULES[kind]?.some((name) => path === SCHEDULE + name));
  const usual = kind === defaultOf(KIND, basis);
  if (usual && !parts.some((field) => isChanged(field, draft, basis))) return;
  (job.training ??= {}).schedule = { kind };
  for (const field of parts) put(job, field, valueOf(draft, field.path, basis));
}

/** @param {any} job @param {Draft} draft */
function putStart(job, draft) {
  if (!draft['startFrom.model']) return;
  const [how, which] = (draft['startFrom.which'] ?? '').split(/:(.*)/s);
  job.startFrom = { model: draft['startFrom.model'] };
  if (how === 'version') job.startFrom.version = Number(which);
  if (how === 'alias') job.startFrom.alias = which;
  if (draft['startFrom.freezeUpTo']) job.startFrom.freezeUpTo = draft['startFrom.freezeUpTo'];
}

/** @param {string} text one name=value a line */
function tagsOf(text) {
  const lines = text.split('\n').map((line) => line.trim());
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

/**
 * What can be told to be wrong before the platform is asked, by path.
 * @param {Draft} draft
 * @param {Basis} basis
 * @returns {Record<string, string>}
 */
export function refusals(draft, basis) {
  /** @type {Record<string, string>} */
  const found = {};
  if (!draft['network.name']) found['network.name'] = 'Choose a network.';
  if (!draft['dataset.name']) found['dataset.name'] = 'Choose a data set.';
  if (inputOf(draft) && !INPUT.test(inputOf(draft)))
    found['network.input'] = `“${inputOf(draft)}” is no size; write height x width x channels, such as 64x64x3.`;
  for (const field of FIELDS) {
    const reason = applies(field, draft, basis) && refusal(field, valueOf(draft, field.path, basis));
    if (reason) found[field.path] = reason;
  }
  const bare = (draft.tags ?? '').split('\n').find((line) => line.trim() !== '' && !/^\s*[^=\s]+\s*=/.test(line));
  if (bare !== undefined) found.tags = `“${bare.trim()}” is no tag; write name=value, one a line.`;
  return found;
}
