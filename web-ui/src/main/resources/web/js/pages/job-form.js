// @ts-check
import { fieldId } from '../components/field.js';
import { selectMistake } from '../components/pattern-field.js';
import { api } from '../core/api.js';
import { PageElement } from '../core/element.js';
import { newId } from '../core/http.js';
import { refusals, SETTINGS, valueOf } from '../core/job-draft.js';
import { byNetworkPath } from '../core/job-errors.js';
import { Problem } from '../core/problem.js';
import { router } from '../core/router.js';
import { SubmitSources } from './submit-sources.js';

/** @typedef {import('../core/job-draft.js').Draft} Draft */

/** A page on which a job is described: what was chosen, what is wrong with it, and what the platform offers. */
export class JobForm extends PageElement {
  static properties = {
    draft: { state: true },
    touched: { state: true },
    refused: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** @type {Draft} */
    this.draft = wanted(router.query);
    /** what was filled in before anybody typed: where it differs from the defaults, the form is open */
    this.initial = this.draft;
    /** @type {Set<string>} fields that were changed: only they are told about before the job is sent */
    this.touched = new Set();
    /** @type {Record<string, string>} */
    this.refused = {};
    /** @type {Problem|undefined} */
    this.problem = undefined;
    this.busy = false;
    this.key = newId();
    this.sources = new SubmitSources(this, () => this.draft);
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    const from = router.query.get('from');
    await Promise.all([this.sources.load(), from ? this.copy(from) : undefined]);
    const [network] = this.sources.networks.value ?? [];
    if (!this.draft['network.name'] && network) this.fill({ 'network.name': network.name });
    const datasets = this.sources.datasets.value ?? [];
    if (!this.draft['dataset.name'] && datasets.length === 1) this.fill({ 'dataset.name': datasets[0].name });
    if (this.draft['dataset.name']) await this.sources.set.load();
    this.initial = this.draft;
    this.requestUpdate();
    this.sources.describe();
  }

  /** Begins with the job of a run. @param {string} run */
  async copy(run) {
    try {
      const [{ job }] = await Promise.all([api.run(run), this.sources.ready]);
      if (job) this.take(job);
    } catch (error) {
      this.problem = Problem.from(error);
    }
  }

  /** Begins with this job. @param {import('../core/types.js').Job} job */
  take(job) {
    this.draft = this.sources.draftOf(job);
  }

  /** Fills in what nobody has typed. @param {Draft} values */
  fill(values) {
    this.draft = { ...this.draft, ...values };
  }

  /** Something was changed by hand. @param {string} path */
  touch(path) {
    this.touched = new Set(this.touched).add(path);
    const { [path]: _, '': __, ...refused } = this.refused;
    this.refused = refused;
    this.key = newId();
  }

  /** @param {string} path @param {string} value */
  set(path, value) {
    this.draft = { ...this.draft, [path]: value };
    this.touch(path);
    if (path === 'dataset.name') {
      this.fill({ 'dataset.version': '' });
      if (value) this.sources.set.load().then(() => this.sources.describe());
    }
    if (path === 'network.name') this.fill({ 'network.input': '', 'startFrom.freezeUpTo': '' });
    if (path === 'startFrom.model' || path === 'startFrom.which') this.#startFrom(path);
    this.sources.describe();
  }

  /** A model goes on as the network that it is, by small steps. @param {string} path what was chosen */
  async #startFrom(path) {
    this.fill({ 'startFrom.freezeUpTo': '', ...(path === 'startFrom.model' ? { 'startFrom.which': '' } : {}) });
    const version = this.sources.startVersion;
    if (!version) return;
    if (!this.draft['training.recipe']) this.fill({ 'training.recipe': 'fine-tune' });
    const { job } = await api.run(version.run).catch(() => ({ job: undefined }));
    if (version !== this.sources.startVersion) return;
    const settings = Object.entries(job?.network.settings ?? {}).map(([name, value]) => [SETTINGS + name, value]);
    this.fill({
      'network.name': version.network,
      'network.input': job?.network.input ?? '',
      ...Object.fromEntries(settings),
    });
    this.sources.describe();
  }

  /**
   * Sends what was chosen, unless something is wrong with it.
   * @param {Record<string, string>} early what is wrong already, by field
   * @param {() => Promise<string>} act sends it; gives the address where it is shown
   * @param {(problem: Problem) => Record<string, string>} placed what the platform refuses, by field
   */
  async send(early, act, placed) {
    this.refused = early;
    this.problem = undefined;
    if (Object.keys(early).length > 0) return this.toFirstError();
    this.busy = true;
    try {
      router.go(await act());
    } catch (error) {
      const problem = Problem.from(error);
      this.refused = placed(problem);
      const left = this.refused[''];
      const told = Object.keys(this.refused).length > 0 && !left;
      this.problem = told ? undefined : new Problem(problem.status, problem.title, left ?? problem.detail);
      this.toFirstError();
    } finally {
      this.busy = false;
    }
  }

  async toFirstError() {
    await this.updateComplete;
    const fields = [...this.querySelectorAll('input, select, textarea, fieldset')];
    const wrong = new Set(Object.keys(this.refused).map(fieldId));
    const first = fields.find(({ id }) => wrong.has(id));
    const target = /** @type {HTMLElement|null} */ (first ?? this.querySelector('problem-note'));
    for (let box = target?.closest('details'); box; box = box.parentElement?.closest('details')) box.open = true;
    target?.focus();
    selectMistake(target);
    target?.scrollIntoView({ block: 'center' });
  }

  /** @returns {import('./submit-sections.js').SubmitView} */
  get view() {
    const { sources, draft } = this;
    const live = byNetworkPath(sources.layers.problem?.errors ?? [], sources.network);
    const early = refusals(draft, sources.basis);
    return {
      draft,
      initial: this.initial,
      sources,
      basis: sources.basis,
      value: (path) => valueOf(draft, path, sources.basis),
      error: (path) => this.refused[path] ?? (this.touched.has(path) ? early[path] : undefined) ?? live[path],
      change: (path, value) => this.set(path, value),
    };
  }
}

/** What the address asks for: `?dataset=digits&network=vgg16&network.settings.lrn=false`. @param {URLSearchParams} query */
function wanted(query) {
  /** @type {Draft} */
  const draft = {};
  for (const [name, value] of query) {
    const path = { dataset: 'dataset.name', network: 'network.name', input: 'network.input' }[name] ?? name;
    if (['network.', 'dataset.', 'training.'].some((part) => path.startsWith(part))) draft[path] = value;
  }
  return draft;
}
