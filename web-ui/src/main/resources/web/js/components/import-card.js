// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { bytes, count, plural, roughly } from '../core/format.js';
import { icon } from '../core/icons.js';
import { notify } from '../core/notify.js';
import { ask } from './ask.js';
import { moment } from './moment.js';
import { progressBar } from './progress-bar.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Import} Import */

/** @param {Import} job */
export function importEnded({ phase }) {
  return phase === 'READY' || phase === 'FAILED' || phase === 'CANCELLED';
}

/**
 * How far an import is, or how it ended.
 * @param {Import} job
 * @param {() => void} onChanged
 */
export function importCard(job, onChanged) {
  const over = importEnded(job);
  const tone = job.phase === 'FAILED' ? 'bad' : job.phase === 'CANCELLED' ? 'off' : over ? 'good' : 'busy';
  return html`<article class="card import" data-import=${job.id}>
    <div class="import-head">
      <a class="row-link" href="/imports/${job.id}">${job.dataset}</a>
      ${statePill(job.phase)}
      <span class="grow"></span>
      ${over ? nothing : html`<button class="button small danger-quiet" @click=${() => cancel(job, onChanged)}>${icon('stop')}Cancel…</button>`}
      ${job.phase === 'READY' ? html`<a class="button small" href="/datasets/${encodeURIComponent(job.dataset)}?version=${job.version ?? ''}">Open version ${job.version}</a>` : nothing}
    </div>
    ${progressBar({ done: over ? 1 : job.done, total: over ? 1 : job.total || undefined, label: `Import of ${job.dataset}`, tone })}
    <p class="small muted">
      ${job.total > 0 ? html`${done(job)} · ` : nothing}${job.bad > 0 ? html`<span class="warn">${count(job.bad)} bad</span> · ` : nothing}${!over && job.secondsLeft !== undefined ? html`about ${roughly(job.secondsLeft)} left · ` : nothing}${job.source}
      · ${moment(job.createdAt)}
    </p>
    ${job.reason ? html`<p class=${job.phase === 'FAILED' ? 'error' : 'muted'}>${job.reason}</p>` : nothing}
  </article>`;
}

/** Archives are gone through byte by byte, what is in them file by file. @param {Import} job */
function done({ phase, done, total }) {
  return phase === 'UNPACKING' ? `${bytes(done)} of ${bytes(total)}` : `${count(done)} of ${plural(total, 'file')}`;
}

/** @param {Import} job @param {() => void} onChanged */
async function cancel(job, onChanged) {
  const done = await ask({
    title: 'Cancel this import?',
    text: html`<p>Nothing of it is kept; versions of “${job.dataset}” that are there already stay as they are.</p>`,
    action: 'Cancel the import',
    stay: 'Let it go on',
    danger: true,
    act: () => api.cancelImport(job.id),
  });
  if (!done) return;
  notify('The import is being cancelled');
  onChanged();
}
