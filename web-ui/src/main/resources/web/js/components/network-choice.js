// @ts-check
import { html, nothing } from 'lit';
import { count, imageSize } from '../core/format.js';
import { field, fieldId } from './field.js';

/** @typedef {import('../core/types.js').Network} Network */

/**
 * One network of the catalogue, as radio buttons that say what they are.
 * @param {object} options
 * @param {Network[]} options.networks
 * @param {string} options.chosen
 * @param {string} [options.error]
 * @param {(name: string) => void} options.onChoose
 */
export function networkChoice({ networks, chosen, error, onChoose }) {
  const id = fieldId('network.name');
  return html`<fieldset class="field" id=${id} tabindex="-1" aria-describedby=${error ? `${id}-error` : nothing}>
    <legend class="sr-only">Network</legend>
    <div class="choices">
      ${networks.map(
        (network) =>
          html`<label class="choice">
            <input
              type="radio"
              name="network.name"
              value=${network.name}
              .checked=${network.name === chosen}
              @change=${() => onChoose(network.name)}
            />
            <span>
              <b>${network.title || network.name}</b>
              ${network.title && network.title !== network.name ? html`<code>${network.name}</code>` : nothing}
              <span class="choice-about">${network.about}</span>
              <span class="small muted">${imageSize(network.input)} · ${count(network.parameters)} parameters</span>
            </span>
          </label>`,
      )}
    </div>
    <p class="error" id="${id}-error" ?hidden=${!error}>${error ?? ''}</p>
  </fieldset>`;
}

/**
 * A setting of the network: a list where the catalogue lists values, otherwise a text the platform checks.
 * @param {import('../core/types.js').Setting} setting
 * @param {string} value
 * @param {string|undefined} error
 * @param {(value: string) => void} onChange
 */
export function settingField({ name, about, default: initial, values, type }, value, error, onChange) {
  const choices = values?.length ? values.map(String) : type === 'boolean' ? ['true', 'false'] : undefined;
  return field({
    path: `network.settings.${name}`,
    label: name,
    hint: `${about ?? ''}${initial === undefined ? '' : ` Default: ${initial}.`}`.trim(),
    error,
    value,
    onChange,
    inputmode: choices ? undefined : 'decimal',
    choices: choices?.map(
      (one) => /** @type {[string, string]} */ ([one, one === 'true' ? 'on' : one === 'false' ? 'off' : one]),
    ),
  });
}
