// @ts-check
import { textOf } from './job-draft.js';
import { FIELDS } from './job-fields.js';
import { SEARCH, SWEEP } from './sweep-fields.js';
import { SCHEDULES } from './training-fields.js';

/**
 * The command that submits the same job.
 * @param {import('./types.js').Job} job
 * @param {string} [comparison] or the comparison of its variants
 */
export function commandOf(job, comparison) {
  const parts = [comparison ? `./pharos compare ${comparison}` : './pharos train', ...options(job), '--watch'];
  return parts.join(' \\\n  ');
}

/**
 * The command that submits the same sweep; undefined where an option cannot tell its values.
 * @param {import('./types.js').SweepSpec} spec
 */
export function sweepCommandOf(spec) {
  const varied = Object.entries(spec.parameters).map(([path, parameter]) => varyOf(path, parameter));
  if (!varied.every(Boolean)) return undefined;
  const job = { ...spec.job, name: spec.name, register: spec.register };
  const parts = ['./pharos sweep start', ...options(job), ...varied.map((one) => `--vary ${quoted(String(one))}`)];
  parts.push(`--method ${spec.method}`);
  for (const { path, flag } of SEARCH) {
    const value = path.slice(SWEEP.length).split('.').reduce((/** @type {any} */ at, part) => at?.[part], spec);
    if (flag && value !== undefined) parts.push(`${flag} ${quoted(String(value))}`);
  }
  return [...parts, '--watch'].join(' \\\n  ');
}

/** @param {string} path @param {import('./types.js').SweepParameter} parameter */
function varyOf(path, { values, from, to, scale, whole, count, step }) {
  const name = /^training\.[^.]*$/.test(path) ? path.slice('training.'.length) : path;
  if (values) {
    const texts = values.map(textOf);
    return texts.some((text) => /,|\.\.|\n|^$/.test(text)) ? undefined : `${name}=${texts.join(',')}`;
  }
  const words = [scale === 'log' && 'log', whole && 'whole', count && `count=${count}`, step && `step=${step}`];
  return `${name}=${[`${from}..${to}`, ...words.filter(Boolean)].join(':')}`;
}

/** What is said of a job on the command line. @param {import('./types.js').Job} job */
function options(job) {
  const version = job.dataset.version ? `@${job.dataset.version}` : '';
  const { pattern, ...settings } = job.network.settings ?? {};
  const parts = [
    pattern === undefined ? `--network ${quoted(job.network.name)}` : `--pattern ${quoted(pattern)}`,
    `--dataset ${quoted(job.dataset.name + version)}`,
  ];
  if (job.network.input) parts.push(`--input ${quoted(job.network.input)}`);
  if (job.training?.recipe) parts.push(`--recipe ${quoted(job.training.recipe)}`);
  for (const { path, flag } of FIELDS) {
    const value = path.split('.').reduce((/** @type {any} */ at, part) => at?.[part], job);
    if (flag && value !== undefined) parts.push(`${flag} ${quoted(textOf(value))}`);
  }
  parts.push(...schedule(job), ...start(job), ...queue(job));
  for (const [name, value] of Object.entries(settings)) parts.push(`--setting ${quoted(`${name}=${value}`)}`);
  for (const [name, value] of Object.entries(job.tags ?? {})) parts.push(`--tag ${quoted(`${name}=${value}`)}`);
  return parts;
}

/** @param {import('./types.js').Job} job */
function schedule({ training }) {
  const parts = [];
  if (training?.schedule) {
    const { kind } = training.schedule;
    const values = SCHEDULES[kind].map((name) => training.schedule[name]);
    parts.push(`--schedule ${[kind, ...values].join(':')}`);
  }
  if (training?.earlyStopping) {
    const { patience, minimumDelta } = training.earlyStopping;
    parts.push(`--early-stopping ${quoted(minimumDelta ? `${patience}:${minimumDelta}` : String(patience))}`);
  }
  return parts;
}

/** @param {import('./types.js').Job} job */
function start({ startFrom }) {
  if (!startFrom) return [];
  const { model, version, alias, freezeUpTo } = startFrom;
  const which = version ?? alias;
  const parts = [`--start-from ${quoted(which ? `${model}@${which}` : model)}`];
  if (freezeUpTo) parts.push(`--freeze-up-to ${quoted(freezeUpTo)}`);
  return parts;
}

/** @param {import('./types.js').Job} job */
function queue({ needs, waitFor, preemptible }) {
  const parts = Object.entries(needs?.labels ?? {}).map(([name, value]) => `--worker-label ${quoted(`${name}=${value}`)}`);
  parts.push(...(waitFor?.runs ?? []).map((run) => `--after ${run}`));
  if (waitFor?.otherwise && waitFor.otherwise !== 'skip') parts.push(`--otherwise ${waitFor.otherwise}`);
  if (preemptible === false) parts.push('--not-preemptible');
  return parts;
}

/** @param {string} text for a POSIX shell */
function quoted(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
