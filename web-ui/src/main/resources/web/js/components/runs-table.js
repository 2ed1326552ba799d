// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define, PharosElement } from '../core/element.js';
import { datasetName, measure, percent, toNumber } from '../core/format.js';
import { onChecked } from '../core/on.js';
import { moment } from './moment.js';
import { progressWords, runBar } from './run-progress.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Run} Run */

/** @type {{id: string, text: string, numeric?: boolean, by?: (run: Run) => any}[]} */
const COLUMNS = [
  { id: 'name', text: 'Run', by: (run) => run.name.toLowerCase() },
  { id: 'state', text: 'State', by: (run) => run.state },
  { id: 'progress', text: 'Progress' },
  { id: 'loss', text: 'Train loss', numeric: true, by: (run) => toNumber(run.metrics?.['train/loss']) },
  {
    id: 'validation',
    text: 'Val. error',
    numeric: true,
    by: (run) => toNumber(run.metrics?.['validation/top1-error']),
  },
  { id: 'test', text: 'Test error', numeric: true, by: (run) => toNumber(run.metrics?.['test/top1-error']) },
  { id: 'created', text: 'Submitted', by: (run) => run.createdAt },
];

/** The runs, one a row; dispatches `select` with the set of selected ids. */
class RunsTable extends PharosElement {
  static properties = { runs: { attribute: false }, selected: { attribute: false }, sort: { state: true } };

  constructor() {
    super();
    /** @type {Run[]} */
    this.runs = [];
    /** @type {Set<string>} */
    this.selected = new Set();
    this.sort = { id: 'created', down: true };
  }

  get #sorted() {
    const by = COLUMNS.find((column) => column.id === this.sort.id)?.by;
    if (!by) return this.runs;
    const sign = this.sort.down ? -1 : 1;
    return [...this.runs].sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
      return x < y ? -sign : x > y ? sign : 0;
    });
  }

  /** @param {string} id */
  #sortBy(id) {
    this.sort = { id, down: this.sort.id === id ? !this.sort.down : id === 'created' };
  }

  /** @param {string} id @param {boolean} on */
  #select(id, on) {
    const selected = new Set(this.selected);
    if (on) selected.add(id);
    else selected.delete(id);
    this.dispatchEvent(new CustomEvent('select', { detail: selected }));
  }

  render() {
    return html`<div class="table-frame">
      <table class="cards runs" role="table">
        <caption class="sr-only">
          Runs
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col"><span class="sr-only">Compare</span></th>
            ${COLUMNS.map((column) => this.#heading(column))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            this.#sorted,
            (run) => run.id,
            (run) => this.#row(run),
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {typeof COLUMNS[number]} column */
  #heading({ id, text, numeric, by }) {
    const sorted = this.sort.id === id;
    const order = sorted ? (this.sort.down ? 'descending' : 'ascending') : nothing;
    return html`<th role="columnheader" scope="col" class=${numeric ? 'number' : ''} aria-sort=${order}>
      ${by ? html`<button class="sort" @click=${() => this.#sortBy(id)}>${text}</button>` : text}
    </th>`;
  }

  /** @param {Run} run */
  #row(run) {
    const metrics = run.metrics ?? {};
    return html`<tr role="row" data-run=${run.id}>
      <td role="cell" class="pick">
        <input
          type="checkbox"
          aria-label="Compare ${run.name}"
          .checked=${this.selected.has(run.id)}
          @change=${onChecked((on) => this.#select(run.id, on))}
        />
      </td>
      <td role="cell" class="main-cell">
        <a class="row-link" href="/runs/${run.id}">${run.name}</a>
        <div class="small muted">${run.network} · ${datasetName(run.dataset)} · ${run.experiment}</div>
      </td>
      <td role="cell" class="state-cell">${statePill(run.state)}</td>
      <td role="cell" class="progress-cell">
        ${runBar(run)}
        <div class="small muted">${progressWords(run)}</div>
      </td>
      <td role="cell" class="number" data-label="Train loss">${measure(metrics['train/loss'])}</td>
      <td role="cell" class="number" data-label="Val. error">${percent(metrics['validation/top1-error'])}</td>
      <td role="cell" class="number" data-label="Test error">${percent(metrics['test/top1-error'])}</td>
      <td role="cell" class="nowrap muted" data-label="Submitted">${moment(run.createdAt)}</td>
    </tr>`;
  }
}

define('runs-table', RunsTable);
