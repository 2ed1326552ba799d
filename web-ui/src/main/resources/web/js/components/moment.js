// @ts-check
import { html } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { ago, dateTime, elapsed } from '../core/format.js';

/** Text that grows older, rewritten once a second without touching what is around it. */
class Ticking extends AsyncDirective {
  /** @type {() => string} */
  text = () => '';
  timer = 0;
  last = '';

  /** @param {() => string} text */
  render(text) {
    this.text = text;
    this.last = text();
    if (this.timer === 0 && this.isConnected) this.reconnected();
    return this.last;
  }

  reconnected() {
    this.timer = window.setInterval(() => {
      const text = this.text();
      if (text !== this.last) {
        this.last = text;
        this.setValue(text);
      }
    }, 1000);
  }

  disconnected() {
    clearInterval(this.timer);
    this.timer = 0;
  }
}

const ticking = directive(Ticking);

/**
 * When something was, such as "5 min ago"; the full time on hover.
 * @param {string|null|undefined} instant
 */
export function moment(instant) {
  if (!instant) return html`<span class="muted">–</span>`;
  return html`<time datetime=${instant} title=${dateTime(instant)}>${ticking(() => ago(instant))}</time>`;
}

/**
 * How long something has been going on, or took.
 * @param {string|null|undefined} from
 * @param {string|null|undefined} to
 */
export function lasting(from, to) {
  return to ? html`${elapsed(from, to)}` : html`${ticking(() => elapsed(from))}`;
}
