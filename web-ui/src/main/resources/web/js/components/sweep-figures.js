// @ts-check
import { html, nothing } from 'lit';
import { percent, plural } from '../core/format.js';
import { shortName } from '../core/parallel.js';
import { bar } from './bars.js';

/** How much each parameter tells about the result. @param {{parameter: string, share: number}[]} weights */
export function importance(weights) {
  return html`<section class="card" aria-labelledby="importance-title">
    <h2 id="importance-title">Importance</h2>
    ${
      weights.length === 0
        ? html`<p class="muted">Shown once five trials have a result.</p>`
        : html`<table class="bars">
            <caption class="sr-only">
              Share of the results' variance that each parameter explains by itself
            </caption>
            <tbody>
              ${weights.map(
                ({ parameter, share }) =>
                  html`<tr>
                    <th scope="row" title=${parameter}>${shortName(parameter)}</th>
                    <td>
                      ${bar(share, percent(share, 0))}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>
          <p class="small muted">What each parameter explains of the differences by itself.</p>`
    }
  </section>`;
}

/**
 * Who was compared when, and who went on.
 * @param {import('../core/types.js').SweepDetail} sweep
 */
export function rungs(sweep) {
  if (sweep.rungs.length === 0) return nothing;
  const unit = sweep.spec.halving?.timeMetric ?? 'epoch';
  const most = Math.max(1, ...sweep.rungs.map(({ trials }) => trials));
  return html`<section class="card" aria-labelledby="rungs-title">
    <h2 id="rungs-title">Rungs</h2>
    <table class="bars">
      <caption class="sr-only">
        Trials that reached each rung
      </caption>
      <tbody>
        ${sweep.rungs.map(
          ({ time, trials }) =>
            html`<tr>
              <th scope="row">after ${plural(time, unit)}</th>
              <td>
                ${bar(trials / most, String(trials))}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small muted">Trials that were compared there.</p>
  </section>`;
}
