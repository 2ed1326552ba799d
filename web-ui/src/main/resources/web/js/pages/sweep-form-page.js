// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import { memoryNote } from '../components/network-figures.js';
import '../components/problem-note.js';
import { sweepPlan } from '../components/sweep-plan.js';
import { api } from '../core/api.js';
import { define } from '../core/element.js';
import { sweepCommandOf } from '../core/job-command.js';
import { refusals, valueOf } from '../core/job-draft.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { router } from '../core/router.js';
import { PARAMETERS, rowPath, searchErrors, searchOf, searchRefusals, specOf } from '../core/sweep-draft.js';
import { SWEEP } from '../core/sweep-fields.js';
import { placeGroups, placeOf } from '../core/sweep-places.js';
import { kindsOf, newRow, pathOf } from '../core/sweep-rows.js';
import { JobForm } from './job-form.js';
import { sweepSections } from './sweep-form-sections.js';

/** @typedef {import('../core/sweep-rows.js').Row} Row */

/** What varies when nobody has chosen: what matters most. */
const USUAL = ['training.learningRate', 'training.batchSize', 'training.optimizer'];

/** Submits a sweep: one job, trained many times with other values. */
class SweepFormPage extends JobForm {
  static properties = { rows: { state: true } };

  constructor() {
    super();
    /** @type {Row[]} */
    this.rows = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('New sweep');
  }

  async load() {
    const again = router.query.get('sweep');
    await Promise.all([super.load(), again ? this.#again(again) : undefined]);
    if (this.rows.length === 0) this.rows = [newRow(placeOf(this.#groups, USUAL[0]))];
  }

  /** Begins with what was asked for before. @param {string} sweep */
  async #again(sweep) {
    try {
      const [{ spec }] = await Promise.all([api.sweep(sweep), this.sources.ready]);
      this.draft = this.sources.draftOf(spec.job);
      const search = searchOf(spec, this.#groups);
      this.fill(search.draft);
      this.rows = search.rows;
      if (spec.job.dataset.name) await this.sources.set.load();
      this.initial = this.draft;
    } catch (error) {
      this.problem = Problem.from(error);
    }
  }

  /** The job of a run is that of all trials; only the best of them is registered. @param {import('../core/types.js').Job} job */
  take({ name: _, register, ...job }) {
    super.take(job);
    if (register) this.fill({ [`${SWEEP}register`]: register });
  }

  get #groups() {
    const { sources, draft } = this;
    return placeGroups({
      network: sources.network,
      networks: (sources.networks.value ?? []).map(({ name }) => name),
      recipes: (sources.recipes.value ?? []).map(({ name }) => name),
      started: Boolean(draft['startFrom.model']),
    });
  }

  get #search() {
    return { draft: this.draft, rows: this.rows, groups: this.#groups, basis: this.sources.basis };
  }

  async #add() {
    const groups = this.#groups;
    const taken = this.rows.map(pathOf);
    const all = [...USUAL, ...groups.flatMap(({ places }) => places.map(({ path }) => path))];
    const row = newRow(placeOf(groups, all.find((path) => !taken.includes(path)) ?? ''));
    this.rows = [...this.rows, row];
    this.touch(PARAMETERS);
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector(`[name="${rowPath(row, 'path')}"]`))?.focus();
  }

  /** @param {Row} row */
  async #remove(row) {
    this.rows = this.rows.filter((one) => one !== row);
    this.touch(PARAMETERS);
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('.vary-add'))?.focus();
  }

  /** @param {Row} row @param {keyof Row} name @param {string} value */
  #change(row, name, value) {
    const place = placeOf(this.#groups, name === 'path' ? value : row.path);
    const fresh = name === 'path' ? { ...newRow(place), id: row.id } : { ...row, [name]: value };
    const fits = kindsOf(place).some(([kind]) => kind === fresh.kind);
    const changed = fits ? fresh : { ...fresh, kind: 'values' };
    this.rows = this.rows.map((one) => (one === row ? changed : one));
    this.touch(PARAMETERS);
    this.touch(rowPath(row, name));
    // Whatever was refused of the row was told of what it was before.
    const mine = rowPath(row, '');
    this.refused = Object.fromEntries(Object.entries(this.refused).filter(([path]) => !path.startsWith(mine)));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const search = this.#search;
    return this.send(
      { ...refusals(this.draft, search.basis), ...searchRefusals(search) },
      async () => {
        const { id } = await api.submitSweep(specOf(search), this.key);
        notify('Submitted');
        return `/sweeps/${id}`;
      },
      ({ errors }) => searchErrors(errors, search.rows),
    );
  }

  get #view() {
    const early = searchRefusals(this.#search);
    const { error, ...view } = this.view;
    return {
      ...view,
      varied: new Set(this.rows.map(pathOf)),
      error: (/** @type {string} */ path) => error(path) ?? (this.touched.has(path) ? early[path] : undefined),
    };
  }

  render() {
    const { sources, draft } = this;
    const failed = sources.problem;
    const search = this.#search;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a> <a href="/sweeps">Sweeps</a></nav>
      <div class="page-head"><h1 tabindex="-1">New sweep</h1></div>
      ${failed ? html`<problem-note .problem=${failed} .retry=${() => this.load()}></problem-note>` : nothing}
      ${!sources.complete && !failed ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        sources.complete
          ? html`<form class="submit-form" @submit=${this.#submit} novalidate>
              <div class="stack wide">
                ${sweepSections(this.#view, {
                  search,
                  onAdd: () => this.#add(),
                  onRemove: (row) => this.#remove(row),
                  onRow: (row, name, value) => this.#change(row, name, value),
                })}
              </div>
              <aside class="card stack" aria-label="Summary">
                ${this.problem ? html`<problem-note tabindex="-1" .problem=${this.problem}></problem-note>` : nothing}
                ${memoryNote(sources.described, sources.workers.value ?? [], valueOf(draft, 'device', sources.basis))}
                ${this.#summary(search)}
              </aside>
            </form>`
          : nothing
      }
    `;
  }

  /** @param {import('../core/sweep-draft.js').Search} search */
  #summary(search) {
    const spec = specOf(search);
    const command = sweepCommandOf(spec);
    return html`
      ${sweepPlan(spec, Number(valueOf(this.draft, 'training.epochs', search.basis)) || 0)}
      <button class="button primary big" ?disabled=${this.busy}>${this.busy ? 'Submitting…' : 'Submit the sweep'}</button>
      ${command && spec.job.dataset.name ? codeBlock(command, 'The same in a terminal') : nothing}
      ${codeBlock(JSON.stringify(spec, null, 2), 'The sweep')}
    `;
  }
}

define('sweep-form-page', SweepFormPage);
