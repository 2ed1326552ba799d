// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import { moment } from '../components/moment.js';
import '../components/problem-note.js';
import { sendBack } from '../components/send-back.js';
import { facts } from '../components/tiles.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { bytes } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Resource } from '../core/resource.js';

/** @typedef {import('../core/types.js').DeadLetter} DeadLetter */

/** One message that could not be processed, with all that is in it. */
class DeadLetterPage extends PageElement {
  constructor() {
    super();
    this.letter = '';
    this.data = new Resource(this, () => api.deadLetter(this.letter));
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Dead letter');
    this.data.load();
  }

  render() {
    const { value, problem } = this.data;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/platform">Platform</a> <a href="/dead-letters">Dead letters</a>
      </nav>
      <div class="page-head">
        <h1 tabindex="-1">${this.letter}</h1>
        <span class="grow"></span>
        ${
          value && !value.replayedAt
            ? html`<button class="button" @click=${() => sendBack([value], () => this.data.load())}>
                ${icon('again')}Send back…
              </button>`
            : nothing
        }
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.data.load()}></problem-note>` : nothing}
      ${value ? this.#whole(value) : problem ? nothing : html`<div class="skeleton page-skeleton" aria-label="Loading"></div>`}
    `;
  }

  /** @param {DeadLetter} letter */
  #whole(letter) {
    const { from } = letter;
    return html`
      <p class="note bad">${letter.reason ?? 'No reason was given.'}</p>
      <section class="stack card" aria-label="About this message">
        ${facts([
          ['Topic', letter.topic],
          ['Read from', `${from.topic ?? '?'}, partition ${from.partition ?? '?'}, offset ${from.offset ?? '?'}`],
          ['Key', letter.key ? html`<code>${letter.key}</code>` : ''],
          ['Value', bytes(letter.size)],
          ['Given up', moment(letter.at)],
          ['Sent back', letter.replayedAt ? moment(letter.replayedAt) : ''],
          ['Failure', letter.exception ? html`<code>${letter.exception}</code>` : ''],
        ])}
      </section>
      <section class="stack" aria-labelledby="value-title">
        <h2 id="value-title">Value</h2>
        ${codeBlock(valueOf(letter))}
      </section>
      <section class="stack" aria-labelledby="headers-title">
        <h2 id="headers-title">Headers</h2>
        ${
          letter.headers?.length
            ? html`<div class="card">
                ${facts(letter.headers.map(({ name, value }) => [name, html`<code>${value ?? '–'}</code>`]))}
              </div>`
            : html`<p class="muted">None of its own.</p>`
        }
      </section>
      ${
        letter.stackTrace
          ? html`<details>
              <summary>Stack trace</summary>
              ${codeBlock(letter.stackTrace)}
            </details>`
          : nothing
      }
    `;
  }
}

/** @param {DeadLetter} letter */
function valueOf({ json, text, base64 }) {
  if (json !== undefined) return JSON.stringify(json, null, 2);
  return text ?? (base64 ? `base64: ${base64}` : 'no value');
}

define('dead-letter-page', DeadLetterPage);
