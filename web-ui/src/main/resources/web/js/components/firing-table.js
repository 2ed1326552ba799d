// @ts-check
import { html } from 'lit';
import { moment } from './moment.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Firing} Firing */

/**
 * What a rule did, newest first.
 * @param {Firing[]} firings
 */
export function firingTable(firings) {
  return html`<section class="stack" aria-labelledby="firings">
    <h2 id="firings">What it did</h2>
    ${firings.length === 0 ? html`<p class="muted">Nothing yet.</p>` : table(firings)}
  </section>`;
}

/** @param {Firing[]} firings */
function table(firings) {
  return html`<div class="table-frame">
    <table class="cards" role="table">
      <caption class="sr-only">
        What the rule did
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${['What', 'State', 'Event', 'When'].map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${firings.map(row)}
      </tbody>
    </table>
  </div>`;
}

/** @param {Firing} firing */
function row({ id, state, detail, run, eventType, eventId, firedAt }) {
  return html`<tr role="row" data-firing=${id}>
    <td role="cell" class="main-cell">${run ? html`<a href="/runs/${run}">${detail}</a>` : detail}</td>
    <td role="cell" data-label="State">${statePill(state)}</td>
    <td role="cell" data-label="Event" class="small" title=${eventId}>${eventType}</td>
    <td role="cell" data-label="When" class="nowrap muted">${moment(firedAt)}</td>
  </tr>`;
}
