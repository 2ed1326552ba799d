// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../core/api.js';
import { download } from '../core/download.js';
import { define, PharosElement } from '../core/element.js';
import { clock, count, plural } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { onChecked, onValue } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import './problem-note.js';

/** @typedef {import('../core/types.js').LogLine} LogLine */

const MOST_LINES = 4000;

/** @param {LogLine} line */
const key = (line) => `${line.attempt}.${line.sequence}`;

/** The log of one run: follows, searches, downloads. */
class LogView extends PharosElement {
  static properties = { run: {}, follow: { state: true }, text: { state: true }, level: { state: true } };

  constructor() {
    super();
    this.run = '';
    this.follow = true;
    this.text = '';
    this.level = '';
    this.lines = new Resource(this, () => this.#fetch());
    new Listening(this, {
      sync: () => this.lines.load(),
      logs: ({ run, lines }) => {
        if (run === this.run) this.lines.update((known) => join(known, lines));
      },
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.lines.load();
  }

  /** @returns {Promise<LogLine[]>} */
  async #fetch() {
    /** @type {LogLine[]} */
    let lines = [];
    let cursor;
    do {
      const page = await api.logs(this.run, cursor);
      lines = join(lines, page.items);
      cursor = page.items.length > 0 ? page.next : undefined;
    } while (cursor);
    return join(lines, this.lines.value ?? []);
  }

  updated() {
    const box = this.querySelector('.log-lines');
    if (box && this.follow) box.scrollTop = box.scrollHeight;
  }

  #scrolled() {
    const box = /** @type {HTMLElement} */ (this.querySelector('.log-lines'));
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
    if (this.follow !== atEnd) this.follow = atEnd;
  }

  async #download() {
    try {
      download(await api.logsAsText(this.run), `run-${this.run}.log`);
    } catch (error) {
      notify(Problem.from(error).message, 'bad');
    }
  }

  get #shown() {
    const text = this.text.toLowerCase();
    return (this.lines.value ?? []).filter(
      (line) =>
        (this.level === '' || line.level === this.level) && (text === '' || line.message.toLowerCase().includes(text)),
    );
  }

  render() {
    const all = this.lines.value;
    const shown = this.#shown;
    const filtered = this.text !== '' || this.level !== '';
    return html`
      ${this.lines.problem ? html`<problem-note .problem=${this.lines.problem} .retry=${() => this.lines.load()}></problem-note>` : nothing}
      <div class="log-tools">
        <div class="search-box">
          ${icon('search')}
          <input
            type="search"
            aria-label="Search the log"
            placeholder="Search"
            @input=${onValue((text) => (this.text = text))}
          />
        </div>
        <select aria-label="Level" @change=${onValue((level) => (this.level = level))}>
          <option value="">Any level</option>
          <option value="INFO">Info</option>
          <option value="WARN">Warnings</option>
          <option value="ERROR">Errors</option>
        </select>
        <label class="inline">
          <input type="checkbox" .checked=${this.follow} @change=${onChecked((follow) => (this.follow = follow))} />
          Follow
        </label>
        <span class="small muted grow" role="status">
          ${filtered ? `${count(shown.length)} of ${plural(all?.length ?? 0, 'line')}` : ''}
        </span>
        <button class="button small" @click=${this.#download}>${icon('download')}Download</button>
      </div>
      <div class="log-lines" tabindex="0" role="region" aria-label="Log" @scroll=${this.#scrolled}>
        ${all && all.length >= MOST_LINES ? html`<p class="log-cut">Earlier lines are in the download.</p>` : nothing}
        ${all && shown.length === 0 ? html`<p class="log-cut">${filtered ? 'No line fits.' : 'No lines yet.'}</p>` : nothing}
        ${repeat(shown, key, (line) => this.#line(line))}
      </div>
    `;
  }

  /** @param {LogLine} line */
  #line(line) {
    return html`<div class="log-line" data-level=${line.level}>
      <time datetime=${line.at}>${clock(line.at)}</time><span class="log-level">${line.level}</span>
      <span class="log-text">${this.#marked(line.message)}</span>
    </div>`;
  }

  /** @param {string} message with what is searched for marked */
  #marked(message) {
    if (this.text === '') return message;
    const at = message.toLowerCase().indexOf(this.text.toLowerCase());
    if (at < 0) return message;
    const end = at + this.text.length;
    return html`${message.slice(0, at)}<mark>${message.slice(at, end)}</mark>${message.slice(end)}`;
  }
}

/**
 * Both, each line once, in order, the newest that fit.
 * @param {LogLine[]} known
 * @param {LogLine[]} added
 */
function join(known, added) {
  const last = known[known.length - 1];
  const [first] = added;
  if (
    first &&
    last &&
    (first.attempt > last.attempt || (first.attempt === last.attempt && first.sequence > last.sequence))
  ) {
    return [...known, ...added].slice(-MOST_LINES);
  }
  const lines = new Map([...known, ...added].map((line) => [key(line), line]));
  return [...lines.values()].sort((a, b) => a.attempt - b.attempt || a.sequence - b.sequence).slice(-MOST_LINES);
}

define('log-view', LogView);
