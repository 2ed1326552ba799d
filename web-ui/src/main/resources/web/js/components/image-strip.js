// @ts-check
import { html } from 'lit';
import { onValue } from '../core/on.js';

/**
 * Images of a data set to choose one of.
 * @param {object} options
 * @param {string[]} options.classes
 * @param {string} options.filter the class that is shown; empty: any
 * @param {import('../core/types.js').Sample[]} options.samples
 * @param {number} options.chosen index of an image
 * @param {(name: string) => void} options.onFilter
 * @param {(index: number) => void} options.onChoose
 */
export function imageStrip({ classes, filter, samples, chosen, onFilter, onChoose }) {
  return html`<section class="card stack" aria-labelledby="strip-title">
    <h2 id="strip-title">Image</h2>
    <div class="filters">
      <select aria-label="Class" @change=${onValue(onFilter)}>
        <option value="" ?selected=${filter === ''}>Any class</option>
        ${classes.map((name) => html`<option value=${name} ?selected=${filter === name}>${name}</option>`)}
      </select>
    </div>
    <ul class="samples small-samples" role="list">
      ${samples.map(
        ({ index, class: name, url, source }) =>
          html`<li>
            <button
              type="button"
              aria-pressed=${String(index === chosen)}
              aria-label="${name}, image ${index}"
              title=${source}
              @click=${() => onChoose(index)}
            >
              <img src=${url} alt="" width="64" height="64" decoding="async" />
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
