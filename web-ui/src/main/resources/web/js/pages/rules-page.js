// @ts-check
import { html, nothing } from 'lit';
import { emptyState } from '../components/empty-state.js';
import { moment } from '../components/moment.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';

/** @typedef {import('../core/types.js').Automation} Automation */

const REFRESH = 10_000;

/** Rules that act on events. */
class RulesPage extends PageElement {
  constructor() {
    super();
    this.rules = new Resource(this, async () => (await api.rules()).items);
    new Listening(this, { sync: () => this.rules.load() });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Rules');
    this.rules.load();
    this.timer = window.setInterval(() => this.rules.load(), REFRESH);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** @param {Automation} automation */
  async #toggle({ name, rule }) {
    try {
      await api.putRule(name, { ...rule, enabled: !rule.enabled });
    } catch (error) {
      const { title, detail } = Problem.from(error);
      notify(detail || title, 'bad');
    }
    this.rules.load();
  }

  render() {
    const { value, problem } = this.rules;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/platform">Platform</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">Rules</h1>
        <span class="grow"></span>
        <a class="button" href="/new-rule">${icon('add')}New rule</a>
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.rules.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${value?.length === 0 ? this.#none() : nothing} ${value && value.length > 0 ? this.#table(value) : nothing}
    `;
  }

  #none() {
    return emptyState({
      sign: 'again',
      title: 'No rules',
      text: 'A rule waits for an event, such as a new version of a data set, and acts: it submits a job, promotes a model, calls a webhook or publishes a message.',
      action: { href: '/new-rule', text: 'Write one' },
      command: './pharos automations set NAME rule.json',
    });
  }

  /** @param {Automation[]} rules */
  #table(rules) {
    return html`<div class="table-frame">
      <table class="cards" role="table">
        <caption class="sr-only">
          Rules
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${['Rule', 'On', 'When', 'Does', 'Last day', 'Last', ''].map(
              (text) => html`<th role="columnheader" scope="col">${text || html`<span class="sr-only">Actions</span>`}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rules.map((one) => this.#row(one))}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {Automation} automation */
  #row(automation) {
    const { name, rule, firings, lastFiredAt, lastError } = automation;
    return html`<tr role="row" data-rule=${name}>
      <td role="cell" class="main-cell">
        <a class="row-link" href="/rules/${encodeURIComponent(name)}">${name}</a>
        ${rule.about ? html`<div class="small muted">${rule.about}</div>` : nothing}
        ${lastError ? html`<div class="small error">${lastError}</div>` : nothing}
      </td>
      <td role="cell" data-label="On" class="small">${rule.on.type}</td>
      <td role="cell" data-label="When" class="small"><code>${rule.when}</code></td>
      <td role="cell" data-label="Does">${Object.keys(rule.do)[0]}</td>
      <td role="cell" data-label="Last day">${firings}</td>
      <td role="cell" data-label="Last" class="nowrap muted">${moment(lastFiredAt)}</td>
      <td role="cell" class="end">
        <button class="button small" aria-label="${rule.enabled ? 'Disable' : 'Enable'} ${name}" @click=${() => this.#toggle(automation)}>
          ${rule.enabled ? 'Disable' : 'Enable'}
        </button>
      </td>
    </tr>`;
  }
}

define('rules-page', RulesPage);
