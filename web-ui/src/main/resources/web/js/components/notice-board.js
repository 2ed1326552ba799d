// @ts-check
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define, PharosElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { notices } from '../core/notify.js';
import { onDetail } from '../core/on.js';

const SHOWN_FOR = 5000;

/** Short notes in a corner, which screen readers hear once. */
class NoticeBoard extends PharosElement {
  static properties = { notes: { state: true }, announcement: { state: true } };

  constructor() {
    super();
    /** @type {{id: number, text: string, tone: string}[]} */
    this.notes = [];
    this.announcement = '';
    this.last = 0;
    this.onNotice = onDetail((notice) => this.#add(notice));
    this.onAnnouncement = onDetail(({ text }) => this.#announce(text));
  }

  connectedCallback() {
    super.connectedCallback();
    notices.addEventListener('notice', this.onNotice);
    notices.addEventListener('announcement', this.onAnnouncement);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    notices.removeEventListener('notice', this.onNotice);
    notices.removeEventListener('announcement', this.onAnnouncement);
  }

  /** @param {{text: string, tone: string}} notice */
  #add({ text, tone }) {
    this.last += 1;
    const id = this.last;
    this.notes = [...this.notes.slice(-2), { id, text, tone }];
    setTimeout(() => (this.notes = this.notes.filter((note) => note.id !== id)), SHOWN_FOR);
  }

  /** @param {string} text */
  #announce(text) {
    this.announcement = '';
    setTimeout(() => (this.announcement = text), 50);
  }

  render() {
    return html`
      <div class="notices" role="status">
        ${repeat(
          this.notes,
          (note) => note.id,
          (note) =>
            html`<p class="notice" data-tone=${note.tone}>
              ${icon(note.tone === 'bad' ? 'warning' : 'check')}${note.text}
            </p>`,
        )}
      </div>
      <p class="sr-only" role="status">${this.announcement}</p>
    `;
  }
}

define('notice-board', NoticeBoard);
