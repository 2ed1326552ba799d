// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { accuracy } from '../core/confusion.js';
import { define, PharosElement } from '../core/element.js';
import { measure, percent } from '../core/format.js';
import { Resource } from '../core/resource.js';
import './confusion-matrix.js';
import './problem-note.js';
import { ended } from './state-pill.js';
import { tiles } from './tiles.js';

/** What the test split said at the end of a run. */
class RunTest extends PharosElement {
  static properties = { run: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../core/types.js').Run|undefined} */
    this.run = undefined;
    this.evaluation = new Resource(this, () => api.evaluation(this.run?.id ?? ''));
    this.asked = false;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('run') && this.run && ended(this.run.state) && !this.asked) {
      this.asked = true;
      this.evaluation.load();
    }
  }

  render() {
    const { value, problem } = this.evaluation;
    if (!this.run) return nothing;
    if (!ended(this.run.state)) {
      return html`<p class="muted">
        The network is tested with images it has never seen when the run has ended; the confusion matrix comes then.
      </p>`;
    }
    if (problem?.status === 404) return html`<p class="muted">This run ended before it was tested.</p>`;
    if (problem) return html`<problem-note .problem=${problem} .retry=${() => this.evaluation.load()}></problem-note>`;
    if (!value) return html`<div class="skeleton" aria-label="Loading"></div>`;
    const metrics = this.run.metrics ?? {};
    return html`
      ${tiles([
        { label: 'Test accuracy', value: percent(accuracy(value.confusion)) },
        { label: 'Top-1 error', value: percent(metrics['test/top1-error']) },
        { label: 'Top-5 error', value: percent(metrics['test/top5-error']) },
        { label: 'Test loss', value: measure(metrics['test/loss']) },
      ])}
      ${tenCrops(metrics)}
      <h2>Confusion matrix</h2>
      <confusion-matrix .evaluation=${value}></confusion-matrix>
    `;
  }
}

/** What ten crops of each image said, where the job asked. @param {Record<string, any>} metrics */
function tenCrops(metrics) {
  if (metrics['test/ten-crops/top1-error'] === undefined) return nothing;
  return html`
    <h2>Averaged over ten crops of each image</h2>
    ${tiles([
      { label: 'Top-1 error', value: percent(metrics['test/ten-crops/top1-error']) },
      { label: 'Top-5 error', value: percent(metrics['test/ten-crops/top5-error']) },
      { label: 'Test loss', value: measure(metrics['test/ten-crops/loss']) },
    ])}
  `;
}

define('run-test', RunTest);
