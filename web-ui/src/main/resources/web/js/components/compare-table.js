// @ts-check
import { html } from 'lit';
import { elapsed, measure, percent, toNumber } from '../core/format.js';
import { onChecked } from '../core/on.js';
import { datasetLink } from './dataset-link.js';
import { statePill } from './state-pill.js';
import { swatch } from './swatch.js';

/** @typedef {import('../core/types.js').Run} Run */
/** @typedef {{run: Run, metrics: import('../core/run-metrics.js').RunMetrics}} Compared */

/** Colours of curves; those that come after them begin again, dashed. */
const COLORS = 8;

/** Parameters that have a row of their own. */
const SAID = new Set(['network', 'dataset', 'datasetVersion']);

/**
 * The runs side by side.
 * @param {Compared[]} compared
 * @param {Set<string>} hidden runs whose curves are not drawn
 * @param {(run: string, on: boolean) => void} onDraw
 */
export function compareTable(compared, hidden, onDraw) {
  const keys = [...new Set(compared.flatMap(({ run }) => Object.keys(run.params ?? {})))]
    .filter((key) => !SAID.has(key))
    .sort();
  const differing = keys.filter((key) => new Set(compared.map(({ run }) => run.params?.[key])).size > 1);
  /** @type {[string, (run: Run) => unknown][]} */
  const rows = [
    ['State', (run) => statePill(run.state)],
    ['Network', (run) => run.network],
    ['Data set', (run) => datasetLink(run.dataset)],
    ['Took', (run) => elapsed(run.startedAt, run.endedAt)],
    lowest('Train loss', 'train/loss', measure, compared),
    lowest('Validation top-1 error', 'validation/top1-error', percent, compared),
    lowest('Test top-1 error', 'test/top1-error', percent, compared),
    ...differing.map(
      (key) => /** @type {[string, (run: Run) => unknown]} */ ([key, (run) => run.params?.[key] ?? '–']),
    ),
  ];
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Runs side by side, scrolls">
    <table class="compare">
      <caption class="sr-only">
        Runs side by side; of the parameters those that differ; the lowest of each measurement is marked
      </caption>
      <thead>
        <tr>
          <td></td>
          ${compared.map(
            ({ run }, i) =>
              html`<th scope="col">
                <input
                  type="checkbox"
                  aria-label="Draw ${label(compared, run)}"
                  title="Draw its curves"
                  .checked=${!hidden.has(run.id)}
                  @change=${onChecked((on) => onDraw(run.id, on))}
                />
                ${swatch(stroke(i).color, stroke(i).dashed)}
                <a href="/runs/${run.id}">${label(compared, run)}</a>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${compared.map(({ run }) => html`<td>${value(run)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** How the curves of a run are drawn. @param {number} i */
export const stroke = (i) => ({ color: `series-${(i % COLORS) + 1}`, dashed: i >= COLORS });

/**
 * A row of measurements whose lowest is marked.
 * @param {string} name
 * @param {string} metric
 * @param {(value: any) => string} format
 * @param {Compared[]} compared
 * @returns {[string, (run: Run) => unknown]}
 */
function lowest(name, metric, format, compared) {
  const values = compared.map(({ run }) => toNumber(run.metrics?.[metric])).filter(Number.isFinite);
  const least = Math.min(...values);
  return [
    name,
    (run) => {
      const value = run.metrics?.[metric];
      const text = format(value);
      return values.length > 1 && toNumber(value) === least ? html`<mark class="lowest">${text}</mark>` : text;
    },
  ];
}

/**
 * The run's name, with the start of its id where another has the same name.
 * @param {Compared[]} compared
 * @param {Run} run
 */
export function label(compared, run) {
  const same = compared.filter((other) => other.run.name === run.name).length > 1;
  return same ? `${run.name} (${run.id.slice(-6)})` : run.name;
}
