// @ts-check
import { html, nothing } from 'lit';
import { emptyState } from '../components/empty-state.js';
import { moment } from '../components/moment.js';
import '../components/problem-note.js';
import { sendBack } from '../components/send-back.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { onValue } from '../core/on.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** @typedef {import('../core/types.js').DeadLetter} DeadLetter */

const REFRESH = 10_000;
const HOUR = 3600e3;

const TOPICS = [
  'dataset.commands',
  'dataset.events',
  'job.commands',
  'job.assignments',
  'job.events',
  'run.metrics',
  'run.logs',
  'worker.heartbeats',
  'model.events',
  'prediction.events',
  'automation.events',
];

/** @type {Record<string, [string, number]>} */
const TIMES = { hour: ['The last hour', HOUR], day: ['The last day', 24 * HOUR], week: ['The last week', 168 * HOUR] };

/** Messages that could not be processed, newest first. */
class DeadLettersPage extends PageElement {
  static properties = { topic: { state: true }, time: { state: true } };

  constructor() {
    super();
    this.topic = router.query.get('topic') ?? '';
    this.time = router.query.get('time') ?? '';
    this.letters = new Resource(this, async () => (await api.deadLetters(this.#query())).items);
    new Listening(this, { sync: () => this.letters.load() });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Dead letters');
    this.letters.load();
    this.timer = window.setInterval(() => this.letters.load(), REFRESH);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  #query() {
    const span = TIMES[this.time]?.[1];
    const since = span ? new Date(Date.now() - span).toISOString() : undefined;
    return { topic: this.topic || undefined, since, limit: 200 };
  }

  /** @param {{topic?: string, time?: string}} change */
  #filterBy(change) {
    Object.assign(this, change);
    router.keep({ topic: this.topic || undefined, time: this.time || undefined });
    this.letters.load();
  }

  render() {
    const { value, problem } = this.letters;
    const left = value?.filter(({ replayedAt }) => !replayedAt) ?? [];
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/platform">Platform</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">Dead letters</h1>
        ${this.#filters()}
        ${
          left.length > 0
            ? html`<button class="button" @click=${() => sendBack(left, () => this.letters.load())}>
                ${icon('again')}Send all back…
              </button>`
            : nothing
        }
      </div>
      <p class="muted">Messages that could not be processed. Nothing behind them waited. They are kept for 30 days.</p>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.letters.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${value?.length === 0 ? this.#none() : nothing} ${value && value.length > 0 ? this.#table(value) : nothing}
    `;
  }

  #none() {
    return emptyState({
      sign: 'check',
      title: this.topic || this.time ? 'No message fits' : 'No dead letters',
      text: 'A message that cannot be processed is put aside here with its reason, and can be sent back.',
      command: './pharos dlt list',
    });
  }

  #filters() {
    return html`<div class="filters" role="search" aria-label="Dead letters">
      <select aria-label="Topic" @change=${onValue((topic) => this.#filterBy({ topic }))}>
        <option value="">Any topic</option>
        ${TOPICS.map((topic) => html`<option value=${topic} ?selected=${topic === this.topic}>${topic}</option>`)}
      </select>
      <select aria-label="Time" @change=${onValue((time) => this.#filterBy({ time }))}>
        <option value="">Any time</option>
        ${Object.entries(TIMES).map(([id, [text]]) => html`<option value=${id} ?selected=${id === this.time}>${text}</option>`)}
      </select>
    </div>`;
  }

  /** @param {DeadLetter[]} letters */
  #table(letters) {
    return html`<div class="table-frame">
      <table class="cards" role="table">
        <caption class="sr-only">
          Dead letters
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${['Message', 'Key', 'Type', 'Reason', 'Given up', 'Sent back'].map(
              (text) => html`<th role="columnheader" scope="col">${text}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${letters.map((letter) => this.#row(letter))}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {DeadLetter} letter */
  #row(letter) {
    return html`<tr role="row" data-letter=${letter.id}>
      <td role="cell" class="main-cell nowrap">
        <a class="row-link" href="/dead-letters/${encodeURIComponent(letter.id)}">${letter.id}</a>
      </td>
      <td role="cell" data-label="Key"><code>${letter.key ?? '–'}</code></td>
      <td role="cell" data-label="Type" class="small">${letter.type ?? '–'}</td>
      <td role="cell" data-label="Reason" class="small">${letter.reason ?? '–'}</td>
      <td role="cell" data-label="Given up" class="nowrap muted">${moment(letter.at)}</td>
      <td role="cell" data-label="Sent back" class="nowrap muted">
        ${
          letter.replayedAt
            ? moment(letter.replayedAt)
            : html`<button class="button small" @click=${() => sendBack([letter], () => this.letters.load())}>
                Send back…
              </button>`
        }
      </td>
    </tr>`;
  }
}

define('dead-letters-page', DeadLettersPage);
