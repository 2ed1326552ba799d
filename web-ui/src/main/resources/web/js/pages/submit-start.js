// @ts-check
import { html, nothing } from 'lit';
import { field } from '../components/field.js';
import { datasetName } from '../core/format.js';

/** @typedef {import('./submit-sections.js').SubmitView} SubmitView */

/**
 * The part of the form that chooses a model to begin with: layers of the same name and shape take its parameters, the
 * others, such as a head for other classes, start anew.
 * @param {SubmitView} view
 */
export function startFields({ draft, sources, error, change }) {
  const models = sources.models.value ?? [];
  if (models.length === 0) return html`<p class="small muted">No model has been registered yet.</p>`;
  const model = sources.startModel;
  return html`<div class="grid-fields">
      ${field({
        path: 'startFrom.model',
        label: 'Model',
        value: draft['startFrom.model'] ?? '',
        error: error('startFrom.model'),
        hint: 'Its parameters are taken over where layers have the same name and shape; the rest starts anew',
        choices: [['', 'None: start anew'], ...models.map(({ name }) => /** @type {[string, string]} */ ([name, name]))],
        onChange: (name) => change('startFrom.model', name),
      })}
      ${
        model
          ? html`${field({
              path: 'startFrom.which',
              label: 'Its version',
              value: draft['startFrom.which'] ?? '',
              error: error('startFrom.which'),
              choices: versions(model),
              hint: 'Settled when the job is accepted',
              onChange: (which) => change('startFrom.which', which),
            })}
            ${field({
              path: 'startFrom.freezeUpTo',
              label: 'Freeze up to',
              value: draft['startFrom.freezeUpTo'] ?? '',
              error: error('startFrom.freezeUpTo'),
              choices: layers(sources.described),
              hint: 'This layer and all before it keep their parameters',
              onChange: (layer) => change('startFrom.freezeUpTo', layer),
            })}`
          : nothing
      }
    </div>
    ${model ? origin(sources) : nothing}`;
}

/** @param {import('../core/types.js').Model} model @returns {[string, string][]} */
function versions({ aliases, versions: all }) {
  const usual = aliases.champion === undefined ? `Newest (v${all[0]?.version})` : `champion (v${aliases.champion})`;
  return [
    ['', usual],
    ...Object.entries(aliases)
      .filter(([alias]) => alias !== 'champion')
      .map(([alias, version]) => /** @type {[string, string]} */ ([`alias:${alias}`, `${alias} (v${version})`])),
    ...all.map(({ version }) => /** @type {[string, string]} */ ([`version:${version}`, `v${version}`])),
  ];
}

/** @param {import('../core/types.js').Network|undefined} network @returns {[string, string][]} */
function layers(network) {
  const all = (network?.layers ?? []).filter(({ auxiliary }) => !auxiliary);
  // The last layer is what tells the classes apart; without it nothing would be trained.
  return [['', 'Nothing'], ...all.slice(0, -1).map(({ name }) => /** @type {[string, string]} */ ([name, name]))];
}

/** @param {import('./submit-sources.js').SubmitSources} sources */
function origin({ startVersion, network }) {
  if (!startVersion) return nothing;
  const other = network && startVersion.network !== network.name;
  return html`<p class="small ${other ? 'warn' : 'muted'}" role="status">
    Version ${startVersion.version} is a ${startVersion.network} trained on
    ${datasetName(startVersion.dataset)}.${other ? ` Few layers of ${network.name} have the same name and shape.` : ''}
  </p>`;
}
