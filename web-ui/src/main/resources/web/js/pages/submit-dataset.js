// @ts-check
import { html, nothing } from 'lit';
import { field } from '../components/field.js';
import { count, imageSize, plural } from '../core/format.js';

/**
 * The part of the form that chooses a data set.
 * @param {import('./submit-sections.js').SubmitView} view
 */
export function datasetFields({ sources, draft, error, change }) {
  const { version, network } = sources;
  const datasets = sources.datasets.value ?? [];
  const set = sources.set.value;
  if (datasets.length === 0) {
    return html`<p class="note">
      There is no data set yet. <a href="/import">Import one</a>, or let
      <code>./pharos sample-data digits DIR</code> draw one.
    </p>`;
  }
  const name = draft['dataset.name'] ?? '';
  const known = name === '' || datasets.some((one) => one.name === name);
  const versions = set?.name === name ? set.versions : [];
  /** @type {[string, string][]} */
  const names = [['', 'Choose…'], ...datasets.map((one) => /** @type {[string, string]} */ ([one.name, one.name]))];
  if (!known) names.push([name, `${name} (missing)`]);
  return html`
    <div class="grid-fields">
      ${field({ path: 'dataset.name', label: 'Data set', required: true, value: name, choices: names, error: error('dataset.name'), onChange: (value) => change('dataset.name', value) })}
      ${field({
        path: 'dataset.version',
        label: 'Version',
        value: draft['dataset.version'] ?? '',
        error: error('dataset.version'),
        choices: [
          ['', versions.length > 0 ? `Newest (${versions[0].version})` : 'Newest'],
          ...versions.map((one) => /** @type {[string, string]} */ ([String(one.version), String(one.version)])),
        ],
        onChange: (value) => change('dataset.version', value),
      })}
    </div>
    ${version ? html`<p class="small muted">${described(version, sources.described?.input ?? network?.input)}</p>` : nothing}
  `;
}

/**
 * @param {import('../core/types.js').DatasetVersion} version
 * @param {import('../core/types.js').Network['input']|undefined} input of the network
 */
function described(version, input) {
  const other =
    input &&
    (input.height !== version.height || input.width !== version.width || input.channels !== version.channels);
  return html`${plural(version.classes.length, 'class', 'classes')}; ${count(version.training)} training,
  ${count(version.validation)} validation and ${count(version.test)} test images of
  ${imageSize(version)}.${other ? html` They are brought to the network’s ${imageSize(input)}.` : nothing}`;
}
