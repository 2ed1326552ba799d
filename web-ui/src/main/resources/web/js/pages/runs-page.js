// @ts-check
import { html, nothing } from 'lit';
import { emptyState } from '../components/empty-state.js';
import '../components/problem-note.js';
import { runsFilter } from '../components/runs-filter.js';
import '../components/runs-table.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { count, plural } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { announce } from '../core/notify.js';
import { onDetail } from '../core/on.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { calledSo, ordered, orderOf, wordsOf } from '../core/run-order.js';

/** @typedef {import('../core/types.js').Run} Run */

const PAGE = 100;

/** All runs, as they go on; which and in what order is in the address. */
class RunsPage extends PageElement {
  static properties = { filter: { state: true }, order: { state: true }, selected: { state: true } };

  constructor() {
    super();
    const query = router.query;
    this.filter = {
      state: query.get('state') ?? '',
      experiment: query.get('experiment') ?? '',
      text: query.get('q') ?? '',
    };
    this.order = orderOf(query);
    /** @type {Set<string>} */
    this.selected = new Set();
    this.wanted = PAGE;
    /** whether the number of runs is to be said when they are there */
    this.counting = false;
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

  /** As many of the first runs as are wanted, in as few requests as the API allows. */
  async #fetch() {
    const { state, experiment } = this.filter;
    const wish = { state, experiment, text: this.filter.text.trim(), ...wordsOf(this.order) };
    /** @type {Run[]} */
    const items = [];
    let cursor;
    do {
      const page = await api.runs({ ...wish, cursor, limit: Math.min(this.wanted - items.length, 500) });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor && items.length < this.wanted);
    return { items, next: cursor };
  }

  /** @param {Run} run */
  #fits(run) {
    const { state, experiment, text } = this.filter;
    return (
      (!state || run.state === state) &&
      (!experiment || run.experiment === experiment) &&
      (text.trim() === '' || calledSo(run, text.trim()))
    );
  }

  /** @param {Run} run */
  #changed(run) {
    this.runs.update((page) => {
      const known = page.items.findIndex((item) => item.id === run.id);
      if (known < 0) return this.#fits(run) ? { ...page, items: [run, ...page.items] } : page;
      const items = [...page.items];
      items[known] = run;
      return { ...page, items };
    });
    if (this.experiments.value?.items.every((item) => item.name !== run.experiment)) this.experiments.soon();
  }

  get #shown() {
    return ordered(
      (this.runs.value?.items ?? []).filter((run) => this.#fits(run)),
      this.order,
    );
  }

  /** @param {Partial<RunsPage['filter']>} change */
  #filterBy(change) {
    this.filter = { ...this.filter, ...change };
    const { state, experiment, text } = this.filter;
    router.keep({ state, experiment, q: text });
    this.wanted = PAGE;
    this.counting = true;
    this.runs.settled('text' in change ? 300 : 0);
  }

  updated() {
    if (!this.counting || this.runs.loading) return;
    this.counting = false;
    announce(plural(this.#shown.length, 'run'));
  }

  /** @param {import('../core/run-order.js').Order} order */
  #orderBy(order) {
    this.order = order;
    router.keep(wordsOf(order));
    this.runs.settled(0);
  }

  #compare() {
    router.go(`/compare?${[...this.selected].map((id) => `run=${id}`).join('&')}`);
  }

  #more() {
    this.wanted += PAGE;
    this.runs.load();
  }

  render() {
    const { value, problem, loading } = this.runs;
    const shown = this.#shown;
    const filtered = this.filter.state || this.filter.experiment || this.filter.text;
    return html`
      <div class="page-head">
        <h1 tabindex="-1">Runs</h1>
        ${runsFilter({
          filter: this.filter,
          experiments: this.experiments.value?.items.map((item) => item.name) ?? [],
          chosen: this.selected.size,
          onChange: (change) => this.#filterBy(change),
          onCompare: () => this.#compare(),
        })}
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.runs.load()}></problem-note>` : nothing}
      ${value && value.items.length === 0 && !filtered ? this.#empty() : nothing}
      ${value && shown.length === 0 && filtered && !loading ? this.#nothingFits() : nothing}
      ${(!value && !problem) || (loading && filtered && shown.length === 0) ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        shown.length > 0
          ? html`<runs-table
              .runs=${shown}
              .order=${this.order}
              .selected=${this.selected}
              @select=${onDetail((selected) => (this.selected = selected))}
              @order=${onDetail((order) => this.#orderBy(order))}
            >
            </runs-table>`
          : nothing
      }
      ${
        value?.next
          ? html`<p class="centre">
              <span class="muted">The first ${count(shown.length)} runs.</span>
              <button class="button" @click=${this.#more}>Show more</button>
            </p>`
          : nothing
      }
    `;
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
