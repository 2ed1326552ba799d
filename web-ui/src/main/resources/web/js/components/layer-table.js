// @ts-check
import { html } from 'lit';
import { bytes, count } from '../core/format.js';
import { tiles } from './tiles.js';

/**
 * What the chosen network consists of, and what it costs.
 * @param {import('../core/types.js').Network} network with its layers
 * @param {string} batch
 */
export function layerTable({ layers = [], parameters, memory }, batch) {
  const multiplyAdds = layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
  return html`
    ${tiles([
      { label: 'Parameters', value: count(parameters) },
      { label: 'Multiply-adds', value: large(multiplyAdds), more: 'per image' },
      { label: 'Weights', value: bytes(memory?.parametersBytes) },
      { label: 'Memory to train', value: bytes(memory?.trainingBytes), more: `batch of ${batch}` },
    ])}
    <details>
      <summary>${layers.length} layers</summary>
      <div class="table-frame" tabindex="0" role="region" aria-label="Layers, scrolls">
        <table>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Kind</th>
              <th scope="col">Output</th>
              <th scope="col" class="number">Parameters</th>
              <th scope="col" class="number">Multiply-adds</th>
            </tr>
          </thead>
          <tbody>
            ${layers.map(
              (layer) =>
                html`<tr>
                  <th scope="row" class="mono">${layer.name}</th>
                  <td>${layer.kind}</td>
                  <td class="nowrap">${layer.output.join(' × ')}</td>
                  <td class="number">${layer.parameters ? count(layer.parameters) : '–'}</td>
                  <td class="number">${layer.multiplyAdds ? count(layer.multiplyAdds) : '–'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  `;
}

/** @param {number} value such as 1.1 G */
function large(value) {
  if (value >= 1e9) return `${(value / 1e9).toFixed(2)} G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 1e3) return `${(value / 1e3).toFixed(1)} k`;
  return count(value);
}
