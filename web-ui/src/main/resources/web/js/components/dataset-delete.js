// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { plural } from '../core/format.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { ask } from './ask.js';

/** @typedef {import('../core/types.js').DatasetUse} DatasetUse */

const NAMED = 5;

/**
 * Deletes a version, or all of them, when nothing depends on it; says what does.
 * @param {import('../core/types.js').Dataset} dataset
 * @param {number} version
 * @returns {Promise<'version'|'all'|undefined>} what is gone
 */
export async function deleteDataset({ name, versions }, version) {
  /** @type {{version: number, uses: DatasetUse[]}[]} */
  let used;
  try {
    used = await Promise.all(
      versions.map(async ({ version }) => ({ version, uses: (await api.datasetUses(name, version)).items })),
    );
  } catch (error) {
    notify(Problem.from(error).message, 'bad');
    return undefined;
  }
  const mine = used.filter((one) => one.version === version && one.uses.length > 0);
  const any = used.filter(({ uses }) => uses.length > 0);
  /** @type {'version'|'all'} */
  let what = 'version';
  const done = await ask({
    title: `Delete ${name}?`,
    text: html`<fieldset class="field">
        <legend class="sr-only">What</legend>
        ${choice('version', `Version ${version}`, mine, true)}
        ${versions.length > 1 ? choice('all', `All ${versions.length} versions`, any, mine.length > 0) : nothing}
      </fieldset>
      <p class="small muted">Images, statistics and reports go for good; the number is not given again.</p>`,
    action: mine.length > 0 && (any.length > 0 || versions.length === 1) ? undefined : 'Delete',
    stay: 'Keep it',
    danger: true,
    act: (form) => {
      what = new FormData(form).get('what') === 'all' ? 'all' : 'version';
      return what === 'all' ? api.deleteDataset(name) : api.deleteVersion(name, version);
    },
  });
  if (!done) return undefined;
  notify(what === 'all' ? `${name} is deleted` : `Version ${version} of ${name} is deleted`);
  return what;
}

/** @param {string} id @param {string} text @param {{version: number, uses: DatasetUse[]}[]} used @param {boolean} first */
function choice(id, text, used, first) {
  return html`<div>
    <label class="inline">
      <input type="radio" name="what" value=${id} ?checked=${first && used.length === 0} ?disabled=${used.length > 0} />
      ${text}
    </label>
    ${used.map(
      ({ version, uses }) =>
        html`<p class="small warn">
            Version ${version} cannot go: ${plural(uses.length, 'run depends', 'runs depend')} on it.
          </p>
          <ul class="small depends" role="list">
            ${uses.slice(0, NAMED).map(({ run, name, models }) => html`<li><a href="/runs/${run}" target="_blank">${name}</a>${models.length > 0 ? html` <span class="muted">· ${models.join(', ')}</span>` : nothing}</li>`)}
            ${uses.length > NAMED ? html`<li class="muted">and ${uses.length - NAMED} more</li>` : nothing}
          </ul>`,
    )}
  </div>`;
}
