// @ts-check
import { html, nothing } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { icon } from '../core/icons.js';

/** What went wrong, and a button to try again where `retry` is set. */
class ProblemNote extends PharosElement {
  static properties = { problem: { attribute: false }, retry: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../core/problem.js').Problem|undefined} */
    this.problem = undefined;
    /** @type {(() => void)|undefined} */
    this.retry = undefined;
  }

  render() {
    if (!this.problem) return nothing;
    const { title, detail, errors } = this.problem;
    return html`<div class="note bad" role="alert">
      ${icon('warning')}
      <div>
        <p class="note-title">${title}</p>
        ${detail && detail !== title ? html`<p>${detail}</p>` : nothing}
        ${
          errors.length > 0
            ? html`<ul>
                ${errors.map(({ field, message }) => html`<li>${field ? html`<code>${field}</code>: ` : nothing}${message}</li>`)}
              </ul>`
            : nothing
        }
        ${this.retry ? html`<p><button class="button small" @click=${this.retry}>${icon('again')}Try again</button></p>` : nothing}
      </div>
    </div>`;
  }
}

define('problem-note', ProblemNote);
