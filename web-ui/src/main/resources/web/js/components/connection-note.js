// @ts-check
import { html } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { live } from '../core/live.js';

const TEXTS = {
  open: 'Live',
  connecting: 'Connecting…',
  lost: 'Connection lost',
  idle: 'Not connected',
};

/** Says whether what is shown is live; a short break says nothing. */
class ConnectionNote extends PharosElement {
  static properties = { shown: { state: true } };

  constructor() {
    super();
    /** @type {keyof typeof TEXTS} */
    this.shown = live.state;
    this.changed = () => this.#changed();
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('state', this.changed);
    this.#changed();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('state', this.changed);
    clearTimeout(this.timer);
  }

  #changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.shown = live.state), live.state === 'open' ? 0 : 700);
  }

  render() {
    return html`<p class="connection" data-state=${this.shown} role="status">
      <span class="lamp" aria-hidden="true"></span><span class="connection-text">${TEXTS[this.shown]}</span>
      ${this.shown === 'lost' ? html`<span class="connection-more">Trying again…</span>` : ''}
    </p>`;
  }
}

define('connection-note', ConnectionNote);
