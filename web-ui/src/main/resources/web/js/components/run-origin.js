// @ts-check
import { html, nothing } from 'lit';
import { networkPath } from '../core/network-path.js';

/** @typedef {import('../core/types.js').Run} Run */

/**
 * The network of a run, with the settings that are not its own, and the way to its layers.
 * @param {Run} run
 * @param {import('../core/types.js').Dataset|undefined} set the run's data set
 */
export function runNetwork({ network, job, dataset }, set) {
  if (!job) return network;
  const { settings = {}, input } = job.network;
  const { batchSize: batch, optimizer } = job.training ?? {};
  const classes = set?.versions.find(({ version }) => version === dataset.version)?.classes.length;
  const path = networkPath(job.network, { classes, batch, optimizer });
  const chosen = Object.entries(input ? { input, ...settings } : settings);
  return html`<a href=${path}>${network}</a>${chosen.map(
      ([name, value]) =>
        html`<div class="small chosen">
          <span class="muted">${name}</span> ${value.length > 24 ? html`<code>${value}</code>` : value}
        </div>`,
    )}`;
}

/** The model that a run goes on from. @param {Run} run */
export function runStart({ job }) {
  if (!job?.startFrom) return '';
  const { model, version, alias, freezeUpTo } = job.startFrom;
  return html`<a href="/models/${encodeURIComponent(model)}">${model}${version ? ` v${version}` : ''}</a>
    ${alias ? html`<span class="muted">(${alias})</span>` : nothing}
    ${freezeUpTo ? html`<div class="small"><span class="muted">frozen up to</span> ${freezeUpTo}</div>` : nothing}`;
}
