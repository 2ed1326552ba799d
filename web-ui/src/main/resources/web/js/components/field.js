// @ts-check
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { onValue } from '../core/on.js';

/**
 * @typedef {object} FieldOptions
 * @property {string} path names the field; its id is made from it
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [error]
 * @property {string} value
 * @property {(value: string) => void} onChange
 * @property {[string, string][]} [choices] value and text: makes a list to choose from
 * @property {{title: string, choices: [string, string][]}[]} [groups] the same under headings
 * @property {string[]} [suggestions]
 * @property {string} [placeholder]
 * @property {string} [inputmode]
 * @property {boolean} [required]
 * @property {boolean} [lines] several lines of text
 * @property {string} [unit]
 */

/** @param {string} path */
export function fieldId(path) {
  return `field-${path.replaceAll(/[^\w-]/g, '-')}`;
}

/**
 * A labelled field with its hint and, beside it, what is wrong with its value.
 * @param {FieldOptions} options
 */
export function field(options) {
  const { path, label, hint, error, required } = options;
  const id = fieldId(path);
  return html`<div class="field">
    <label for=${id}>${label}${required ? html`<span class="muted"> (required)</span>` : nothing}</label>
    ${options.choices || options.groups ? choice(options, id) : options.lines ? lines(options, id) : input(options, id)}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <p class="error" id="${id}-error" ?hidden=${!error}>${error ?? ''}</p>
  </div>`;
}

/** @param {FieldOptions} options @param {string} id */
const described = ({ hint, error }, id) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;

/** @param {FieldOptions} options @param {string} id */
function input(options, id) {
  const { value, onChange, error, suggestions, placeholder, inputmode, path, required } = options;
  return html`<input
      id=${id}
      name=${path}
      autocomplete="off"
      spellcheck="false"
      .value=${live(value)}
      placeholder=${placeholder ?? nothing}
      inputmode=${inputmode ?? nothing}
      list=${suggestions ? `${id}-list` : nothing}
      aria-required=${required ? 'true' : nothing}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${described(options, id)}
      @input=${onValue(onChange)}
    />
    ${suggestions ? html`<datalist id="${id}-list">${suggestions.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}`;
}

/** @param {FieldOptions} options @param {string} id */
function choice(options, id) {
  const { value, onChange, error, choices, groups, path, required } = options;
  const listed = (/** @type {[string, string]} */ [one, text]) =>
    html`<option value=${one} .selected=${live(one === value)}>${text}</option>`;
  return html`<select
    id=${id}
    name=${path}
    aria-required=${required ? 'true' : nothing}
    aria-invalid=${error ? 'true' : nothing}
    aria-describedby=${described(options, id)}
    @change=${onValue(onChange)}
  >
    ${choices?.map(listed)}
    ${groups?.map((group) => html`<optgroup label=${group.title}>${group.choices.map(listed)}</optgroup>`)}
  </select>`;
}

/** @param {FieldOptions} options @param {string} id */
function lines(options, id) {
  const { value, onChange, error, placeholder, path } = options;
  return html`<textarea
    id=${id}
    name=${path}
    rows="2"
    spellcheck="false"
    placeholder=${placeholder ?? nothing}
    aria-invalid=${error ? 'true' : nothing}
    aria-describedby=${described(options, id)}
    .value=${live(value)}
    @input=${onValue(onChange)}
  ></textarea>`;
}
