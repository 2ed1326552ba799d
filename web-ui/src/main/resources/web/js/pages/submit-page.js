// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import { fieldId } from '../components/field.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { newId } from '../core/http.js';
import { byPath, commandOf, draftOf, emptyDraft, jobOf, refusals, settingsOf } from '../core/job-draft.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { submitSections } from './submit-sections.js';

/** Submits a job, and says what is wrong with it before and after. */
class SubmitPage extends PageElement {
  static properties = {
    draft: { state: true },
    touched: { state: true },
    refused: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.draft = emptyDraft();
    this.draft['dataset.name'] = router.query.get('dataset') ?? '';
    /** @type {Set<string>} fields that were changed: only they are told about before the job is sent */
    this.touched = new Set();
    /** @type {Record<string, string>} */
    this.refused = {};
    /** @type {Problem|undefined} */
    this.problem = undefined;
    this.busy = false;
    this.key = newId();
    this.networks = new Resource(this, async () => (await api.networks()).items);
    this.datasets = new Resource(this, async () => (await api.datasets()).items);
    this.set = new Resource(this, () => api.dataset(this.draft['dataset.name']));
    this.layers = new Resource(this, () => this.#fetchLayers());
    this.experiments = new Resource(this, async () => (await api.experiments()).items.map(({ name }) => name));
    this.models = new Resource(this, async () => (await api.models()).items.map(({ name }) => name));
    new Listening(this, { dataset: () => this.datasets.soon() });
  }

  async connectedCallback() {
    super.connectedCallback();
    this.entitle('New run');
    const from = router.query.get('from');
    await Promise.all([this.networks.load(), this.datasets.load(), from ? this.#copy(from) : undefined]);
    const [network] = this.networks.value ?? [];
    if (!this.draft['network.name'] && network) this.#set('network.name', network.name, false);
    const datasets = this.datasets.value ?? [];
    if (!this.draft['dataset.name'] && datasets.length === 1) this.#set('dataset.name', datasets[0].name, false);
    if (this.draft['dataset.name']) await this.set.load();
    this.#describe();
    this.experiments.load();
    this.models.load();
  }

  /** @param {string} run */
  async #copy(run) {
    try {
      const { job } = await api.run(run);
      if (job) this.draft = draftOf(job);
    } catch (error) {
      this.problem = Problem.from(error);
    }
  }

  get #network() {
    return this.networks.value?.find(({ name }) => name === this.draft['network.name']);
  }

  get #version() {
    const versions = this.set.value?.name === this.draft['dataset.name'] ? this.set.value.versions : [];
    return versions.find(({ version }) => String(version) === this.draft['dataset.version']) ?? versions[0];
  }

  #fetchLayers() {
    return api.network(this.draft['network.name'], {
      ...settingsOf(this.draft, this.#network),
      classes: this.#version?.classes.length,
      batch: this.draft['training.batchSize'].trim(),
    });
  }

  #describe() {
    if (this.draft['network.name']) this.layers.soon(300);
  }

  /** @param {string} path @param {string} value */
  #set(path, value, touched = true) {
    this.draft = { ...this.draft, [path]: value };
    if (touched) this.touched = new Set(this.touched).add(path);
    const { [path]: _, '': __, ...refused } = this.refused;
    this.refused = refused;
    this.key = newId();
    if (path === 'dataset.name') {
      this.draft = { ...this.draft, 'dataset.version': '' };
      if (value) this.set.load().then(() => this.#describe());
    }
    if (path.startsWith('network.') || path.startsWith('dataset.') || path === 'training.batchSize') this.#describe();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    this.refused = refusals(this.draft);
    this.problem = undefined;
    if (Object.keys(this.refused).length > 0) return this.#toFirstError();
    this.busy = true;
    try {
      const run = await api.submit(jobOf(this.draft, this.#network), this.key);
      notify('Submitted');
      router.go(`/runs/${run.id}`);
    } catch (error) {
      const problem = Problem.from(error);
      this.refused = byPath(problem.errors, this.draft);
      const left = this.refused[''];
      const told = Object.keys(this.refused).length > 0 && !left;
      this.problem = told ? undefined : new Problem(problem.status, problem.title, left ?? problem.detail);
      this.#toFirstError();
    } finally {
      this.busy = false;
    }
  }

  async #toFirstError() {
    await this.updateComplete;
    const fields = [...this.querySelectorAll('input, select, textarea, fieldset')];
    const wrong = new Set(Object.keys(this.refused).map(fieldId));
    const first = fields.find(({ id }) => wrong.has(id));
    const target = /** @type {HTMLElement|null} */ (first ?? this.querySelector('problem-note'));
    target?.closest('details')?.setAttribute('open', '');
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  }

  /** @param {string} path */
  #error(path) {
    return this.refused[path] ?? (this.touched.has(path) ? refusals(this.draft)[path] : undefined);
  }

  /** @returns {import('./submit-sections.js').SubmitView} */
  get #view() {
    return {
      draft: this.draft,
      networks: this.networks.value ?? [],
      network: this.#network,
      layers: this.layers,
      datasets: this.datasets.value ?? [],
      set: this.set.value,
      version: this.#version,
      suggestions: { experiment: this.experiments.value, register: this.models.value },
      error: (path) => this.#error(path),
      change: (path, value) => this.#set(path, value),
    };
  }

  render() {
    const job = jobOf(this.draft, this.#network);
    const ready = this.networks.value && this.datasets.value;
    const failed = this.networks.problem ?? this.datasets.problem;
    return html`
      <div class="page-head"><h1 tabindex="-1">New run</h1></div>
      ${failed ? html`<problem-note .problem=${failed} .retry=${() => this.connectedCallback()}></problem-note>` : nothing}
      ${!ready && !failed ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        ready
          ? html`<form class="submit-form" @submit=${this.#submit} novalidate>
              <div class="stack wide">${submitSections(this.#view)}</div>
              <aside class="card stack" aria-label="Summary">
                ${this.problem ? html`<problem-note tabindex="-1" .problem=${this.problem}></problem-note>` : nothing}
                <button class="button primary big" ?disabled=${this.busy}>
                  ${this.busy ? 'Submitting…' : 'Submit'}
                </button>
                ${job.dataset.name ? codeBlock(commandOf(job), 'The same in a terminal') : nothing}
                ${codeBlock(JSON.stringify(job, null, 2), 'The job')}
              </aside>
            </form>`
          : nothing
      }
    `;
  }
}

define('submit-page', SubmitPage);
