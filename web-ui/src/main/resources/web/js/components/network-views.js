// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { FIELDS, KINDS, request } from '../core/inspection.js';
import { Listening } from '../core/live.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import { field } from './field.js';
import { inspectionCard } from './inspection-card.js';
import './problem-note.js';

const POLL = 2000;

/** Looks into the network of a run: asks for them, follows them, shows what they gave. */
class NetworkViews extends PharosElement {
  static properties = { run: {}, kind: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.run = '';
    this.kind = 'deconvolution';
    /** @type {Record<string, string>} */
    this.answers = {};
    /** @type {Problem|undefined} */
    this.problem = undefined;
    this.busy = false;
    this.views = new Resource(this, () => api.inspections(this.run));
    new Listening(this, {
      run: ({ id }) => {
        if (id === this.run) this.views.soon();
      },
      sync: () => this.views.load(),
    });
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('run') && this.run) this.views.load();
  }

  updated() {
    // Another run may be followed here: what is under way is asked for until it has ended.
    if (this.views.value?.items.some(({ endedAt }) => !endedAt)) this.views.soon(POLL);
  }

  /** @param {Event} event */
  async #ask(event) {
    event.preventDefault();
    this.busy = true;
    this.problem = undefined;
    try {
      await api.inspect(request(this.run, this.kind, this.answers));
      await this.views.load();
    } catch (error) {
      this.problem = Problem.from(error);
    }
    this.busy = false;
  }

  render() {
    const { value, problem } = this.views;
    return html`
      ${this.#form()}
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.views.load()}></problem-note>` : nothing}
      <div class="stack views" aria-live="polite">${value?.items.map((one) => inspectionCard(one))}</div>
      ${value && value.items.length === 0 ? html`<p class="muted">Nobody has looked yet.</p>` : nothing}
    `;
  }

  #form() {
    const chosen = KINDS.find(({ kind }) => kind === this.kind) ?? KINDS[0];
    return html`<form class="card stack" @submit=${this.#ask} aria-label="Look into the network">
      <div class="view-fields">
        ${field({
          path: 'view-kind',
          label: 'Look at',
          value: this.kind,
          choices: KINDS.map(({ kind, text }) => [kind, text]),
          onChange: (kind) => (this.kind = kind),
        })}
        ${chosen.fields.map((name) => this.#field(name))}
      </div>
      <p class="small muted">${chosen.about}</p>
      ${this.problem ? html`<problem-note .problem=${this.problem}></problem-note>` : nothing}
      <div><button class="button primary" ?disabled=${this.busy}>Look</button></div>
    </form>`;
  }

  /** @param {string} name */
  #field(name) {
    const { label, hint, choices, number } = FIELDS[name];
    return field({
      path: `view-${name}`,
      label,
      hint,
      choices,
      value: this.answers[name] ?? '',
      inputmode: number ? 'decimal' : undefined,
      onChange: (value) => {
        this.answers[name] = value;
      },
    });
  }
}

define('network-views', NetworkViews);
