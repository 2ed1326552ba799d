// @ts-check
import { html, nothing } from 'lit';
import { count } from '../core/format.js';

/** @typedef {import('../core/types.js').ClassCount} ClassCount */

export const SPLITS = /** @type {const} */ (['training', 'validation', 'test']);

/** @param {ClassCount} counts */
const total = (counts) => counts.training + counts.validation + counts.test;

/**
 * How many images each class has in each split: a table whose last column is a bar.
 * @param {ClassCount[]} counts
 */
export function classCounts(counts) {
  const most = Math.max(1, ...counts.map(total));
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Classes, scrolls">
    <table class="class-counts">
      <caption class="sr-only">
        Images of each class in each split
      </caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          ${SPLITS.map((split, i) => html`<th scope="col" class="number"><span class="swatch" .style=${`--swatch: var(--series-${i + 1})`} aria-hidden="true"></span>${split}</th>`)}
          <th scope="col" class="number">all</th>
          <td class="bar-column"></td>
        </tr>
      </thead>
      <tbody>
        ${counts.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.class}</th>
              ${SPLITS.map((split) => html`<td class="number">${count(row[split])}</td>`)}
              <td class="number">${count(total(row))}</td>
              <td class="bar-column" aria-hidden="true">
                <div class="split-bar">
                  ${SPLITS.map((split, i) => (row[split] > 0 ? html`<span .style=${`inline-size: ${(100 * row[split]) / most}%; --swatch: var(--series-${i + 1})`}></span>` : nothing))}
                </div>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
