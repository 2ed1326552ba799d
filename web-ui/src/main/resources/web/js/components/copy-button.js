// @ts-check
import { html } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { notify } from '../core/notify.js';

/** Copies a text. */
class CopyButton extends PharosElement {
  static properties = { text: { attribute: false }, label: {}, done: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.label = 'Copy';
    this.done = false;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.done = true;
      notify('Copied');
      setTimeout(() => (this.done = false), 2000);
    } catch {
      notify('The browser does not let this page copy; select the text instead.', 'bad');
    }
  }

  render() {
    return html`<button type="button" class="button small quiet" @click=${this.#copy}>
      ${icon(this.done ? 'check' : 'copy')}${this.label}
    </button>`;
  }
}

define('copy-button', CopyButton);
