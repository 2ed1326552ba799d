// @ts-check
import { html } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { count, measure, percent } from '../core/format.js';
import { json } from '../core/http.js';
import { Resource } from '../core/resource.js';
import './confusion-matrix.js';
import './line-chart.js';
import { mistakesList } from './mistakes.js';
import './problem-note.js';
import { tiles } from './tiles.js';

/** The figures of an evaluation: errors, classes, calibration, the worst mistakes. */
class EvaluationReport extends PharosElement {
  static properties = { figures: {}, pictures: {} };

  constructor() {
    super();
    /** where the figures are */
    this.figures = '';
    /** where the pictures of the mistakes are; empty if there are none */
    this.pictures = '';
    this.data = new Resource(this, () => json('GET', this.figures));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('figures') && this.figures) this.data.load();
  }

  render() {
    const { value, problem } = this.data;
    if (problem) return html`<problem-note .problem=${problem} .retry=${() => this.data.load()}></problem-note>`;
    if (!value) return html`<div class="skeleton" aria-label="Loading"></div>`;
    return html`
      ${tiles([
        { label: 'Top-1 error', value: percent(value.top1Error), more: `of ${count(value.images)}` },
        { label: 'Top-5 error', value: percent(value.top5Error) },
        { label: 'Loss', value: measure(value.loss) },
        { label: 'Calibration error', value: percent(value.expectedCalibrationError) },
      ])}
      <div class="columns">${this.#classes(value.perClass)} ${this.#calibration(value.calibration)}</div>
      <h4>Confusion matrix</h4>
      <confusion-matrix .evaluation=${value} .level=${4}></confusion-matrix>
      ${this.#mistakes(value.mistakes)}
    `;
  }

  /** @param {{name: string, precision?: number, recall?: number, f1?: number, images: number}[]} classes */
  #classes(classes) {
    return html`<div class="table-frame" tabindex="0" role="region" aria-label="Classes, scrolls">
      <table>
        <thead>
          <tr>
            <th scope="col">Class</th>
            ${['Precision', 'Recall', 'F1', 'Images'].map((text) => html`<th scope="col" class="number">${text}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${classes.map(
            (one) =>
              html`<tr>
                <th scope="row">${one.name}</th>
                <td class="number">${percent(one.precision, 1)}</td>
                <td class="number">${percent(one.recall, 1)}</td>
                <td class="number">${percent(one.f1, 1)}</td>
                <td class="number">${count(one.images)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {{confidence?: number, accuracy?: number, images: number}[]} bins */
  #calibration(bins) {
    const points = bins
      .filter(({ images }) => images > 0)
      .map(({ confidence, accuracy }) => ({ x: confidence ?? 0, y: accuracy ?? 0 }));
    return html`<line-chart
      .heading=${'Calibration: accuracy by confidence'}
      .level=${4}
      .curves=${[
        { label: 'model', color: 'series-1', points },
        { label: 'perfect', color: 'series-8', points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] },
      ]}
      .axis=${'confidence'}
      .zero=${true}
      .end=${1}
      .format=${(/** @type {number} */ value) => percent(value, 0)}
    ></line-chart>`;
  }

  /** @param {import('./mistakes.js').Mistake[]} mistakes */
  #mistakes(mistakes) {
    if (mistakes.length === 0) return html`<p>No image was taken for another class.</p>`;
    return html`<h4>Most confidently wrong</h4>
      ${mistakesList(mistakes, this.pictures)}`;
  }
}

define('evaluation-report', EvaluationReport);
