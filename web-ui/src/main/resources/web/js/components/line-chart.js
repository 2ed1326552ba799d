// @ts-check
import { html, nothing } from 'lit';
import { Chart, faint, lineOptions, look, tokenColor } from '../core/chart.js';
import { smooth, thin } from '../core/curves.js';
import { define, PharosElement } from '../core/element.js';
import { measure } from '../core/format.js';
import { heading } from '../core/heading.js';
import { themeChanged } from '../core/theme.js';
import { swatch } from './swatch.js';

/** @typedef {import('../core/curves.js').Point} Point */
/** @typedef {{label: string, color: string, dashed?: boolean, points: Point[], noisy?: boolean}} Curve points by x; the colour is a token; what is noisy is smoothed */

const SHORTEST_PAUSE = 200;
const TABLE_ROWS = 20;

/** Curves over steps or epochs, with the same numbers as a table. */
class LineChart extends PharosElement {
  static properties = {
    heading: {},
    level: { attribute: false },
    curves: { attribute: false },
    axis: {},
    log: { type: Boolean },
    zero: { type: Boolean },
    end: { type: Number },
    smoothing: { type: Number },
    format: { attribute: false },
    note: {},
  };

  constructor() {
    super();
    this.heading = '';
    /** @type {2|4} of the heading */
    this.level = 2;
    /** @type {Curve[]} */
    this.curves = [];
    this.axis = 'step';
    this.log = false;
    /** whether the vertical axis begins at 0 */
    this.zero = false;
    /** how far the horizontal axis reaches at least */
    this.end = 0;
    this.smoothing = 0;
    /** @type {(value: number) => string} */
    this.format = measure;
    this.note = '';
    /** @type {Chart|undefined} */
    this.chart = undefined;
    this.timer = 0;
    this.drawnAt = 0;
    this.recolor = () => this.#draw();
  }

  connectedCallback() {
    super.connectedCallback();
    themeChanged.addEventListener('change', this.recolor);
    if (this.hasUpdated) this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    themeChanged.removeEventListener('change', this.recolor);
    clearTimeout(this.timer);
    this.timer = 0;
    this.chart?.destroy();
    this.chart = undefined;
  }

  updated() {
    if (this.timer) return;
    const wait = Math.max(0, this.drawnAt + SHORTEST_PAUSE - performance.now());
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.#draw();
    }, wait);
  }

  #draw() {
    const canvas = this.querySelector('canvas');
    if (!canvas || !this.isConnected) return;
    this.drawnAt = performance.now();
    const options = lineOptions(look(), {
      axis: this.axis,
      log: this.log,
      zero: this.zero,
      end: Math.max(this.end, ...this.curves.map(({ points }) => points[points.length - 1]?.x ?? 0)),
      format: this.format,
    });
    const datasets = this.curves.flatMap((curve) => this.#lines(curve));
    if (this.chart) {
      this.chart.data.datasets = datasets;
      this.chart.options = options;
      this.chart.update('none');
    } else {
      this.chart = new Chart(canvas, { type: 'line', data: { datasets }, options });
    }
  }

  /** @param {Curve} curve @returns {any[]} */
  #lines({ label, color, dashed, points, noisy }) {
    const smoothing = noisy ? this.smoothing : 0;
    const stroke = tokenColor(color);
    const few = points.length < 30 ? 2.5 : 0;
    const line = {
      label,
      data: smooth(points, smoothing),
      borderColor: stroke,
      backgroundColor: stroke,
      pointRadius: few,
      borderDash: dashed ? [6, 3] : [],
      clip: 4,
    };
    if (!(smoothing > 0)) return [line];
    const behind = faint(stroke, 0.28);
    return [
      line,
      { label, data: points, borderColor: behind, backgroundColor: behind, borderWidth: 1, background: true },
    ];
  }

  render() {
    const curves = this.curves.filter(({ points }) => points.length > 0);
    return html`<figure class="chart card">
      <figcaption>
        ${heading(this.level, this.heading)}
        <p class="legend">${curves.map((curve) => this.#key(curve))}</p>
      </figcaption>
      <div class="plot">
        <canvas role="img" aria-label=${this.#summary(curves)}></canvas>
        ${curves.length === 0 ? html`<p class="plot-empty muted">No points yet</p>` : nothing}
      </div>
      <div class="chart-foot small muted">
        <span>${this.note ? html`<span class="warn">${this.note}</span>` : this.axis}</span>
        ${curves.length > 0 ? this.#table(curves) : nothing}
      </div>
    </figure>`;
  }

  /** @param {Curve} curve */
  #key({ label, color, dashed, points }) {
    const last = points[points.length - 1];
    return html`<span class="key">
      ${swatch(color, dashed)}${label}
      <b>${this.format(last.y)}</b>
    </span>`;
  }

  /** @param {Curve[]} curves */
  #summary(curves) {
    if (curves.length === 0) return `${this.heading}: no points yet`;
    const parts = curves.map(({ label, points }) => {
      const last = points[points.length - 1];
      const lowest = points.reduce((low, point) => (point.y < low.y ? point : low));
      return `${label}: ${this.format(last.y)} at ${this.axis} ${Number(last.x.toFixed(2))}, lowest ${this.format(lowest.y)}`;
    });
    return `${this.heading}. ${parts.join('; ')}`;
  }

  /** @param {Curve[]} curves */
  #table(curves) {
    return html`<details>
      <summary>Table</summary>
      <div class="chart-table" tabindex="0" role="region" aria-label="${this.heading}, as a table">
        ${curves.map(
          ({ label, points }) =>
            html`<table>
              <caption>
                ${label}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${this.axis}</th>
                  <th scope="col" class="number">value</th>
                </tr>
              </thead>
              <tbody>
                ${thin(points, TABLE_ROWS).map(
                  ({ x, y }) =>
                    html`<tr>
                      <td>${Number(x.toFixed(2))}</td>
                      <td class="number">${this.format(y)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`,
        )}
      </div>
    </details>`;
  }
}

define('line-chart', LineChart);
