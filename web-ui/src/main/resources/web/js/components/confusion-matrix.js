// @ts-check
import { html, nothing } from 'lit';
import { mostConfused, precisions, recalls, rowTotals, worstClasses } from '../core/confusion.js';
import { define, PharosElement } from '../core/element.js';
import { count, percent, plural } from '../core/format.js';
import { heading } from '../core/heading.js';

const MOST_CLASSES = 30;
const MOST_PAIRS = 8;

/** A heat map that is a table: arrow keys move through it, and what is pointed at is told in words below it. */
class ConfusionMatrix extends PharosElement {
  static properties = { evaluation: { attribute: false }, level: { attribute: false }, at: { state: true } };

  constructor() {
    super();
    /** @type {import('../core/types.js').Evaluation} */
    this.evaluation = { classes: [], confusion: [] };
    /** @type {2|4} of its headings */
    this.level = 2;
    /** @type {[number, number]|undefined} true and predicted class */
    this.at = undefined;
  }

  get #indices() {
    const { classes, confusion } = this.evaluation;
    return classes.length <= MOST_CLASSES ? classes.map((_, i) => i) : worstClasses(confusion, MOST_CLASSES);
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    /** @type {Record<string, [number, number]>} */
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[event.key];
    const cell = event.target instanceof Element ? event.target.closest('td[data-row]') : null;
    if (!move || !(cell instanceof HTMLElement)) return;
    event.preventDefault();
    const row = Number(cell.dataset.row) + move[0];
    const column = Number(cell.dataset.column) + move[1];
    const next = this.querySelector(`td[data-row="${row}"][data-column="${column}"]`);
    if (next instanceof HTMLElement) next.focus();
  }

  render() {
    const { classes, confusion } = this.evaluation;
    const shown = this.#indices;
    const cut = shown.length < classes.length;
    const precision = precisions(confusion);
    return html`
      ${cut ? html`<p class="muted">The ${MOST_CLASSES} of ${count(classes.length)} classes with the most mistakes.</p>` : nothing}
      <div class="matrix-frame" tabindex="0" role="region" aria-label="Confusion matrix, scrolls">
        <table class="matrix" @keydown=${this.#move}>
          <caption class="sr-only">
            Confusion matrix: true classes in rows, predicted classes in columns, test images in cells
          </caption>
          <thead>
            <tr>
              <td class="corner"><span class="axis-true">true</span><span class="axis-predicted">predicted</span></td>
              ${shown.map((i) => html`<th scope="col"><span>${classes[i]}</span></th>`)}
              <th scope="col" class="side"><span>recall</span></th>
            </tr>
          </thead>
          <tbody>
            ${this.#rows(shown)}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">precision</th>
              ${shown.map((i) => html`<td class="side">${percent(precision[i], 0)}</td>`)}
              <td class="side"></td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p class="matrix-words" aria-live="off">${this.#words()}</p>
      ${this.#pairs()}
    `;
  }

  /** @param {number[]} shown */
  #rows(shown) {
    const { classes, confusion } = this.evaluation;
    const totals = rowTotals(confusion);
    const recall = recalls(confusion);
    return shown.map(
      (actual, row) =>
        html`<tr>
          <th scope="row">${classes[actual]}</th>
          ${shown.map((predicted, column) => {
            const share = totals[actual] > 0 ? confusion[actual][predicted] / totals[actual] : 0;
            const strength = heat(share, actual === predicted);
            const show = () => (this.at = [actual, predicted]);
            return html`<td
              data-row=${row}
              data-column=${column}
              tabindex=${row === 0 && column === 0 ? '0' : '-1'}
              class=${actual === predicted ? 'hit' : 'miss'}
              data-strong=${strength > 55 ? '' : nothing}
              .style=${`--share: ${strength}%`}
              @mouseenter=${show}
              @focus=${show}
              aria-label=${this.#told(actual, predicted)}
            >
              ${confusion[actual][predicted] || ''}
            </td>`;
          })}
          <td class="side">${percent(recall[actual], 1)}</td>
        </tr>`,
    );
  }

  #words() {
    return this.at
      ? this.#told(...this.at)
      : 'Point at a cell, or move with the arrow keys, to read its count and share.';
  }

  /** @param {number} actual @param {number} predicted */
  #told(actual, predicted) {
    const { classes, confusion } = this.evaluation;
    const n = confusion[actual][predicted];
    const share = percent(n / rowTotals(confusion)[actual], 1);
    const what = actual === predicted ? `recognised as “${classes[actual]}”` : `taken for “${classes[predicted]}”`;
    return `True “${classes[actual]}”, ${what}: ${plural(n, 'image')}, ${share} of this class`;
  }

  #pairs() {
    const { classes, confusion } = this.evaluation;
    const pairs = mostConfused(confusion, MOST_PAIRS);
    if (pairs.length === 0) return html`<p>No test image was taken for another class.</p>`;
    return html`${heading(this.level, 'Most confused')}
      <ol class="pairs" role="list">
        ${pairs.map(
          ({ actual, predicted, count: n, share }) =>
            html`<li>
              <b>${classes[actual]}</b> taken for <b>${classes[predicted]}</b>
              <span class="muted">${plural(n, 'image')} · ${percent(share, 1)}</span>
            </li>`,
        )}
      </ol>`;
  }
}

/**
 * How strong a cell is coloured, in per cent. Mistakes are rare: their scale rises faster.
 * @param {number} share of the row
 * @param {boolean} hit
 */
function heat(share, hit) {
  return Math.round((hit ? share : Math.min(1, Math.sqrt(share) * 1.4)) * 100);
}

define('confusion-matrix', ConfusionMatrix);
