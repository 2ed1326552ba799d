// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define, PharosElement } from '../core/element.js';
import { datasetName, measure, percent } from '../core/format.js';
import { onChecked } from '../core/on.js';
import { NEWEST } from '../core/run-order.js';
import { moment } from './moment.js';
import { progressWords, runBar } from './run-progress.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Run} Run */

/** @type {{text: string, numeric?: boolean, by?: string}[]} by: what the API calls it */
const COLUMNS = [
  { text: 'Run', by: 'name' },
  { text: 'State', by: 'state' },
  { text: 'Progress' },
  { text: 'Train loss', numeric: true, by: 'train/loss' },
  { text: 'Val. error', numeric: true, by: 'validation/top1-error' },
  { text: 'Test error', numeric: true, by: 'test/top1-error' },
  { text: 'Submitted', by: 'created' },
];

/** The runs, one a row; dispatches `select` with the set of selected ids, and `order` when another is wanted. */
class RunsTable extends PharosElement {
  static properties = { runs: { attribute: false }, selected: { attribute: false }, order: { attribute: false } };

  constructor() {
    super();
    /** @type {Run[]} */
    this.runs = [];
    /** @type {Set<string>} */
    this.selected = new Set();
    this.order = NEWEST;
  }

  /** @param {string} by */
  #sortBy(by) {
    const down = this.order.by === by ? !this.order.down : by === NEWEST.by;
    this.dispatchEvent(new CustomEvent('order', { detail: { by, down } }));
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
            this.runs,
            (run) => run.id,
            (run) => this.#row(run),
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {typeof COLUMNS[number]} column */
  #heading({ text, numeric, by }) {
    const order = this.order.by === by ? (this.order.down ? 'descending' : 'ascending') : nothing;
    return html`<th role="columnheader" scope="col" class=${numeric ? 'number' : ''} aria-sort=${order}>
      ${by ? html`<button class="sort" @click=${() => this.#sortBy(by)}>${text}</button>` : text}
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
