// @ts-check
import { html, nothing } from 'lit';
import { bytes, roughly } from '../core/format.js';
import { progressBar } from './progress-bar.js';

/**
 * How far an upload is.
 * @param {string} name of what is sent
 * @param {import('../core/upload.js').Sent} sent
 * @param {() => void} onStop
 */
export function uploadProgress(name, { done, total, secondsLeft, waiting }, onStop) {
  return html`
    <h2>Uploading ${name}</h2>
    ${progressBar({ done, total, label: 'Upload', tone: waiting ? 'pause' : 'busy' })}
    <p class="muted">
      ${bytes(done)} of ${bytes(total)}${!waiting && secondsLeft !== undefined ? html` · about ${roughly(secondsLeft)} left` : nothing}
    </p>
    <p class="warn" role="status">${waiting ? 'The connection is lost. The upload goes on where it stopped as soon as it is there again.' : nothing}</p>
    <p><button type="button" class="button" @click=${onStop}>Stop the upload</button></p>
  `;
}
