// @ts-check
import { html, nothing, svg } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { numberAxis, parameterAxis, shortName } from '../core/parallel.js';
import { router } from '../core/router.js';
import { stateText } from './state-pill.js';

/** @typedef {import('../core/types.js').Trial} Trial */
/** @typedef {import('../core/parallel.js').Axis} Axis */

const GAP = 190;
const HEIGHT = 300;
const TOP = 34;
const BOTTOM = 14;
const SIDE = 90;

/** Every trial as a line across its parameters to what came of it; the table beside it says the same. */
class ParallelCoordinates extends PharosElement {
  static properties = {
    trials: { attribute: false },
    parameters: { attribute: false },
    metric: {},
    mode: {},
    best: { type: Number },
    format: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trial[]} */
    this.trials = [];
    /** @type {Record<string, import('../core/types.js').SweepParameter>} */
    this.parameters = {};
    this.metric = '';
    /** @type {'min'|'max'} */
    this.mode = 'min';
    this.best = 0;
    /** @type {(value: number) => string} */
    this.format = String;
  }

  render() {
    const drawn = this.trials.filter(({ value }) => typeof value === 'number');
    const names = Object.keys(this.parameters);
    const axes = names.map((name) =>
      parameterAxis(
        shortName(name),
        this.parameters[name],
        this.trials.map(({ values }) => values[name]),
      ),
    );
    const result = numberAxis(
      this.metric,
      drawn.map(({ value }) => /** @type {number} */ (value)),
      false,
      this.format,
    );
    const width = 2 * SIDE + names.length * GAP;
    const ordered = [...drawn].sort((a, b) => Number(a.number === this.best) - Number(b.number === this.best));
    return html`<figure class="card parallel">
      <figcaption>
        <h2>Parameters and results</h2>
        <p class="legend small muted">
          <span class="key"><span class="swatch" .style=${'--swatch: var(--flame)'} aria-hidden="true"></span>best</span>
          <span class="key"><span class="swatch" .style=${'--swatch: var(--series-1)'} aria-hidden="true"></span>better</span>
          <span class="key"><span class="swatch" .style=${'--swatch: var(--series-2)'} aria-hidden="true"></span>worse</span>
          faint: stopped early
        </p>
      </figcaption>
      <div class="parallel-frame" tabindex="0" role="region" aria-label="Parameters and results">
        ${
          drawn.length === 0
            ? html`<p class="muted centre">No trial has a value yet</p>`
            : html`<svg
                viewBox="0 0 ${width} ${HEIGHT + TOP + BOTTOM}"
                role="img"
                aria-label=${`${drawn.length} trials across ${names.map(shortName).join(', ')} to ${this.metric}; the table of trials has the numbers`}
                .style=${`min-inline-size: ${Math.min(width, 340 + names.length * 90)}px`}
              >
                ${ordered.map((trial) => this.#line(trial, names, [...axes, result]))}
                ${[...axes, result].map((axis, i) => this.#axis(axis, SIDE + i * GAP))}
              </svg>`
        }
      </div>
    </figure>`;
  }

  /** @param {number} share */
  #y(share) {
    return TOP + (1 - share) * HEIGHT;
  }

  /** @param {Axis} axis @param {number} x */
  #axis({ name, marks }, x) {
    return svg`<g class="parallel-axis">
      <line x1=${x} x2=${x} y1=${this.#y(1)} y2=${this.#y(0)}></line>
      <text class="parallel-name" x=${x} y=${TOP - 16} text-anchor="middle">${name}</text>
      ${marks.map(
        ({ at, text }) =>
          svg`<line x1=${x - 4} x2=${x} y1=${this.#y(at)} y2=${this.#y(at)}></line>
            <text x=${x - 8} y=${this.#y(at) + 4} text-anchor="end">${text}</text>`,
      )}
    </g>`;
  }

  /** @param {Trial} trial @param {string[]} names @param {Axis[]} axes */
  #line(trial, names, axes) {
    const places = axes.map((axis, i) => axis.place(i < names.length ? trial.values[names[i]] : trial.value));
    const points = places.flatMap((place, i) => (place === undefined ? [] : [`${SIDE + i * GAP},${this.#y(place)}`]));
    const result = places[places.length - 1] ?? 1;
    const good = Math.round(100 * (this.mode === 'max' ? result : 1 - result));
    const isBest = trial.number === this.best;
    const color = isBest ? 'var(--flame)' : `color-mix(in oklab, var(--series-1) ${good}%, var(--series-2))`;
    const words = names.map((name) => `${shortName(name)} ${trial.values[name]}`).join(', ');
    return svg`<polyline
      class="parallel-line ${isBest ? 'best' : ''} ${trial.state === 'STOPPED' ? 'stopped' : ''}"
      points=${points.join(' ')}
      .style=${`stroke: ${color}`}
      @click=${() => (trial.run ? router.go(`/runs/${trial.run}`) : nothing)}
    ><title>Trial ${trial.number}, ${stateText(trial.state)}: ${this.format(trial.value ?? Number.NaN)} with ${words}</title></polyline>`;
  }
}

define('parallel-coordinates', ParallelCoordinates);
