// @ts-check
import { html, nothing } from 'lit';
import { ask } from '../components/ask.js';
import '../components/problem-note.js';
import '../components/rule-editor.js';
import { firingTable } from '../components/firing-table.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { onDetail } from '../core/on.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

const REFRESH = 5_000;
const HISTORY = 100;

/** One rule: what it says, what it would make of past events, what it did; or a new one. */
class RulePage extends PageElement {
  constructor() {
    super();
    this.rule = '';
    this.data = new Resource(this, () => api.rule(this.rule));
    this.firings = new Resource(this, async () => (await api.firings(this.rule, HISTORY)).items);
    new Listening(this, { sync: () => this.#load() });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle(this.rule || 'New rule');
    this.#load();
    this.timer = window.setInterval(() => this.rule && this.firings.load(), REFRESH);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  #load() {
    if (!this.rule) return;
    this.data.load();
    this.firings.load();
  }

  /** @param {string} name */
  #saved(name) {
    notify(`${name} is set`);
    if (name === this.rule) this.#load();
    else router.go(`/rules/${encodeURIComponent(name)}`);
  }

  async #remove() {
    const done = await ask({
      title: `Remove ${this.rule}?`,
      text: html`<p>Its history goes with it. What it did stays.</p>`,
      action: 'Remove it',
      danger: true,
      act: () => api.removeRule(this.rule),
    });
    if (done) router.go('/rules');
  }

  render() {
    const { value, problem } = this.data;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/platform">Platform</a> <a href="/rules">Rules</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${this.rule || 'New rule'}</h1>
        <span class="grow"></span>
        ${value ? html`<button class="button danger-quiet" @click=${() => this.#remove()}>${icon('cross')}Remove…</button>` : nothing}
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.#load()}></problem-note>` : nothing}
      ${value?.lastError ? html`<p class="note bad">The condition had no value: ${value.lastError}</p>` : nothing}
      ${
        !this.rule || value
          ? html`<rule-editor .name=${this.rule} .rule=${value?.rule} @saved=${onDetail((name) => this.#saved(name))}></rule-editor>`
          : nothing
      }
      ${this.rule && this.firings.value ? firingTable(this.firings.value) : nothing}
    `;
  }
}

define('rule-page', RulePage);
