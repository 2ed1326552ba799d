// @ts-check
import { html, nothing } from 'lit';
import { count, plural } from '../core/format.js';

/** @typedef {import('../core/types.js').Duplicates} Duplicates */

/**
 * Images that are there more than once: exactly, and to the eye.
 * @param {import('../core/types.js').Statistics['report']} report
 */
export function duplicateReport({ duplicates, nearDuplicates, alreadyThere }) {
  if (!duplicates && !nearDuplicates)
    return html`<p class="muted">Not known: this version was made before it was noticed. Import again to see it.</p>`;
  return html`${groups('Exactly the same', duplicates)} ${groups('Nearly the same', nearDuplicates)}
  ${alreadyThere ? html`<p class="small muted">${plural(alreadyThere, 'image')} that the version before had were left out.</p>` : nothing}`;
}

/** @param {string} title @param {Duplicates|undefined} found */
function groups(title, found) {
  if (!found || found.groups === 0) return html`<p><b>${title}</b> <span class="muted">· none</span></p>`;
  const { acrossSplits = 0, acrossClasses = 0, examples = [] } = found;
  return html`<div class="duplicates">
    <p><b>${title}</b> <span class="muted">· ${plural(found.groups, 'group')}</span></p>
    ${acrossSplits > 0 ? html`<p class="warn">${plural(acrossSplits, 'group')} ${acrossSplits === 1 ? 'has' : 'have'} images in different splits: what is tested there was learnt.</p>` : nothing}
    ${acrossClasses > 0 ? html`<p class="warn">${plural(acrossClasses, 'group')} ${acrossClasses === 1 ? 'has' : 'have'} images of different classes.</p>` : nothing}
    ${
      examples.length > 0
        ? html`<details>
            <summary class="small">${examples.length < found.groups ? `${count(examples.length)} of them` : 'Which ones'}</summary>
            <ul class="duplicate-groups" role="list">
              ${examples.map(
                (group) =>
                  html`<li>
                    ${group.map(({ file, class: name, split }) => html`<div><span class="mono">${file}</span> <span class="muted">${name}, ${split}</span></div>`)}
                  </li>`,
              )}
            </ul>
          </details>`
        : nothing
    }
  </div>`;
}
