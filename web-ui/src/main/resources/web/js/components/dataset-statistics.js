// @ts-check
import { html, nothing } from 'lit';
import { count, measure, percent } from '../core/format.js';
import { bars } from './bars.js';

/** @typedef {import('../core/types.js').Statistics} Statistics */

const CHANNELS = ['red', 'green', 'blue'];

/**
 * What training images are like: mean, deviation, the mean image and the directions in which colours vary.
 * @param {Statistics} statistics
 */
export function datasetStatistics(statistics) {
  const { mean, deviation, meanImage } = statistics;
  const names = mean.length === 1 ? ['grey'] : CHANNELS;
  return html`<div class="statistics">
    <figure>
      <img src=${meanImage} alt="The mean of all training images" width="144" height="144" />
      <figcaption class="small muted">Mean image</figcaption>
    </figure>
    <div class="stack">
      <div class="table-frame">
        <table>
          <caption class="sr-only">
            Mean and deviation of each channel; black is 0, white is 1
          </caption>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <th scope="col" class="number">Mean</th>
              <th scope="col" class="number">Deviation</th>
            </tr>
          </thead>
          <tbody>
            ${names.map(
              (name, i) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td class="number">${measure(mean[i])}</td>
                  <td class="number">${measure(deviation[i])}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${components(statistics)}
      <p class="small muted">Of the training images alone; black is 0 and white 1.</p>
    </div>
  </div>`;
}

/** The principal components of the colours, which colour noise follows. @param {Statistics} statistics */
function components({ eigenvalues, eigenvectors }) {
  if (!eigenvalues || !eigenvectors || eigenvalues.length < 3) return nothing;
  const all = eigenvalues.reduce((sum, one) => sum + one, 0);
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Principal components, scrolls">
    <table>
      <caption class="sr-only">
        Principal components of the colours
      </caption>
      <thead>
        <tr>
          <th scope="col">Colours vary along</th>
          <th scope="col" class="number">Share</th>
          <th scope="col" class="number">Eigenvalue</th>
        </tr>
      </thead>
      <tbody>
        ${eigenvalues.map(
          (value, i) =>
            html`<tr>
              <th scope="row" class="nowrap mono">
                ${eigenvectors[i].map((part, c) => `${part < 0 ? '−' : '+'}${Math.abs(part).toFixed(2)}\u00a0${CHANNELS[c][0]}`).join(' ')}
              </th>
              <td class="number">${all > 0 ? percent(value / all, 1) : '–'}</td>
              <td class="number">${measure(value)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * How large the images came, the most frequent sizes first.
 * @param {Statistics['report']} report
 */
export function sizeHistogram({ sizes = [], otherSizes = 0 }) {
  if (sizes.length === 0)
    return html`<p class="muted">Not known: this version was made before it was noticed. Import again to see it.</p>`;
  const items = sizes.map(({ height, width, images }) => ({ name: `${height} × ${width}`, value: images }));
  if (otherSizes > 0) items.push({ name: 'other sizes', value: otherSizes });
  return html`<div class="scrolling" tabindex="0" role="region" aria-label="Sizes, scrolls">
      ${bars({ label: 'How large the images came', columns: ['Height × width', 'Images'], items })}
    </div>
    <p class="small muted">
      ${count(sizes.length)}${otherSizes > 0 ? ' most frequent' : ''} ${sizes.length === 1 ? 'size' : 'sizes'}, height ×
      width, before they were brought to the stored one.
    </p>`;
}
