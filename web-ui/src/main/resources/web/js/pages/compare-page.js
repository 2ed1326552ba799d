// @ts-check
import { html, nothing } from 'lit';
import { curveSettings, rememberedView } from '../components/curve-settings.js';
import '../components/line-chart.js';
import '../components/problem-note.js';
import { statePill } from '../components/state-pill.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { datasetName, measure, percent } from '../core/format.js';
import { Listening } from '../core/live.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { DRAWN, NOISY, RunMetrics, stepsPerEpoch } from '../core/run-metrics.js';

/** @typedef {import('../core/types.js').Run} Run */
/** @typedef {{run: Run, metrics: RunMetrics}} Compared */

const MOST = 8;
const REFRESH = 5000;

/** Parameters that have a row of their own. */
const SAID = new Set(['network', 'dataset', 'datasetVersion']);

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
  static properties = { view: { state: true } };

  constructor() {
    super();
    this.view = rememberedView();
    this.ids = [...new Set(router.query.getAll('run'))].slice(0, MOST);
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
      <div class="page-head"><h1 tabindex="-1">Compare ${this.ids.length} runs</h1></div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.data.load()}></problem-note>` : nothing}
      ${value ? html`${this.#table(value)} ${curveSettings(this.view, (view) => (this.view = view))}${this.#charts(value)}` : nothing}
      ${!value && !problem ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
    `;
  }

  /** @param {Compared[]} compared */
  #charts(compared) {
    return html`<div class="charts">
      ${CHARTS.map(({ heading, name, format }) => {
        const epochs =
          this.view.epochs && compared.every(({ run, metrics }) => stepsPerEpoch(run, metrics) !== undefined);
        const curves = compared.map(({ run, metrics }, i) => ({
          label: label(compared, run),
          color: `series-${i + 1}`,
          noisy: NOISY.has(name),
          points: metrics.curve(name, { epochs, log: this.view.log, stepsPerEpoch: stepsPerEpoch(run, metrics) }),
        }));
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

  /** @param {Compared[]} compared */
  #table(compared) {
    const keys = [...new Set(compared.flatMap(({ run }) => Object.keys(run.params ?? {})))]
      .filter((key) => !SAID.has(key))
      .sort();
    const differing = keys.filter((key) => new Set(compared.map(({ run }) => run.params?.[key])).size > 1);
    /** @type {[string, (run: Run) => unknown][]} */
    const rows = [
      ['State', (run) => statePill(run.state)],
      ['Network', (run) => run.network],
      ['Data set', (run) => datasetName(run.dataset)],
      ['Train loss', (run) => measure(run.metrics?.['train/loss'])],
      ['Validation top-1 error', (run) => percent(run.metrics?.['validation/top1-error'])],
      ['Test top-1 error', (run) => percent(run.metrics?.['test/top1-error'])],
      ...differing.map(
        (key) => /** @type {[string, (run: Run) => unknown]} */ ([key, (run) => run.params?.[key] ?? '–']),
      ),
    ];
    return html`<div class="table-frame" tabindex="0" role="region" aria-label="Runs side by side, scrolls">
      <table class="compare">
        <caption class="sr-only">
          Runs side by side; of the parameters those that differ
        </caption>
        <thead>
          <tr>
            <td></td>
            ${compared.map(
              ({ run }, i) =>
                html`<th scope="col">
                  <span class="swatch" .style=${`--swatch: var(--series-${i + 1})`} aria-hidden="true"></span>
                  <a href="/runs/${run.id}">${run.name}</a>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${compared.map(({ run }) => html`<td>${value(run)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

/** @param {string} id @returns {Promise<Compared>} */
async function fetchCompared(id) {
  const [run, { series }] = await Promise.all([api.run(id), api.metrics(id, DRAWN, 1000)]);
  return { run, metrics: RunMetrics.of(series) };
}

/**
 * The run's name, with the start of its id where another has the same name.
 * @param {Compared[]} compared
 * @param {Run} run
 */
function label(compared, run) {
  const same = compared.filter((other) => other.run.name === run.name).length > 1;
  return same ? `${run.name} (${run.id.slice(-6)})` : run.name;
}

define('compare-page', ComparePage);
