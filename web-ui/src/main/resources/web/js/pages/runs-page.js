// @ts-check
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { emptyState } from '../components/empty-state.js';
import '../components/problem-note.js';
import '../components/runs-table.js';
import { stateText } from '../components/state-pill.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { plural } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { announce } from '../core/notify.js';
import { onDetail, onValue } from '../core/on.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** @typedef {import('../core/types.js').Run} Run */

const STATES = ['RUNNING', 'QUEUED', 'ASSIGNED', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED'];
const PAGE = 100;
const MOST_COMPARED = 8;

/** All runs, newest first, as they go on. */
class RunsPage extends PageElement {
  static properties = { filter: { state: true }, selected: { state: true } };

  constructor() {
    super();
    const query = router.query;
    this.filter = {
      state: query.get('state') ?? '',
      experiment: query.get('experiment') ?? '',
      text: query.get('q') ?? '',
    };
    /** @type {Set<string>} */
    this.selected = new Set();
    this.wanted = PAGE;
    this.runs = new Resource(this, () => this.#fetch());
    this.experiments = new Resource(this, () => api.experiments());
    new Listening(this, { run: (run) => this.#changed(run), sync: () => this.runs.load() });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Runs');
    this.runs.load();
    this.experiments.load();
  }

  /** As many of the newest runs as are wanted, in as few requests as the API allows. */
  async #fetch() {
    const { state, experiment } = this.filter;
    /** @type {Run[]} */
    const items = [];
    let cursor;
    do {
      const page = await api.runs({ state, experiment, cursor, limit: Math.min(this.wanted - items.length, 500) });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor && items.length < this.wanted);
    return { items, next: cursor };
  }

  /** @param {Run} run */
  #changed(run) {
    const { state, experiment } = this.filter;
    const fits = (!state || run.state === state) && (!experiment || run.experiment === experiment);
    this.runs.update((page) => {
      const known = page.items.findIndex((item) => item.id === run.id);
      if (known < 0) return fits ? { ...page, items: [run, ...page.items] } : page;
      const items = [...page.items];
      items.splice(known, 1, ...(fits ? [run] : []));
      return { ...page, items };
    });
    if (this.experiments.value?.items.every((item) => item.name !== run.experiment)) this.experiments.soon();
  }

  get #shown() {
    const text = this.filter.text.trim().toLowerCase();
    const items = this.runs.value?.items ?? [];
    if (text === '') return items;
    return items.filter((run) =>
      [run.name, run.network, run.dataset.name, run.experiment, run.id, ...Object.values(run.tags ?? {})].some(
        (value) => value.toLowerCase().includes(text),
      ),
    );
  }

  /** @param {Partial<RunsPage['filter']>} change */
  #filterBy(change) {
    this.filter = { ...this.filter, ...change };
    const { state, experiment, text } = this.filter;
    router.keep({ state, experiment, q: text });
    if ('text' in change) announce(plural(this.#shown.length, 'run'));
    else this.runs.load().then(() => announce(plural(this.#shown.length, 'run')));
  }

  #more() {
    this.wanted += PAGE;
    this.runs.load();
  }

  render() {
    const { value, problem } = this.runs;
    const filtered = this.filter.state || this.filter.experiment || this.filter.text;
    return html`
      <div class="page-head">
        <h1 tabindex="-1">Runs</h1>
        ${this.#filters()}
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.runs.load()}></problem-note>` : nothing}
      ${value && value.items.length === 0 && !filtered ? this.#empty() : nothing}
      ${value && this.#shown.length === 0 && filtered ? this.#nothingFits() : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        this.#shown.length > 0
          ? html`<runs-table
              .runs=${this.#shown}
              .selected=${this.selected}
              @select=${onDetail((selected) => (this.selected = selected))}
            >
            </runs-table>`
          : nothing
      }
      ${value?.next ? html`<p class="centre"><button class="button" @click=${this.#more}>Show older runs</button></p>` : nothing}
    `;
  }

  #filters() {
    const experiments = this.experiments.value?.items.map((item) => item.name) ?? [];
    return html`<form
      class="filters"
      role="search"
      aria-label="Runs"
      @submit=${(/** @type {Event} */ event) => event.preventDefault()}
    >
      <div class="search-box">
        ${icon('search')}
        <input
          type="search"
          aria-label="Search runs"
          placeholder="Search"
          .value=${live(this.filter.text)}
          @input=${onValue((text) => this.#filterBy({ text }))}
        />
      </div>
      ${this.#choice('State', 'state', STATES, stateText)} ${this.#choice('Experiment', 'experiment', experiments)}
      ${this.#compare()}
      <a class="button" href="/queue">Queue</a>
      <a class="button" href="/sweeps">Sweeps</a>
    </form>`;
  }

  /**
   * @param {string} label
   * @param {'state'|'experiment'} name
   * @param {string[]} values
   * @param {(value: string) => string} text
   */
  #choice(label, name, values, text = (value) => value) {
    const chosen = this.filter[name];
    const all = chosen === '' || values.includes(chosen) ? values : [chosen, ...values];
    return html`<select aria-label=${label} @change=${onValue((value) => this.#filterBy({ [name]: value }))}>
      <option value="" ?selected=${chosen === ''}>Any ${label.toLowerCase()}</option>
      ${all.map((value) => html`<option value=${value} ?selected=${value === chosen}>${text(value)}</option>`)}
    </select>`;
  }

  #compare() {
    const chosen = [...this.selected].slice(0, MOST_COMPARED);
    const few = chosen.length < 2;
    return html`<button
      type="button"
      class="button"
      ?disabled=${few}
      title=${few ? 'Select two or more runs to compare their curves' : nothing}
      @click=${() => router.go(`/compare?${chosen.map((id) => `run=${id}`).join('&')}`)}
    >
      Compare${chosen.length > 0 ? ` (${chosen.length})` : ''}
    </button>`;
  }

  #empty() {
    return emptyState({
      sign: 'runs',
      title: 'No runs yet',
      text: 'A run trains a network on a data set and keeps every curve, log line and model of it.',
      action: { href: '/new', text: 'Start the first run' },
      command: './pharos train --network lenet5 --dataset digits --epochs 10 --watch',
    });
  }

  #nothingFits() {
    return html`<div class="empty">
      ${icon('search')}
      <h2>No run fits</h2>
      <p>No run has this state, experiment and text.</p>
      <p>
        <button class="button" @click=${() => this.#filterBy({ state: '', experiment: '', text: '' })}>
          Show all runs
        </button>
      </p>
    </div>`;
  }
}

define('runs-page', RunsPage);
