// @ts-check
import { html, nothing } from 'lit';
import { bytes, count } from '../core/format.js';
import { best } from '../core/memory.js';
import { tiles } from './tiles.js';

/** @typedef {import('../core/types.js').Network} Network */
/** @typedef {import('../core/types.js').Worker} Worker */

/** @type {{text: string, of: (memory: import('../core/types.js').Memory) => number}[]} */
const PARTS = [
  { text: 'weights', of: (memory) => memory.parametersBytes },
  { text: 'gradients', of: (memory) => memory.gradientsBytes },
  { text: 'optimizer', of: (memory) => memory.updaterBytes },
  { text: 'activations', of: (memory) => memory.activationsBytes },
];

/**
 * What a network costs, in numbers.
 * @param {Network} network with its layers
 */
export function networkFigures({ parameters, totals, trainingTotals, memory, batch }) {
  const more = trainingTotals && trainingTotals.parameters !== parameters;
  return tiles([
    {
      label: 'Parameters',
      value: count(parameters),
      more: more ? `${count(trainingTotals.parameters)} with auxiliary heads` : '',
    },
    { label: 'Multiply-adds', value: large(totals?.multiplyAdds ?? 0), more: 'per image' },
    { label: 'Model', value: bytes(memory ? 4 * parameters : undefined), more: 'of weights' },
    { label: 'Memory to train', value: bytes(memory?.trainingBytes), more: `batch of ${batch}` },
  ]);
}

/** What the memory is for, as a bar. @param {Network} network with its layers */
export function memoryBar({ memory }) {
  if (!memory) return nothing;
  return html`<div class="memory">
    <div class="split-bar" aria-hidden="true">
      ${PARTS.map(({ of }, i) => html`<span .style=${`inline-size: ${(100 * of(memory)) / memory.trainingBytes}%; --swatch: var(--series-${i + 1})`}></span>`)}
    </div>
    <ul class="legend" role="list" aria-label="Memory to train">
      ${PARTS.map(
        ({ text, of }, i) =>
          html`<li>
            <span class="swatch" .style=${`--swatch: var(--series-${i + 1})`} aria-hidden="true"></span>${text}
            <b>${bytes(of(memory))}</b>
          </li>`,
      )}
    </ul>
  </div>`;
}

/**
 * Whether a worker that is there can hold it; says so only where none can.
 * @param {Network|undefined} network with its layers
 * @param {Worker[]} workers
 * @param {string} device auto, cpu or cuda
 */
export function memoryNote(network, workers, device) {
  const need = network?.memory?.trainingBytes;
  const roomiest = best(workers, device);
  if (!need || !roomiest || need <= roomiest.device.memoryBytes) return nothing;
  return html`<p class="note" data-warning="memory">
    <b>This needs ${bytes(need)} to train with batches of ${network?.batch};</b> of the workers that are there
    ${roomiest.name} has the most, ${bytes(roomiest.device.memoryBytes)}. Smaller batches or images need less.
  </p>`;
}

/** @param {number} value such as 1.1 G */
function large(value) {
  if (value >= 1e9) return `${(value / 1e9).toFixed(2)} G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 1e3) return `${(value / 1e3).toFixed(1)} k`;
  return count(value);
}
