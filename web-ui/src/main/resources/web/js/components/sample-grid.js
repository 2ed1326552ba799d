// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { onValue } from '../core/on.js';
import { Resource } from '../core/resource.js';
import { SPLITS } from './class-counts.js';
import './problem-note.js';

const FIRST = 24;
const MOST = 96;

/** Images of a data set, by class and split. */
class SampleGrid extends PharosElement {
  static properties = { of: {}, version: { attribute: false }, chosen: { state: true }, split: { state: true } };

  constructor() {
    super();
    /** the data set's name */
    this.of = '';
    /** @type {import('../core/types.js').DatasetVersion|undefined} */
    this.version = undefined;
    this.chosen = '';
    this.split = '';
    this.wanted = FIRST;
    this.samples = new Resource(this, async () => {
      const query = { class: this.chosen, split: this.split, count: this.wanted };
      return (await api.samples(this.of, this.version?.version ?? 1, query)).items;
    });
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('version') && changed.get('version')?.version !== this.version?.version) this.chosen = '';
    else if (!changed.has('chosen') && !changed.has('split')) return;
    this.wanted = FIRST;
    if (this.version) this.samples.load();
  }

  #more() {
    this.wanted = Math.min(this.wanted * 3, MOST);
    this.samples.load();
  }

  /** Where an image can be looked at as training would. @param {import('../core/types.js').Sample} sample */
  #augment({ index }) {
    return `/datasets/${encodeURIComponent(this.of)}/augment?version=${this.version?.version}&image=${index}`;
  }

  render() {
    const { value, problem } = this.samples;
    return html`
      <div class="filters" role="group" aria-label="Which images">
        <select aria-label="Class" @change=${onValue((name) => (this.chosen = name))}>
          <option value="" ?selected=${this.chosen === ''}>Any class</option>
          ${this.version?.classes.map((name) => html`<option value=${name} ?selected=${this.chosen === name}>${name}</option>`)}
        </select>
        <select aria-label="Split" @change=${onValue((split) => (this.split = split))}>
          <option value="">Any split</option>
          ${SPLITS.map((split) => html`<option value=${split}>${split}</option>`)}
        </select>
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.samples.load()}></problem-note>` : nothing}
      ${value?.length === 0 ? html`<p class="muted">No image of this class and split.</p>` : nothing}
      <ul class="samples" role="list">
        ${value?.map(
          (sample) =>
            html`<li>
              <figure>
                <a href=${this.#augment(sample)} aria-label="${sample.class}, image ${sample.index}, augmented">
                  <img
                    src=${sample.url}
                    alt="${sample.class}, image ${sample.index}"
                    title=${sample.source}
                    width="96"
                    height="96"
                    loading="lazy"
                    decoding="async"
                  />
                </a>
                <figcaption>${sample.class}<span class="muted">${sample.split}</span></figcaption>
              </figure>
            </li>`,
        )}
      </ul>
      ${value && value.length >= this.wanted && this.wanted < MOST ? html`<p><button class="button" @click=${this.#more}>Show more</button></p>` : nothing}
    `;
  }
}

define('sample-grid', SampleGrid);
