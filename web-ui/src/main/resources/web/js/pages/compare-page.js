// @ts-check
import { html, nothing } from 'lit';
import { compareTable, label, stroke } from '../components/compare-table.js';
import { curveSettings, rememberedView } from '../components/curve-settings.js';
import '../components/line-chart.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { measure, percent, plural } from '../core/format.js';
import { Listening } from '../core/live.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { DRAWN, NOISY, RunMetrics, stepsPerEpoch } from '../core/run-metrics.js';

/** @typedef {import('../components/compare-table.js').Compared} Compared */

/** More curves nobody tells apart. */
const MOST = 16;
const REFRESH = 5000;

/** @type {{heading: string, name: string, format?: (value: number) => string}[]} */
const CHARTS = [
  { heading: 'Train loss', name: 'train/loss' },
  { heading: 'Train top-1 error', name: 'train/top1-error', format: (value) => percent(value, 1) },
  { heading: 'Validation loss', name: 'validation/loss' },
  { heading: 'Validation top-1 error', name: 'validation/top1-error', format: (value) => percent(value, 1) },
  { heading: 'Validation top-5 error', name: 'validation/top5-error', format: (value) => percent(value, 1) },
  { heading: 'Learning rate', name: 'train/learning-rate' },
];

/** The curves of several runs in the same charts, and what they differ in. */
class ComparePage extends PageElement {
  static properties = { view: { state: true }, hidden: { state: true } };

  constructor() {
    super();
    this.view = rememberedView();
    const asked = [...new Set(router.query.getAll('run'))];
    this.ids = asked.slice(0, MOST);
    this.leftOut = asked.length - this.ids.length;
    /** @type {Set<string>} runs whose curves are not drawn */
    this.hidden = new Set();
    this.data = new Resource(this, () => Promise.all(this.ids.map(fetchCompared)));
    new Listening(this, {
      sync: () => this.data.load(),
      run: (run) => {
        if (this.ids.includes(run.id)) this.data.soon(REFRESH);
      },
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Compare runs');
    this.data.load();
  }

  render() {
    const { value, problem } = this.data;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a></nav>
      <div class="page-head"><h1 tabindex="-1">Compare ${plural(this.ids.length, 'run')}</h1></div>
      ${this.leftOut > 0 ? html`<p class="note">${MOST} runs are compared at once; ${plural(this.leftOut, 'run')} that ${this.leftOut === 1 ? 'was' : 'were'} chosen, too, ${this.leftOut === 1 ? 'is' : 'are'} not shown.</p>` : nothing}
      ${this.ids.length === 0 ? html`<p class="muted">Choose two or more <a href="/runs">runs</a> by their boxes, and Compare.</p>` : nothing}
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.data.load()}></problem-note>` : nothing}
      ${value && this.ids.length > 0 ? html`${compareTable(value, this.hidden, (run, on) => this.#draw(run, on))} ${curveSettings(this.view, (view) => (this.view = view))}${this.#charts(value)}` : nothing}
      ${!value && !problem && this.ids.length > 0 ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
    `;
  }

  /** @param {Compared[]} compared */
  #charts(compared) {
    return html`<div class="charts">
      ${CHARTS.map(({ heading, name, format }) => {
        const epochs =
          this.view.epochs && compared.every(({ run, metrics }) => stepsPerEpoch(run, metrics) !== undefined);
        const curves = compared
          .map(({ run, metrics }, i) => ({
            run: run.id,
            label: label(compared, run),
            ...stroke(i),
            noisy: NOISY.has(name),
            points: metrics.curve(name, { epochs, log: this.view.log, stepsPerEpoch: stepsPerEpoch(run, metrics) }),
          }))
          .filter(({ run }) => !this.hidden.has(run));
        return html`<line-chart
          .heading=${heading}
          .curves=${curves}
          .axis=${epochs ? 'epoch' : 'step'}
          .log=${this.view.log}
          .zero=${format !== undefined}
          .smoothing=${this.view.smoothing}
          .format=${format ?? measure}
        >
        </line-chart>`;
      })}
    </div>`;
  }

  /** @param {string} run @param {boolean} on */
  #draw(run, on) {
    const hidden = new Set(this.hidden);
    if (on) hidden.delete(run);
    else hidden.add(run);
    this.hidden = hidden;
  }
}

/** @param {string} id @returns {Promise<Compared>} */
async function fetchCompared(id) {
  const [run, { series }] = await Promise.all([api.run(id), api.metrics(id, DRAWN, 1000)]);
  return { run, metrics: RunMetrics.of(series) };
}

define('compare-page', ComparePage);
