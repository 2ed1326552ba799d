// @ts-check
import { html, nothing } from 'lit';
import { bytes, plural } from '../core/format.js';
import { moment } from './moment.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Worker} Worker */

/** Who is there, on what, busy with what. @param {Worker[]} workers */
export function workerList(workers) {
  if (workers.length === 0) {
    return html`<p class="note">
      No worker is there: queued runs wait until one is. <code>./pharos up</code> brings one along.
    </p>`;
  }
  return html`<ul class="workers" role="list">
    ${workers.map((worker) => html`<li class="card">${one(worker)}</li>`)}
  </ul>`;
}

/** @param {Worker} worker */
function one({ id, name, state, device, slots, labels, active = [], lastSeenAt }) {
  return html`
    <div class="import-head">
      <h3>${name}</h3>
      ${statePill(state)}
      <span class="grow"></span>
      <span class="small muted">${active.length} of ${plural(slots, 'slot')} busy</span>
    </div>
    <p><b>${device.kind.toUpperCase()}</b> ${device.name}</p>
    <p class="small muted">${plural(device.cores, 'thread')} · ${bytes(device.memoryBytes)} · ${device.engine}</p>
    ${device.note ? html`<p class="small warn">${device.note}</p>` : nothing}
    ${active.length > 0 ? html`<p class="small">Trains ${active.map(({ run, attempt }) => html`<a href="/runs/${run}" class="mono">…${run.slice(-8)}</a> (attempt ${attempt}) `)}</p>` : nothing}
    <p class="small muted">
      ${Object.entries(labels ?? {}).map(([key, value]) => html`<span class="tag">${key}: ${value}</span> `)}
      <code>${id}</code> · last heard ${moment(lastSeenAt)}
    </p>
  `;
}
