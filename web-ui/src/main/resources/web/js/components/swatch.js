// @ts-check
import { html } from 'lit';

/**
 * The colour of a curve.
 * @param {string} color a token
 * @param {boolean} [dashed]
 */
export const swatch = (color, dashed = false) =>
  html`<span
    class="swatch"
    data-dashed=${String(dashed)}
    .style=${`--swatch: var(--${color})`}
    aria-hidden="true"
  ></span>`;
