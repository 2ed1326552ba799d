// @ts-check
import { html } from 'lit';
import { api } from '../core/api.js';
import { notify } from '../core/notify.js';
import { ask } from './ask.js';

/** @typedef {import('../core/types.js').Model} Model */

/**
 * Lets an alias point to a version.
 * @param {Model} model
 * @param {number} version
 * @param {(model: Model) => void} onDone
 */
export async function promote(model, version, onDone) {
  let alias = '';
  const names = [...new Set(['champion', ...Object.keys(model.aliases)])];
  const done = await ask({
    title: `Promote version ${version}`,
    text: html`<p>Requests that name the alias are answered by version ${version} from then on; none is dropped.</p>
      <div class="field">
        <label for="alias">Alias</label>
        <input
          id="alias"
          name="alias"
          required
          autocomplete="off"
          spellcheck="false"
          list="aliases"
          value="champion"
          aria-describedby="alias-hint"
        />
        <datalist id="aliases">${names.map((name) => html`<option value=${name}></option>`)}</datalist>
        <p class="hint" id="alias-hint">${current(model, version)}</p>
      </div>`,
    action: 'Promote',
    act: async (form) => {
      alias = String(new FormData(form).get('alias')).trim();
      onDone(await api.promote(model.name, alias, version));
    },
  });
  if (done) notify(`${alias} is now version ${version}`);
}

/** @param {Model} model @param {number} version */
function current({ aliases }, version) {
  const champion = aliases.champion;
  if (champion === undefined) return '“champion” is the one that is served when a request names none.';
  return champion === version ? 'This version is the champion already.' : `The champion is version ${champion} now.`;
}

/**
 * @param {Model} model
 * @param {string} alias
 * @param {() => void} onDone
 */
export async function removeAlias(model, alias, onDone) {
  const done = await ask({
    title: `Remove the alias “${alias}”?`,
    text: html`<p>Requests that name it fail from then on. Version ${model.aliases[alias]} itself stays.</p>`,
    action: 'Remove the alias',
    stay: 'Keep it',
    danger: true,
    act: () => api.removeAlias(model.name, alias),
  });
  if (!done) return;
  notify(`${alias} is removed`);
  onDone();
}
