// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { notify } from '../core/notify.js';
import { Resource } from '../core/resource.js';

/** @typedef {import('../core/types.js').Sample} Sample */

const SHOWN = 8;

/** Test images of the data set a model learned from; dispatches `sample` with a file and its true class. */
class TrySamples extends PharosElement {
  static properties = { source: { attribute: false } };

  constructor() {
    super();
    /** @type {{name: string, version: number}|undefined} the data set */
    this.source = undefined;
    this.samples = new Resource(this, async () => {
      if (!this.source) return [];
      return (await api.samples(this.source.name, this.source.version, { split: 'test', count: SHOWN })).items;
    });
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const before = changed.get('source');
    if (changed.has('source') && (before?.name !== this.source?.name || before?.version !== this.source?.version))
      this.samples.load();
  }

  /** @param {Sample} sample */
  async #try(sample) {
    try {
      const answer = await fetch(sample.url);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const file = new File([await answer.blob()], sample.source.split('/').pop() ?? 'image', { type: 'image/png' });
      this.dispatchEvent(new CustomEvent('sample', { detail: { file, truth: sample.class } }));
    } catch (error) {
      notify(`The image could not be fetched: ${error instanceof Error ? error.message : error}`, 'bad');
    }
  }

  render() {
    const samples = this.samples.value ?? [];
    if (samples.length === 0) return nothing;
    return html`<section aria-labelledby="try-title">
      <h2 id="try-title">Or try images it has never seen</h2>
      <ul class="samples small-samples" role="list">
        ${samples.map(
          (sample) =>
            html`<li>
              <button type="button" @click=${() => this.#try(sample)}>
                <img
                  src=${sample.url}
                  alt="Classify test image ${sample.index}, a “${sample.class}”"
                  width="64"
                  height="64"
                />
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

define('try-samples', TrySamples);
