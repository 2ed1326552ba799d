// @ts-check
import { html } from 'lit';
import { percent } from '../core/format.js';

/** How the picture of all mistakes is laid out by the worker: squares in a row, their side and the gap, in pixels. */
const COLUMNS = 6;
const SIDE = 80;
const PITCH = SIDE + 4;

/** @typedef {{image: number, file: string, truth: string, predicted: string, confidence: number}} Mistake */

/**
 * The images that were most confidently wrong, each with what it was taken for.
 * @param {Mistake[]} mistakes the worst first
 * @param {string} picture where the picture of all of them is
 */
export function mistakesList(mistakes, picture) {
  const height = Math.ceil(mistakes.length / COLUMNS) * PITCH - (PITCH - SIDE);
  return html`<ol class="mistakes" role="list">
    ${mistakes.map(
      ({ image, file, truth, predicted, confidence }, i) =>
        html`<li title=${file}>
          <svg viewBox="${(i % COLUMNS) * PITCH} ${Math.floor(i / COLUMNS) * PITCH} ${SIDE} ${SIDE}" role="img" aria-label="Image ${image}">
            <image href=${picture} width=${COLUMNS * PITCH - (PITCH - SIDE)} height=${height} />
          </svg>
          <span><b>${truth}</b> taken for <b>${predicted}</b></span>
          <span class="small muted">${percent(confidence, 1)} sure · image ${image}</span>
        </li>`,
    )}
  </ol>`;
}
