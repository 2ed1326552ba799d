// @ts-check
import { html, nothing } from 'lit';
import { count } from '../core/format.js';
import { field, fieldId } from './field.js';
import { patternField } from './pattern-field.js';

/** @typedef {import('../core/types.js').Network} Network */
/** @typedef {import('../core/types.js').Setting} Setting */
/** @typedef {import('./pattern-field.js').Span} Span */

/**
 * One network of the catalogue, as radio buttons.
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
    <div class="choices compact">
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
              <b>${network.name}</b>
              <span class="choice-about muted">
                ${isPattern(network) ? 'your own layers' : html`${rough(network.parameters)} <span class="choice-unit">parameters</span>`}
              </span>
            </span>
          </label>`,
      )}
    </div>
    <p class="error" id="${id}-error" ?hidden=${!error}>${error ?? ''}</p>
  </fieldset>`;
}

/** A network whose layers its user writes. @param {Network|undefined} network */
export function isPattern(network) {
  return network?.settings.some(isText) ?? false;
}

/** @param {Setting} setting */
export function isText({ type }) {
  return type === 'text';
}

/** @param {number} parameters such as 61.0 M */
export function rough(parameters) {
  if (parameters >= 1e6) return `${(parameters / 1e6).toFixed(1)}\u00a0M`;
  if (parameters >= 1e5) return `${Math.round(parameters / 1e3)}\u00a0k`;
  return count(parameters);
}

/**
 * A setting of the network: a list where the catalogue lists values, several lines for a text, otherwise what the
 * platform checks.
 * @param {Setting} setting
 * @param {string} value
 * @param {string|undefined} error
 * @param {(value: string) => void} onChange
 * @param {Span} [span] the characters that are wrong
 */
export function settingField(setting, value, error, onChange, span) {
  const { name, about, default: initial, values, type } = setting;
  const path = `network.settings.${name}`;
  if (isText(setting)) return patternField({ path, label: name, hint: about, value, error, span, onChange });
  const choices = values?.length ? values.map(String) : type === 'boolean' ? ['true', 'false'] : undefined;
  return field({
    path,
    label: name,
    hint: `${about ?? ''}${initial === undefined ? '' : ` Default: ${said(initial)}.`}`.trim(),
    error,
    value,
    onChange,
    inputmode: choices ? undefined : 'decimal',
    choices: choices?.map((one) => /** @type {[string, string]} */ ([one, said(one)])),
  });
}

/** @param {string} value of a setting, as people say it */
function said(value) {
  return { true: 'on', false: 'off' }[value] ?? value;
}
