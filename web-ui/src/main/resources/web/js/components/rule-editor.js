// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { onValue } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { field } from './field.js';
import { moment } from './moment.js';
import './problem-note.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').TrialResult} TrialResult */

const EXAMPLE = {
  about: 'Trains on each new version of the data set',
  on: { type: 'dev.pharos.dataset.ready.v1' },
  when: "event.data.name == 'photos' && event.data.isNew",
  do: {
    submit: {
      job: {
        network: { name: 'lenet5' },
        dataset: { name: 'photos', version: '${event.data.version}' },
        register: 'photos',
      },
    },
  },
};

/** A rule as JSON, to be tried and saved; dispatches `saved` with its name. */
class RuleEditor extends PharosElement {
  static properties = {
    name: { attribute: false },
    rule: { attribute: false },
    text: { state: true },
    problem: { state: true },
    results: { state: true },
  };

  constructor() {
    super();
    this.name = '';
    /** @type {any} */
    this.rule = undefined;
    this.chosen = '';
    /** @type {string|undefined} */
    this.text = undefined;
    /** @type {Problem|undefined} */
    this.problem = undefined;
    /** @type {TrialResult[]|undefined} */
    this.results = undefined;
  }

  get #shown() {
    return this.text ?? JSON.stringify(this.rule ?? EXAMPLE, null, 2);
  }

  /** @param {(rule: any) => Promise<void>} act */
  async #with(act) {
    this.problem = undefined;
    try {
      await act(JSON.parse(this.#shown));
    } catch (error) {
      this.problem =
        error instanceof SyntaxError ? new Problem(0, 'This is not JSON', error.message) : Problem.from(error);
    }
  }

  #try() {
    return this.#with(async (rule) => {
      this.results = undefined;
      this.results = (await api.tryRule(rule)).items;
    });
  }

  /** @param {Event} event */
  #save(event) {
    event.preventDefault();
    return this.#with(async (rule) => {
      const { name } = await api.putRule(this.name || this.chosen, rule);
      this.text = undefined;
      this.rule = rule;
      this.dispatchEvent(new CustomEvent('saved', { detail: name }));
    });
  }

  render() {
    return html`<form class="stack card" aria-label="Rule" @submit=${this.#save}>
        ${
          this.name
            ? nothing
            : field({
                path: 'rule-name',
                label: 'Name',
                value: this.chosen,
                required: true,
                hint: 'Letters, digits, dots, underscores and dashes',
                onChange: (name) => (this.chosen = name),
              })
        }
        <div class="field">
          <label for="rule-text">Rule</label>
          <textarea
            id="rule-text"
            class="mono"
            rows="18"
            spellcheck="false"
            aria-describedby="rule-hint"
            .value=${this.#shown}
            @input=${onValue((text) => (this.text = text))}
          ></textarea>
          <p class="hint" id="rule-hint">
            Conditions are CEL over <code>event</code>, with <code>type</code>, <code>source</code>, <code>id</code>,
            <code>time</code> and <code>data</code>. Texts of what it does may hold <code>\${…}</code>.
          </p>
        </div>
        ${this.problem ? html`<problem-note .problem=${this.problem}></problem-note>` : nothing}
        <div class="dialog-actions">
          <button type="button" class="button" @click=${this.#try}>Try on past events</button>
          <button class="button primary">Save</button>
        </div>
      </form>
      ${this.results ? this.#trial(this.results) : nothing}`;
  }

  /** @param {TrialResult[]} results */
  #trial(results) {
    return html`<section class="stack" aria-labelledby="trial">
      <h2 id="trial">What it would make of past events</h2>
      ${
        results.length === 0
          ? html`<p class="muted">There were no such events lately.</p>`
          : html`<div class="table-frame">
              <table class="cards" role="table">
                <caption class="sr-only">
                  Past events, newest first
                </caption>
                <thead role="rowgroup">
                  <tr role="row">
                    ${['Would', 'Event', 'When'].map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  ${results.map(result)}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }
}

/** @param {TrialResult} result */
function result({ id, time, held, error, state, detail }) {
  const would = held
    ? html`${statePill(state ?? '')} ${detail}`
    : html`<span class="muted">${error ?? 'nothing: the condition does not hold'}</span>`;
  return html`<tr role="row" data-event=${id}>
    <td role="cell" class="main-cell">${would}</td>
    <td role="cell" data-label="Event" class="small">${id}</td>
    <td role="cell" data-label="When" class="nowrap muted">${moment(time)}</td>
  </tr>`;
}

define('rule-editor', RuleEditor);
