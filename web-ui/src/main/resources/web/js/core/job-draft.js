// @ts-check
import { FIELDS } from './job-fields.js';
import { refusal } from './refusal.js';

/** @typedef {import('./types.js').Job} Job */
/** @typedef {import('./types.js').Network} Network */
/** @typedef {import('./job-fields.js').Field} Field */

/**
 * What a form holds: texts by their path within the job, such as `training.epochs`, `network.settings.dropout`.
 * @typedef {Record<string, string>} Draft
 */

const SETTINGS = 'network.settings.';

/** @returns {Draft} */
export function emptyDraft() {
  return Object.fromEntries([
    ...FIELDS.map(({ path, initial }) => [path, initial]),
    ['network.name', ''],
    ['dataset.name', ''],
    ['dataset.version', ''],
    ['tags', ''],
  ]);
}

/** The draft that would make this job again. @param {Job} job @returns {Draft} */
export function draftOf(job) {
  const draft = emptyDraft();
  for (const { path } of FIELDS) {
    const value = path.split('.').reduce((/** @type {any} */ at, part) => at?.[part], job);
    if (value !== undefined && value !== null) draft[path] = String(value);
  }
  draft['network.name'] = job.network.name;
  draft['dataset.name'] = job.dataset.name;
  draft['dataset.version'] = String(job.dataset.version ?? '');
  draft.tags = Object.entries(job.tags ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
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

/** The job of a draft; what has its default is left out. @param {Draft} draft @param {Network|undefined} network @returns {Job} */
export function jobOf(draft, network) {
  /** @type {any} */
  const job = { network: { name: draft['network.name'] }, dataset: { name: draft['dataset.name'] } };
  const settings = settingsOf(draft, network);
  if (Object.keys(settings).length > 0) job.network.settings = settings;
  if (draft['dataset.version']) job.dataset.version = Number(draft['dataset.version']);
  for (const field of FIELDS) {
    const text = draft[field.path].trim();
    if (text === field.initial || text === '') continue;
    const parts = field.path.split('.');
    const holder = parts.length === 2 ? (job[parts[0]] ??= {}) : job;
    holder[parts[parts.length - 1]] = field.type === 'integer' || field.type === 'number' ? Number(text) : text;
  }
  const tags = tagsOf(draft.tags);
  if (Object.keys(tags).length > 0) job.tags = tags;
  return job;
}

/** @param {string} text one name=value a line */
function tagsOf(text) {
  return Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const at = line.indexOf('=');
        return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );
}

/**
 * What can be told to be wrong before the platform is asked, by path.
 * @param {Draft} draft
 * @returns {Record<string, string>}
 */
export function refusals(draft) {
  /** @type {Record<string, string>} */
  const found = {};
  if (!draft['network.name']) found['network.name'] = 'Choose a network.';
  if (!draft['dataset.name']) found['dataset.name'] = 'Choose a data set.';
  for (const field of FIELDS) {
    const reason = refusal(field, draft[field.path]);
    if (reason) found[field.path] = reason;
  }
  const bare = draft.tags.split('\n').find((line) => line.trim() !== '' && !/^\s*[^=\s]+\s*=/.test(line));
  if (bare !== undefined) found.tags = `“${bare.trim()}” is no tag; write name=value, one a line.`;
  return found;
}

/**
 * The platform's refusal by the form's paths: `job.training.epochs`, `/training/epochs` and `training.epochs` are one.
 * What belongs to no field comes back under ''.
 * @param {{field: string, message: string}[]} errors
 * @param {Draft} draft
 * @returns {Record<string, string>}
 */
export function byPath(errors, draft) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const { field, message } of errors) {
    const path = (field ?? '')
      .replace(/^[#/.]+/, '')
      .replaceAll('/', '.')
      .replace(/^job\./, '');
    const place =
      [path, `${path}.name`, path.replace(/^tags\..*/, 'tags')].find(
        (one) => one in draft || one.startsWith(SETTINGS),
      ) ?? '';
    const text = place === '' && field ? `${field}: ${message}` : message;
    found[place] = found[place] ? `${found[place]} ${text}` : text;
  }
  return found;
}

/** The command that submits the same job. @param {Job} job */
export function commandOf(job) {
  const version = job.dataset.version ? `@${job.dataset.version}` : '';
  const parts = [
    './pharos train',
    `--network ${quoted(job.network.name)}`,
    `--dataset ${quoted(job.dataset.name + version)}`,
  ];
  for (const { path, flag } of FIELDS) {
    const value = path.split('.').reduce((/** @type {any} */ at, part) => at?.[part], job);
    if (value !== undefined) parts.push(`${flag} ${quoted(String(value))}`);
  }
  for (const [name, value] of Object.entries(job.network.settings ?? {}))
    parts.push(`--setting ${quoted(`${name}=${value}`)}`);
  for (const [name, value] of Object.entries(job.tags ?? {})) parts.push(`--tag ${quoted(`${name}=${value}`)}`);
  return [...parts, '--watch'].join(' \\\n  ');
}

/** @param {string} text for a POSIX shell */
function quoted(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
