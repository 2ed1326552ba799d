// @ts-check
import { html, nothing } from 'lit';
import { measure, plural } from '../core/format.js';
import { pointsOf, spanOf } from '../core/sweep-points.js';

/** @typedef {import('../core/types.js').SweepParameter} SweepParameter */

const MOST_TOLD = 8;
const MOST_DOTS = 100;

/**
 * What a parameter can become: a line with a dot for each value, or filled where every number is possible, and the same
 * in words.
 * @param {SweepParameter} parameter that is valid
 */
export function valueSpan(parameter) {
  const span = spanOf(parameter);
  return html`<div class="span">
    ${
      span
        ? html`<div class="span-line" aria-hidden="true">
            ${span.shares && span.shares.length <= MOST_DOTS ? dots(span.shares) : html`<i class="span-all"></i>`}
            ${span.log ? ticks(span.low, span.high) : nothing}
          </div>`
        : nothing
    }
    <p class="hint">${words(parameter)}</p>
  </div>`;
}

/** @param {number[]} shares */
function dots(shares) {
  return shares.map((share) => html`<i class="span-dot" .style=${`inset-inline-start: ${(100 * share).toFixed(2)}%`}></i>`);
}

/** The powers of ten in between. @param {number} low @param {number} high */
function ticks(low, high) {
  const first = Math.floor(Math.log10(low)) + 1;
  const powers = Array.from({ length: Math.max(0, Math.ceil(Math.log10(high)) - first) }, (_, i) => first + i);
  if (powers.length > 12) return nothing;
  const all = Math.log10(high / low);
  return powers.map(
    (power) => html`<i class="span-tick" .style=${`inset-inline-start: ${((100 * (power - Math.log10(low))) / all).toFixed(2)}%`}></i>`,
  );
}

/** @param {SweepParameter} parameter */
function words(parameter) {
  const points = pointsOf(parameter);
  if (!points) {
    const { from, to, scale, whole, step } = parameter;
    const kind = whole ? 'whole number' : 'number';
    const how = scale === 'log' ? ', each magnitude as often' : step ? `, in steps of ${measure(step)}` : '';
    return `Any ${kind} from ${measure(from)} to ${measure(to)}${how}`;
  }
  const told = points.slice(0, MOST_TOLD).map((value) => (typeof value === 'number' ? measure(value) : String(value)));
  return `${plural(points.length, 'value')}: ${told.join(', ')}${points.length > MOST_TOLD ? ', …' : ''}`;
}
