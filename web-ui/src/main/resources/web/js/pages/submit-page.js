// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import { fieldId } from '../components/field.js';
import { memoryNote } from '../components/network-figures.js';
import { selectMistake } from '../components/pattern-field.js';
import { comparisonChoice } from '../components/comparison-choice.js';
import '../components/problem-note.js';
import { define, PageElement } from '../core/element.js';
import { api } from '../core/api.js';
import { comparedJobs } from '../core/comparison.js';
import { newId } from '../core/http.js';
import { commandOf } from '../core/job-command.js';
import { draftOf, jobOf, refusals, SETTINGS, valueOf } from '../core/job-draft.js';
import { byNetworkPath, byPath } from '../core/job-errors.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { submitSections } from './submit-sections.js';
import { SubmitSources } from './submit-sources.js';

/** Submits a job, and says what is wrong with it before and after. */
class SubmitPage extends PageElement {
  static properties = {
    draft: { state: true },
    touched: { state: true },
    refused: { state: true },
    problem: { state: true },
    busy: { state: true },
    comparison: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../core/job-draft.js').Draft} */
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
    /** an experiment of several runs, by its name; empty: one run */
    this.comparison = router.query.get('compare') ?? '';
    this.comparisons = new Resource(this, async () => (await api.comparisons()).items);
    this.key = newId();
    this.sources = new SubmitSources(this, () => this.draft);
  }

  async connectedCallback() {
    super.connectedCallback();
    this.entitle('New run');
    this.comparisons.load();
    const from = router.query.get('from');
    await Promise.all([this.sources.load(), from ? this.#copy(from) : undefined]);
    const [network] = this.sources.networks.value ?? [];
    if (!this.draft['network.name'] && network) this.#fill({ 'network.name': network.name });
    const datasets = this.sources.datasets.value ?? [];
    if (!this.draft['dataset.name'] && datasets.length === 1) this.#fill({ 'dataset.name': datasets[0].name });
    if (this.draft['dataset.name']) await this.sources.set.load();
    this.initial = this.draft;
    this.requestUpdate();
    this.sources.describe();
  }

  /** @param {string} run */
  async #copy(run) {
    try {
      const [{ job }] = await Promise.all([api.run(run), this.sources.ready]);
      if (job) this.draft = draftOf(job, this.sources.basisOf(job.network.name, job.training?.recipe));
    } catch (error) {
      this.problem = Problem.from(error);
    }
  }

  /** Fills in what nobody has typed. @param {import('../core/job-draft.js').Draft} values */
  #fill(values) {
    this.draft = { ...this.draft, ...values };
  }

  /** @param {string} path @param {string} value */
  #set(path, value) {
    this.draft = { ...this.draft, [path]: value };
    this.touched = new Set(this.touched).add(path);
    const { [path]: _, '': __, ...refused } = this.refused;
    this.refused = refused;
    this.key = newId();
    if (path === 'dataset.name') {
      this.#fill({ 'dataset.version': '' });
      if (value) this.sources.set.load().then(() => this.sources.describe());
    }
    if (path === 'network.name') this.#fill({ 'network.input': '', 'startFrom.freezeUpTo': '' });
    if (path === 'startFrom.model' || path === 'startFrom.which') this.#startFrom(path);
    this.sources.describe();
  }

  /** A model goes on as the network that it is, by small steps. @param {string} path what was chosen */
  async #startFrom(path) {
    this.#fill({ 'startFrom.freezeUpTo': '', ...(path === 'startFrom.model' ? { 'startFrom.which': '' } : {}) });
    const version = this.sources.startVersion;
    if (!version) return;
    if (!this.draft['training.recipe']) this.#fill({ 'training.recipe': 'fine-tune' });
    const { job } = await api.run(version.run).catch(() => ({ job: undefined }));
    if (version !== this.sources.startVersion) return;
    const settings = Object.entries(job?.network.settings ?? {}).map(([name, value]) => [SETTINGS + name, value]);
    this.#fill({
      'network.name': version.network,
      'network.input': job?.network.input ?? '',
      ...Object.fromEntries(settings),
    });
    this.sources.describe();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    this.refused = refusals(this.draft, this.sources.basis);
    this.problem = undefined;
    if (Object.keys(this.refused).length > 0) return this.#toFirstError();
    this.busy = true;
    try {
      const job = jobOf(this.draft, this.sources.basis);
      const chosen = this.comparisons.value?.find(({ name }) => name === this.comparison);
      const jobs = chosen ? comparedJobs(chosen, job) : [job];
      const runs = [];
      for (const [i, one] of jobs.entries()) runs.push(await api.submit(one, `${this.key}-${i}`));
      notify('Submitted');
      router.go(chosen ? `/compare?${runs.map(({ id }) => `run=${id}`).join('&')}` : `/runs/${runs[0].id}`);
    } catch (error) {
      const problem = Problem.from(error);
      this.refused = byPath(problem.errors);
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
    for (let box = target?.closest('details'); box; box = box.parentElement?.closest('details')) box.open = true;
    target?.focus();
    selectMistake(target);
    target?.scrollIntoView({ block: 'center' });
  }

  /** @returns {import('./submit-sections.js').SubmitView} */
  get #view() {
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
      change: (path, value) => this.#set(path, value),
    };
  }

  render() {
    const { sources, draft } = this;
    const failed = sources.problem;
    const job = jobOf(draft, sources.basis);
    return html`
      <div class="page-head"><h1 tabindex="-1">New run</h1></div>
      ${failed ? html`<problem-note .problem=${failed} .retry=${() => this.connectedCallback()}></problem-note>` : nothing}
      ${!sources.complete && !failed ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        sources.complete
          ? html`<form class="submit-form" @submit=${this.#submit} novalidate>
              <div class="stack wide">${submitSections(this.#view)}</div>
              <aside class="card stack" aria-label="Summary">
                ${this.problem ? html`<problem-note tabindex="-1" .problem=${this.problem}></problem-note>` : nothing}
                ${memoryNote(sources.described, sources.workers.value ?? [], valueOf(draft, 'device', sources.basis))}
                ${comparisonChoice(this.comparisons.value ?? [], this.comparison, (name) => (this.comparison = name))}
                <button class="button primary big" ?disabled=${this.busy}>
                  ${this.busy ? 'Submitting…' : 'Submit'}
                </button>
                ${job.dataset.name ? codeBlock(commandOf(job, this.comparison), 'The same in a terminal') : nothing}
                ${codeBlock(JSON.stringify(job, null, 2), 'The job')}
              </aside>
            </form>`
          : nothing
      }
    `;
  }
}

/** What the address asks for: `?dataset=digits&network=vgg16&network.settings.lrn=false`. @param {URLSearchParams} query */
function wanted(query) {
  /** @type {import('../core/job-draft.js').Draft} */
  const draft = {};
  for (const [name, value] of query) {
    const path = { dataset: 'dataset.name', network: 'network.name', input: 'network.input' }[name] ?? name;
    if (['network.', 'dataset.', 'training.'].some((part) => path.startsWith(part))) draft[path] = value;
  }
  return draft;
}

define('submit-page', SubmitPage);
