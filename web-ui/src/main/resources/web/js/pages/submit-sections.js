// @ts-check
import { html, nothing } from 'lit';
import { field } from '../components/field.js';
import { layerTable } from '../components/layer-table.js';
import { networkChoice, settingField } from '../components/network-choice.js';
import { RUN, TRAINING } from '../core/job-fields.js';
import { datasetFields } from './submit-dataset.js';

/**
 * What the sections of the form show, and whom they tell.
 * @typedef {object} SubmitView
 * @property {import('../core/job-draft.js').Draft} draft
 * @property {import('../core/types.js').Network[]} networks
 * @property {import('../core/types.js').Network|undefined} network the chosen one
 * @property {import('../core/resource.js').Resource<import('../core/types.js').Network>} layers of the chosen one
 * @property {import('../core/types.js').DatasetSummary[]} datasets
 * @property {import('../core/types.js').Dataset|undefined} set the chosen one
 * @property {import('../core/types.js').DatasetVersion|undefined} version the chosen one
 * @property {Record<string, string[]|undefined>} suggestions by path
 * @property {(path: string) => string|undefined} error what is wrong with a field
 * @property {(path: string, value: string) => void} change
 */

/** The form for a job, section by section. @param {SubmitView} view */
export function submitSections(view) {
  return [
    section('network', 'Network', networkSection(view)),
    section('dataset', 'Data set', datasetFields(view)),
    section('training', 'Training', html`<div class="grid-fields">${TRAINING.map((one) => jobField(view, one))}</div>`),
    section('run', 'Run', html`<div class="grid-fields">${RUN.map((one) => jobField(view, one))} ${tags(view)}</div>`),
  ];
}

/** @param {string} id @param {string} title @param {unknown} content */
function section(id, title, content) {
  return html`<section class="card stack" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

/** @param {SubmitView} view */
function networkSection({ draft, networks, network, layers, error, change }) {
  const { value: described, problem } = layers;
  return html`
    ${networkChoice({
      networks,
      chosen: draft['network.name'],
      error: error('network.name'),
      onChoose: (name) => change('network.name', name),
    })}
    <div class="grid-fields">
      ${network?.settings.map((setting) => {
        const path = `network.settings.${setting.name}`;
        const value = draft[path] ?? String(setting.default ?? '');
        return settingField(setting, value, error(path), (text) => change(path, text));
      })}
    </div>
    ${problem ? html`<p class="error" role="status">${problem.errors.map(({ message }) => message).join(' ') || problem.message}</p>` : nothing}
    ${described && !problem && described.name === network?.name ? layerTable(described, draft['training.batchSize']) : nothing}
  `;
}

/** @param {SubmitView} view @param {import('../core/job-fields.js').Field} one */
function jobField({ draft, suggestions, error, change }, one) {
  if (one.path === 'training.momentum' && draft['training.optimizer'] !== 'sgd') return nothing;
  const usual = `${draft['network.name'] || 'network'} on ${draft['dataset.name'] || 'data set'}`;
  return field({
    ...one,
    value: draft[one.path],
    error: error(one.path),
    suggestions: suggestions[one.path],
    placeholder: one.path === 'name' ? usual : undefined,
    inputmode: one.type === 'integer' ? 'numeric' : one.type === 'number' ? 'decimal' : undefined,
    onChange: (value) => change(one.path, value),
  });
}

/** @param {SubmitView} view */
function tags({ draft, error, change }) {
  return field({
    path: 'tags',
    label: 'Tags',
    hint: 'name=value, one a line',
    lines: true,
    value: draft.tags,
    error: error('tags'),
    placeholder: 'team=vision',
    onChange: (value) => change('tags', value),
  });
}
