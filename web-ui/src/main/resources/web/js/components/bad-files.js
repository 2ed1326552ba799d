// @ts-check
import { html, nothing } from 'lit';
import { plural } from '../core/format.js';
import './copy-button.js';

const MOST = 200;

/**
 * The files that could not be taken, with the reason.
 * @param {import('../core/types.js').BadFile[]|undefined} files
 * @param {number} [total] how many there were, if more than are listed
 */
export function badFiles(files, total) {
  if (!files || files.length === 0) return nothing;
  const all = files.map(({ file, reason }) => `${file}\t${reason}`).join('\n');
  return html`<details class="card">
    <summary>${plural(total ?? files.length, 'bad file')} left out</summary>
    <p class="end"><copy-button .text=${all} label="Copy the list"></copy-button></p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Bad files, scrolls">
      <table>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          ${files.slice(0, MOST).map(
            ({ file, reason }) =>
              html`<tr>
                <td class="mono">${file}</td>
                <td>${reason}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${files.length > MOST ? html`<p class="small muted">The first ${MOST}; the copied list has all ${files.length}.</p>` : nothing}
  </details>`;
}
