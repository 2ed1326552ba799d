// @ts-check
import { html, nothing } from 'lit';
import { field } from '../components/field.js';
import { layerTable } from '../components/layer-table.js';
import { isText, networkChoice, settingField } from '../components/network-choice.js';
import { memoryBar, networkFigures } from '../components/network-figures.js';
import { bytes, count } from '../core/format.js';
import { SETTINGS, settingsOf } from '../core/job-draft.js';
import { byNetworkPath } from '../core/job-errors.js';
import { networkPath } from '../core/network-path.js';

/** @typedef {import('./submit-sections.js').SubmitView} SubmitView */

/** The part of the form that chooses a network, with what it would be. @param {SubmitView} view */
export function networkFields(view) {
  const { draft, sources, error, change } = view;
  const { network } = sources;
  const texts = network?.settings.filter(isText) ?? [];
  const others = network?.settings.filter((setting) => !isText(setting)) ?? [];
  return html`
    ${networkChoice({
      networks: sources.networks.value ?? [],
      chosen: draft['network.name'] ?? '',
      error: error('network.name'),
      onChoose: (name) => change('network.name', name),
    })}
    ${network ? about(view, network) : nothing} ${texts.map((setting) => settingOf(view, setting))}
    ${more(view, others, texts.length === 0)}
    ${figures(view)}
  `;
}

/**
 * What most people leave alone.
 * @param {SubmitView} view
 * @param {import('../core/types.js').Setting[]} settings
 * @param {boolean} sized whether the input's size is chosen here, not written among the layers
 */
function more(view, settings, sized) {
  if (settings.length === 0 && !sized) return nothing;
  const { draft, initial, sources, error, change } = view;
  const { network } = sources;
  const changed = Object.keys(settingsOf(draft, network)).length + (draft['network.input'] ? 1 : 0);
  const opened = Boolean(initial['network.input']) || Object.keys(settingsOf(initial, network)).length > 0;
  return html`<details class="more" ?open=${opened}>
    <summary>
      Settings of the network${changed > 0 ? html` <span class="tag">${changed} changed</span>` : nothing}
    </summary>
    <div class="grid-fields">
      ${settings.map((setting) => settingOf(view, setting))}
      ${
        sized
          ? field({
              path: 'network.input',
              label: 'Input size',
              value: draft['network.input'] ?? '',
              error: error('network.input'),
              placeholder: network ? sizeText(network.input) : undefined,
              hint: 'Height x width x channels; empty: the network’s own',
              onChange: (text) => change('network.input', text),
            })
          : nothing
      }
    </div>
  </details>`;
}

/** @param {SubmitView} view @param {import('../core/types.js').Network} network */
function about({ draft, sources, value }, network) {
  const path = networkPath(
    { name: network.name, settings: settingsOf(draft, network), input: draft['network.input'] },
    {
      classes: sources.version?.classes.length,
      batch: value('training.batchSize'),
      optimizer: value('training.optimizer'),
    },
  );
  return html`<p class="small muted">
    ${network.about}
    <a href=${path}>All about ${network.name}</a>
  </p>`;
}

/** @param {SubmitView} view @param {import('../core/types.js').Setting} setting */
function settingOf({ sources, value, error, change, varied }, setting) {
  const path = SETTINGS + setting.name;
  const shown = varied?.has(path) ? { ...setting, about: 'Each trial has its own.' } : setting;
  const wrong = sources.settled ? sources.layers.problem?.errors.find(({ field: name }) => name === setting.name) : undefined;
  const span = wrong?.position === undefined ? undefined : { position: wrong.position, length: wrong.length ?? 0 };
  return settingField(shown, value(path), error(path), (text) => change(path, text), span);
}

/** @param {SubmitView} view */
function figures({ sources }) {
  const { described, network, layers } = sources;
  const problem = layers.problem;
  const elsewhere = problem && (byNetworkPath(problem.errors, network)[''] ?? (problem.errors.length === 0 ? problem.message : ''));
  return html`
    ${elsewhere ? html`<p class="error">${elsewhere}</p>` : nothing}
    ${
      described
        ? html`<div class="described" data-stale=${problem || layers.loading ? 'true' : 'false'}>
            ${problem ? html`<p class="small muted">These are the figures of the last network that could be built.</p>` : nothing}
            ${networkFigures(described)} ${memoryBar(described)}
            <details class="more">
              <summary>${described.layers?.length} layers</summary>
              ${layerTable(described)}
            </details>
          </div>`
        : nothing
    }
    <p class="sr-only" role="status">${spoken(sources)}</p>
  `;
}

/** What a screen reader hears when typing pauses. @param {import('./submit-sources.js').SubmitSources} sources */
function spoken({ settled, layers, described, network }) {
  if (!settled) return '';
  if (layers.problem) return Object.values(byNetworkPath(layers.problem.errors, network)).join(' ') || layers.problem.message;
  return described ? `${count(described.parameters)} parameters, ${bytes(described.memory?.trainingBytes)} to train` : '';
}

/** @param {{height: number, width: number, channels: number}} input */
function sizeText({ height, width, channels }) {
  return `${height}x${width}x${channels}`;
}
