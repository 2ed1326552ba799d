// @ts-check
import { html, nothing } from 'lit';
import { count, plural } from '../core/format.js';
import { epochsOf, rungsOf, trialsOf } from '../core/sweep-draft.js';
import { pointsOf } from '../core/sweep-points.js';
import { bar } from './bars.js';
import { tiles } from './tiles.js';

/** @typedef {import('../core/types.js').SweepSpec} SweepSpec */

/**
 * What a sweep will do, as far as that can be told before.
 * @param {SweepSpec} spec
 * @param {number} epochs of its job
 */
export function sweepPlan(spec, epochs) {
  const trials = trialsOf(spec);
  const { most, about } = epochsOf(spec, epochs);
  return html`
    <div role="status">
      ${tiles([
        { label: 'Trials', value: trials ? count(trials) : '–', more: product(spec) },
        {
          label: 'Epochs',
          value: trials && most > 0 ? (about === undefined ? count(most) : `≈ ${count(about)}`) : '–',
          more: about === undefined || !trials ? (trials ? 'at most' : '') : `instead of ${count(most)}`,
        },
      ])}
    </div>
    ${ladder(spec, epochs)}
  `;
}

/** How a grid comes to its size. @param {SweepSpec} spec */
function product({ method, parameters }) {
  const sizes = Object.values(parameters).map((parameter) => pointsOf(parameter)?.length);
  return method === 'grid' && sizes.length > 1 && sizes.every(Boolean) ? sizes.join(' × ') : '';
}

/** Who is compared when. @param {SweepSpec} spec @param {number} epochs */
function ladder(spec, epochs) {
  const rungs = rungsOf(spec, epochs);
  if (rungs.length === 0 || !trialsOf(spec)) return nothing;
  const unit = spec.halving?.timeMetric ?? 'epoch';
  const most = Math.max(...rungs.map(({ trials }) => trials));
  return html`<table class="bars ladder">
      <caption class="sr-only">
        About how many trials reach each rung
      </caption>
      <tbody>
        ${rungs.map(
          ({ time, trials }, i) =>
            html`<tr>
              <th scope="row">after ${plural(time, unit)}</th>
              <td>
                ${bar(trials / most, `${i === 0 ? '' : '≈ '}${count(trials)}`)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small muted">One in ${spec.halving?.divisor ?? 3} goes on from rung to rung; the others stop early.</p>`;
}
