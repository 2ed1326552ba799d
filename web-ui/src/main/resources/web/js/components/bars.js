// @ts-check
import { html } from 'lit';
import { count } from '../core/format.js';

/**
 * A bar with what it stands for behind it.
 * @param {number} share of its full length, 0 to 1
 * @param {string} text
 */
export function bar(share, text) {
  return html`<div class="bar-line">
    <span class="bar">
      <span class="bar-fill" .style=${`inline-size: ${(100 * share).toFixed(2)}%`}></span>
    </span>
    ${text}
  </div>`;
}

/**
 * A histogram: names with a bar and a number each, as a table for those who do not see it.
 * @param {object} options
 * @param {string} options.label of the whole
 * @param {[string, string]} options.columns what names and numbers are
 * @param {{name: string, value: number}[]} options.items
 */
export function bars({ label, columns, items }) {
  const most = Math.max(1, ...items.map(({ value }) => value));
  return html`<table class="bars">
    <caption class="sr-only">
      ${label}
    </caption>
    <thead class="sr-only">
      <tr>
        ${columns.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${items.map(
        ({ name, value }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>
              ${bar(value / most, count(value))}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
