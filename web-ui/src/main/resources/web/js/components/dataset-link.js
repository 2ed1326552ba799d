// @ts-check
import { html } from 'lit';
import { NONE, datasetName } from '../core/format.js';

/**
 * A version of a data set, and the way to its page.
 * @param {import('../core/types.js').DatasetRef|string|null|undefined} dataset a text is name@version
 */
export function datasetLink(dataset) {
  if (!dataset) return NONE;
  const [name, version] =
    typeof dataset === 'string' ? dataset.split('@') : [dataset.name, dataset.version];
  const query = version ? `?version=${version}` : '';
  return html`<a href="/datasets/${encodeURIComponent(name)}${query}">${datasetName(dataset)}</a>`;
}
