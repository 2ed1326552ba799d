// @ts-check
import { html, nothing } from 'lit';
import { percent } from '../core/format.js';

/**
 * @typedef {object} Classified
 * @property {number} id
 * @property {string} name of the file
 * @property {string} url of the preview
 * @property {string} [truth] its class, where it is known
 * @property {boolean} [unseen] the browser cannot show this image
 * @property {string} [by] model and version
 * @property {import('../core/types.js').Prediction[]} [predictions]
 * @property {import('../core/problem.js').Problem} [problem]
 */

/**
 * An image with what the model sees in it.
 * @param {Classified} item
 * @param {() => void} onUnseen when the browser cannot show it
 */
export function predictionCard(item, onUnseen) {
  return html`<article
    class="card prediction"
    aria-label=${item.name}
    aria-busy=${item.predictions || item.problem ? 'false' : 'true'}
  >
    <figure>
      ${item.unseen ? html`<p class="no-preview small muted">No preview</p>` : html`<img src=${item.url} alt="" @error=${onUnseen} />`}
      <figcaption class="small muted">${item.name}</figcaption>
    </figure>
    <div class="prediction-body">
      ${item.problem ? html`<p class="error">${item.problem.errors[0]?.message ?? item.problem.message}</p>` : nothing}
      ${!item.predictions && !item.problem ? html`<p class="muted">Looking…</p>` : nothing}
      ${
        item.predictions
          ? html`<ol class="predictions" role="list">
                ${item.predictions.map(
                  ({ label, probability }, i) =>
                    html`<li data-first=${i === 0 ? '' : nothing}>
                      <span class="prediction-label">${label}</span>
                      <span class="prediction-bar" aria-hidden="true">
                        <span .style=${`inline-size: ${Math.max(0.5, probability * 100)}%`}></span>
                      </span>
                      <span class="number">${percent(probability, 1)}</span>
                    </li>`,
                )}
              </ol>
              <p class="small muted">
                ${item.by}${item.truth ? verdict(item.truth, item.predictions[0]?.label) : nothing}
              </p>`
          : nothing
      }
    </div>
  </article>`;
}

/** @param {string} truth @param {string|undefined} label */
function verdict(truth, label) {
  return truth === label
    ? html` · <span class="right">right</span>`
    : html` · <span class="error">wrong: it is “${truth}”</span>`;
}
