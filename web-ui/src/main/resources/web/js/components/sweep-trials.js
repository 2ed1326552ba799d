// @ts-check
import { html, nothing } from 'lit';
import { measure } from '../core/format.js';
import { shortName } from '../core/parallel.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Trial} Trial */

/**
 * The trials of a sweep, the best first.
 * @param {Trial[]} trials
 * @param {import('../core/types.js').SweepDetail} sweep
 * @param {(value: number|undefined) => string} format
 */
export function sweepTrials(trials, sweep, format) {
  const names = Object.keys(sweep.spec.parameters);
  const sign = sweep.mode === 'max' ? -1 : 1;
  const worth = (/** @type {Trial} */ { value }) => (typeof value === 'number' ? sign * value : Number.POSITIVE_INFINITY);
  const ordered = [...trials].sort(
    (a, b) => Number(b.number === sweep.best?.trial) - Number(a.number === sweep.best?.trial) || worth(a) - worth(b) || a.number - b.number,
  );
  return html`<div class="table-frame">
    <table class="cards" role="table">
      <caption class="sr-only">
        Trials
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Trial</th>
          <th role="columnheader" scope="col">State</th>
          <th role="columnheader" scope="col" class="number">${sweep.metric}</th>
          <th role="columnheader" scope="col" class="number">Epoch</th>
          ${names.map((name) => html`<th role="columnheader" scope="col" class="number" title=${name}>${shortName(name)}</th>`)}
          <th role="columnheader" scope="col">Why</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${ordered.map((trial) => row(trial, names, sweep, format))}
      </tbody>
    </table>
  </div>`;
}

/**
 * @param {Trial} trial
 * @param {string[]} names
 * @param {import('../core/types.js').SweepDetail} sweep
 * @param {(value: number|undefined) => string} format
 */
function row({ number, state, values, run, value, epoch, reason }, names, sweep, format) {
  const best = number === sweep.best?.trial;
  return html`<tr role="row">
    <td role="cell" class="main-cell">
      ${run ? html`<a class="row-link" href="/runs/${run}">#${number}</a>` : html`#${number}`}
      ${best ? html`<span class="tag" data-alias="champion">best</span>` : nothing}
    </td>
    <td role="cell" data-label="State">${statePill(state)}</td>
    <td role="cell" class="number" data-label=${sweep.metric}>${format(value)}</td>
    <td role="cell" class="number" data-label="Epoch">${epoch ?? '–'}</td>
    ${names.map((name) => html`<td role="cell" class="number" data-label=${shortName(name)}>${shown(values[name])}</td>`)}
    <td role="cell" class="small muted" data-label="Why">${reason ?? ''}</td>
  </tr>`;
}

/** @param {any} value */
function shown(value) {
  if (typeof value === 'number') return measure(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
