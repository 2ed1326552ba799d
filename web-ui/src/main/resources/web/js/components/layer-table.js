// @ts-check
import { html, nothing } from 'lit';
import { bytes, count } from '../core/format.js';

/** @typedef {import('../core/types.js').Network} Network */
/** @typedef {import('../core/types.js').Layer} Layer */

const IMAGE = 'input';

/**
 * What the network consists of, layer by layer.
 * @param {Network} network with its layers
 */
export function layerTable({ layers = [], totals, trainingTotals, batch }) {
  // Only where a layer does not simply take the one before is it worth saying which it takes.
  const graph = layers.some(({ inputs }, i) => inputs.join() !== (i === 0 ? IMAGE : layers[i - 1].name));
  const heads = layers.some(({ auxiliary }) => auxiliary);
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Layers, scrolls">
    <table class="layers">
      <caption class="sr-only">
        Layers, memory for a batch of ${batch}
      </caption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">Kind</th>
          ${graph ? html`<th scope="col">Takes</th>` : nothing}
          <th scope="col">Output</th>
          <th scope="col" class="number">Parameters</th>
          <th scope="col" class="number">Multiply-adds</th>
          <th scope="col" class="number">Forward</th>
          <th scope="col" class="number">Training</th>
        </tr>
      </thead>
      <tbody>
        ${layers.map((layer, i) => row(layer, graph ? (layers[i - 1]?.name ?? IMAGE) : undefined))}
      </tbody>
      <tfoot>
        ${totals ? sum(heads ? 'Without auxiliary heads' : 'Sum', graph, totals.parameters, totals.multiplyAdds, totals.activationBytes, heads ? undefined : trainingTotals?.activationBytes) : nothing}
        ${heads && trainingTotals ? sum('With auxiliary heads', graph, trainingTotals.parameters, trainingTotals.multiplyAdds, undefined, trainingTotals.activationBytes) : nothing}
      </tfoot>
    </table>
  </div>`;
}

/** @param {Layer} layer @param {string|undefined} before the layer above, where that matters */
function row(layer, before) {
  return html`<tr data-layer=${layer.name}>
    <th scope="row" class="mono">
      ${layer.name}${layer.auxiliary ? html` <span class="tag">training only</span>` : nothing}
    </th>
    <td>${kind(layer.kind)}</td>
    ${before === undefined ? nothing : html`<td class="mono small muted">${layer.inputs.join() === before ? '' : layer.inputs.join(', ')}</td>`}
    <td class="nowrap">${shape(layer.output)}</td>
    <td class="number">${some(layer.parameters, count)}</td>
    <td class="number">${some(layer.multiplyAdds, count)}</td>
    <td class="number">${some(layer.activationBytes, bytes)}</td>
    <td class="number">${some(layer.trainingActivationBytes, bytes)}</td>
  </tr>`;
}

/**
 * @param {string} text
 * @param {boolean} graph
 * @param {number} parameters
 * @param {number} multiplyAdds
 * @param {number|undefined} forward
 * @param {number|undefined} training
 */
function sum(text, graph, parameters, multiplyAdds, forward, training) {
  return html`<tr>
    <th scope="row" colspan=${graph ? 4 : 3}>${text}</th>
    <td class="number">${count(parameters)}</td>
    <td class="number">${count(multiplyAdds)}</td>
    <td class="number">${forward === undefined ? '' : bytes(forward)}</td>
    <td class="number">${training === undefined ? '' : bytes(training)}</td>
  </tr>`;
}

/** @param {number} value @param {(value: number) => string} text */
const some = (value, text) => (value ? text(value) : '–');

/** @param {string} type such as local response normalization */
function kind(type) {
  return type.replaceAll(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);
}

/** @param {number[]} output height, width, channels */
function shape([height, width, channels]) {
  return height === 1 && width === 1 ? count(channels) : `${height} × ${width} × ${channels}`;
}
