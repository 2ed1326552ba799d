// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ask } from '../components/ask.js';
import { emptyState } from '../components/empty-state.js';
import '../components/problem-note.js';
import { queueRow } from '../components/queue-row.js';
import '../components/team-list.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { plural } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { onValue } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** @typedef {import('../core/types.js').Waiting} Waiting */

const PAGE = 100;
const REFRESH = 5_000;

/** Who waits, first served first, and what teams may have. */
class QueuePage extends PageElement {
  static properties = { team: { state: true }, selected: { state: true } };

  constructor() {
    super();
    this.team = router.query.get('team') ?? '';
    /** @type {Set<string>} */
    this.selected = new Set();
    this.wanted = PAGE;
    this.queue = new Resource(this, () => api.queue({ team: this.team || undefined, limit: this.wanted }));
    this.teams = new Resource(this, async () => (await api.teams()).items);
    new Listening(this, { run: () => this.#soon(), sync: () => this.#load() });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Queue');
    this.#load();
    this.timer = window.setInterval(() => this.#load(), REFRESH);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  #load() {
    this.queue.load();
    this.teams.load();
  }

  #soon() {
    this.queue.soon(1000);
    this.teams.soon(1000);
  }

  /** @param {string} team */
  #choose(team) {
    this.team = team;
    this.selected = new Set();
    router.keep({ team: team || undefined });
    this.queue.load();
  }

  /** @param {Promise<any>} change */
  async #change(change) {
    try {
      await change;
    } catch (error) {
      const { title, detail } = Problem.from(error);
      notify(detail || title, 'bad');
    }
    this.#load();
  }

  /** @param {string} id @param {boolean} on */
  #select(id, on) {
    const selected = new Set(this.selected);
    if (on) selected.add(id);
    else selected.delete(id);
    this.selected = selected;
  }

  #more() {
    this.wanted = Math.min(this.wanted + PAGE, 500);
    this.queue.load();
  }

  render() {
    const { value, problem } = this.queue;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">Queue</h1>
        ${this.#filters()}
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.#load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${value?.items.length === 0 ? this.#none() : nothing}
      ${value && value.items.length > 0 ? this.#table(value.items) : nothing}
      ${value?.next && this.wanted < 500 ? html`<p class="centre"><button class="button" @click=${this.#more}>Show more</button></p>` : nothing}
      <team-list .teams=${this.teams.value ?? []} @change=${() => this.#load()}></team-list>
    `;
  }

  #none() {
    return emptyState({
      sign: 'check',
      title: this.team ? 'Nobody of this team waits' : 'Nobody waits',
      text: 'Runs that no worker can take yet stand here, first served first, with the reason why they wait.',
      command: './pharos queue list',
    });
  }

  #filters() {
    const teams = this.teams.value?.map(({ name }) => name) ?? [];
    const known = this.team === '' || teams.includes(this.team) ? teams : [this.team, ...teams];
    return html`<div class="filters" role="search" aria-label="Queue">
      <select aria-label="Team" @change=${onValue((team) => this.#choose(team))}>
        <option value="" ?selected=${this.team === ''}>Any team</option>
        ${known.map((name) => html`<option value=${name} ?selected=${name === this.team}>${name}</option>`)}
      </select>
      <button class="button danger-quiet" ?disabled=${this.selected.size === 0} @click=${() => this.#cancel()}>
        ${icon('stop')}Cancel${this.selected.size > 0 ? ` ${plural(this.selected.size, 'run')}` : ''}…
      </button>
    </div>`;
  }

  async #cancel() {
    const runs = [...this.selected];
    const done = await ask({
      title: `Cancel ${plural(runs.length, 'run')}?`,
      text: html`<p>They leave the queue. What they have done so far stays.</p>`,
      action: 'Cancel them',
      stay: 'Let them wait',
      danger: true,
      act: () => api.cancelQueued(runs),
    });
    if (!done) return;
    this.selected = new Set();
    notify(`${plural(runs.length, 'run')} cancelled`);
    this.#load();
  }

  /** @param {Waiting[]} items */
  #table(items) {
    return html`<div class="table-frame">
      <table class="cards queue" role="table">
        <caption class="sr-only">
          Runs that wait, first served first
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col"><span class="sr-only">Select</span></th>
            <th role="columnheader" scope="col" class="number">#</th>
            ${['Run', 'Team', 'Priority', 'Waits', 'Starts about', ''].map(
              (text) => html`<th role="columnheader" scope="col">${text || html`<span class="sr-only">Actions</span>`}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            items,
            ({ run }) => run.id,
            (item, index) =>
              queueRow(item, {
                before: items[index - 1],
                after: items[index + 1],
                selected: this.selected.has(item.run.id),
                onSelect: (on) => this.#select(item.run.id, on),
                onChange: (change) => this.#change(change),
              }),
          )}
        </tbody>
      </table>
    </div>`;
  }
}

define('queue-page', QueuePage);
