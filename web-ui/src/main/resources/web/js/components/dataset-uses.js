// @ts-check
import { html } from 'lit';
import { plural } from '../core/format.js';
import { statePill } from './state-pill.js';

const MOST = 50;

/**
 * The runs that learnt from a version, and the models they made.
 * @param {import('../core/types.js').DatasetUse[]} uses newest first
 */
export function datasetUses(uses) {
  if (uses.length === 0) return html`<p class="muted">No run has used this version.</p>`;
  return html`<ul class="uses" role="list">
      ${uses.slice(0, MOST).map(
        ({ run, name, state, models }) =>
          html`<li>
            <a href="/runs/${run}">${name}</a> ${statePill(state)}
            ${models.map((model) => html`<a class="tag" href="/models/${encodeURIComponent(model.split('@')[0])}">${model}</a>`)}
          </li>`,
      )}
    </ul>
    ${uses.length > MOST ? html`<p class="small muted">and ${plural(uses.length - MOST, 'earlier run')}</p>` : ''}`;
}
