// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { metricsCsv } from '../core/csv.js';
import { download } from '../core/download.js';
import { define, PharosElement } from '../core/element.js';
import { measure } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import { CHARTS, DRAWN, NOISY, RunMetrics, stepsPerEpoch } from '../core/run-metrics.js';
import { curveSettings, rememberedView } from './curve-settings.js';
import './line-chart.js';
import './problem-note.js';

/** @type {Record<string, string>} */
const COLORS = { train: 'series-1', validation: 'series-2' };

/** Of one metric that the API gives at most. */
const MOST_POINTS = 100_000;

/** The live curves of one run. */
class RunCurves extends PharosElement {
  static properties = { run: { attribute: false }, view: { state: true } };

  constructor() {
    super();
    /** @type {import('../core/types.js').Run|undefined} */
    this.run = undefined;
    this.view = rememberedView();
    /** @type {any[]} points that came while a fetch was on its way */
    this.early = [];
    this.metrics = new Resource(this, async () => {
      this.early = [];
      const { series } = await api.metrics(this.run?.id ?? '', DRAWN);
      return RunMetrics.of(series).with(this.early);
    });
    new Listening(this, {
      sync: () => this.metrics.load(),
      metrics: ({ run, points }) => {
        if (run !== this.run?.id) return;
        this.early.push(...points);
        this.metrics.update((metrics) => metrics.with(points));
      },
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.metrics.load();
  }

  render() {
    const { problem } = this.metrics;
    const metrics = this.metrics.value ?? new RunMetrics();
    return html`
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.metrics.load()}></problem-note>` : nothing}
      <div class="curves-head">
        ${curveSettings(this.view, (view) => (this.view = view))}
        <button type="button" class="button small" title="Every point of every metric" @click=${() => this.#download()}>
          ${icon('download')}CSV
        </button>
      </div>
      <div class="charts">${CHARTS.map((chart) => this.#chart(chart, metrics))}</div>
    `;
  }

  async #download() {
    try {
      const { series } = await api.metrics(this.run?.id ?? '', [], MOST_POINTS);
      download(new Blob([metricsCsv(series)], { type: 'text/csv' }), `${this.run?.name ?? 'run'}.csv`);
    } catch (error) {
      notify(Problem.from(error).message, 'bad');
    }
  }

  /**
   * @param {typeof CHARTS[number]} chart
   * @param {RunMetrics} metrics
   */
  #chart({ heading, names, format, zero }, metrics) {
    const spe = stepsPerEpoch(this.run, metrics);
    const epochs = this.view.epochs && spe !== undefined;
    const step = this.run?.progress?.step ?? 0;
    const log = this.view.log && heading !== 'Images per second';
    const curves = Object.entries(names).map(([name, label]) => ({
      label,
      color: COLORS[label],
      noisy: NOISY.has(name),
      points: metrics.curve(name, { epochs, log, stepsPerEpoch: spe }),
    }));
    return html`<line-chart
      .heading=${heading}
      .curves=${curves}
      .axis=${epochs ? 'epoch' : 'step'}
      .log=${log}
      .zero=${zero ?? false}
      .end=${epochs ? step / spe : step}
      .smoothing=${this.view.smoothing}
      .format=${format ?? measure}
      .note=${metrics.brokenNote(Object.keys(names))}
    >
    </line-chart>`;
  }
}

define('run-curves', RunCurves);
