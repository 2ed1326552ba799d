// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { bytes, count, measure, percent } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Resource } from '../core/resource.js';
import { moment } from './moment.js';
import './problem-note.js';

/** @typedef {import('../core/types.js').Checkpoint} Checkpoint */

/** @type {Record<string, string>} */
const REASONS = {
  newest: 'goes on from here',
  last: 'one of the last',
  best: 'the best',
  spread: 'spread over the training',
  needed: 'the model, if it ends early',
};

/** The checkpoints that a run has kept, and why. */
class RunCheckpoints extends PharosElement {
  static properties = { run: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../core/types.js').Run|undefined} */
    this.run = undefined;
    this.data = new Resource(this, () => api.checkpoints(this.run?.id ?? ''));
    /** what was loaded: a checkpoint comes with an epoch, and goes with one */
    this.loaded = '';
  }

  willUpdate() {
    const { run } = this;
    const wanted = run ? `${run.id} ${run.state} ${run.attempt} ${run.progress?.epoch}` : '';
    if (wanted !== this.loaded) {
      this.loaded = wanted;
      if (run) this.data.load();
    }
  }

  render() {
    const { value, problem } = this.data;
    if (problem) return html`<problem-note .problem=${problem} .retry=${() => this.data.load()}></problem-note>`;
    if (!value || value.items.length === 0) return nothing;
    return html`<section aria-labelledby="checkpoints-title">
      <h2 id="checkpoints-title">Checkpoints</h2>
      <div class="table-frame" tabindex="0" role="region" aria-label="Checkpoints, scrolls">
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">Epoch</th>
              <th scope="col" class="number">Step</th>
              <th scope="col" class="number">${value.metric}</th>
              <th scope="col">Kept</th>
              <th scope="col" class="number">Size</th>
              <th scope="col">Download</th>
            </tr>
          </thead>
          <tbody>
            ${value.items.map((item) => this.#row(item, value.metric))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {Checkpoint} item @param {string} metric */
  #row(item, metric) {
    const run = this.run?.id ?? '';
    const value = item.metrics[metric];
    return html`<tr>
      <td class="number">${item.epoch ?? '–'}</td>
      <td class="number">${count(item.step)}</td>
      <td class="number">${metric.endsWith('error') ? percent(value) : measure(value)}</td>
      <td>
        ${reasons(item.kept)}
        <div class="small muted">${moment(item.createdAt)}</div>
      </td>
      <td class="number nowrap">${bytes(item.size)}</td>
      <td>
        <a
          class="button small"
          href=${api.checkpointUrl(run, item.step)}
          download="${run}-checkpoint-${item.step}.zip"
          aria-label="Download the checkpoint of step ${item.step}"
        >
          ${icon('download')}
        </a>
      </td>
    </tr>`;
  }
}

/** The newest is one of the last anyhow. @param {string[]} kept */
function reasons(kept) {
  const told = kept.includes('newest') ? kept.filter((reason) => reason !== 'last') : kept;
  return told.length > 0 ? told.map((reason) => REASONS[reason] ?? reason).join(', ') : '–';
}

define('run-checkpoints', RunCheckpoints);
