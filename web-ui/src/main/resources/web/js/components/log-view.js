// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../core/api.js';
import { download } from '../core/download.js';
import { define, PharosElement } from '../core/element.js';
import { clock, plural } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { onChecked, onValue } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import './problem-note.js';

/** @typedef {import('../core/types.js').LogLine} LogLine */

const MOST_LINES = 4000;
const MOST_FOUND = 1000;
const CONTEXT = 2;

/** @param {LogLine} line */
const key = (line) => `${line.attempt}.${line.sequence}`;

/** Whether lines of the log are left out between two. @param {LogLine|undefined} before @param {LogLine} line */
const gap = (before, line) =>
  before !== undefined && (before.attempt !== line.attempt || before.sequence + 1 !== line.sequence);

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
    this.found = new Resource(this, () =>
      api.searchLogs(this.run, {
        text: this.text || undefined,
        level: this.level || undefined,
        context: CONTEXT,
        limit: MOST_FOUND,
      }),
    );
    new Listening(this, {
      sync: () => this.lines.load(),
      logs: ({ run, lines }) => {
        if (run !== this.run) return;
        this.lines.update((known) => join(known, lines));
        if (this.#searches) this.found.soon(1000);
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

  get #searches() {
    return this.text !== '' || this.level !== '';
  }

  /** The platform searches the whole log, of which this page may hold the end only. @param {{text?: string, level?: string}} change */
  #search(change) {
    Object.assign(this, change);
    if (this.#searches) this.found.settled();
    else this.found.value = undefined;
  }

  render() {
    const problem = this.lines.problem ?? this.found.problem;
    const all = this.#searches ? this.found.value?.items : this.lines.value;
    return html`
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.lines.load()}></problem-note>` : nothing}
      <div class="log-tools">
        <div class="search-box">
          ${icon('search')}
          <input
            type="search"
            aria-label="Search the log"
            placeholder="Search"
            @input=${onValue((text) => this.#search({ text }))}
          />
        </div>
        <select aria-label="Level" @change=${onValue((level) => this.#search({ level }))}>
          <option value="">Any level</option>
          <option value="INFO">Info</option>
          <option value="WARN">Warnings</option>
          <option value="ERROR">Errors</option>
        </select>
        <label class="inline">
          <input type="checkbox" .checked=${this.follow} @change=${onChecked((follow) => (this.follow = follow))} />
          Follow
        </label>
        <span class="small muted grow" role="status">${this.#searches && all ? this.#count(all) : ''}</span>
        <button class="button small" @click=${this.#download}>${icon('download')}Download</button>
      </div>
      <div class="log-lines" tabindex="0" role="region" aria-label="Log" @scroll=${this.#scrolled}>
        ${!this.#searches && all && all.length >= MOST_LINES ? html`<p class="log-cut">Earlier lines are in the download; a search finds them.</p>` : nothing}
        ${all?.length === 0 ? html`<p class="log-cut">${this.#searches ? 'No line fits.' : 'No lines yet.'}</p>` : nothing}
        ${all ? repeat(all, key, (line, i) => [gap(all[i - 1], line) && this.#searches ? html`<hr />` : nothing, this.#line(line)]) : nothing}
      </div>
    `;
  }

  /** @param {LogLine[]} found */
  #count(found) {
    const matches = found.filter(({ match }) => match).length;
    return this.found.value?.next ? `the first ${plural(matches, 'line')}` : `${plural(matches, 'line')} found`;
  }

  /** @param {LogLine} line */
  #line(line) {
    return html`<div class="log-line ${line.match === false ? 'muted' : ''}" data-level=${line.level}>
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
