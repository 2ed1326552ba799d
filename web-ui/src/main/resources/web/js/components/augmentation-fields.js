// @ts-check
import { html, nothing } from 'lit';
import { EFFECTS, knobValue, NORMALISATIONS, WINDOW_KNOBS, WINDOWS, wordOf } from '../core/augmentation.js';
import { onChecked } from '../core/on.js';
import { field } from './field.js';

/** @typedef {import('../core/augmentation.js').Chosen} Chosen */
/** @typedef {import('../core/augmentation.js').Knob} Knob */

/** @type {[string, string][]} */
const PRESETS = [
  ['none', 'None'],
  ['crop-mirror', 'Random crops and mirror images'],
  ['alexnet', 'As AlexNet: with colour noise'],
  ['', 'Put together below'],
];

/**
 * The choice of an augmentation.
 * @param {object} options
 * @param {Chosen} options.chosen
 * @param {Record<string, string>} options.refused by the knob's name
 * @param {(word: string) => void} options.onPreset
 * @param {(name: string, value: string|undefined) => void} options.onChange undefined: not any more
 */
export function augmentationFields({ chosen, refused, onPreset, onChange }) {
  const word = wordOf(chosen) ?? '';
  /** @param {Knob[]} knobs */
  const fields = (knobs) =>
    knobs.length === 0
      ? nothing
      : html`<div class="knobs">
          ${knobs.map((one) =>
            field({
              path: one.name,
              label: one.label,
              value: knobValue(chosen, one),
              error: refused[one.name],
              inputmode: one.whole ? 'numeric' : 'decimal',
              onChange: (value) => onChange(one.name, value),
            }),
          )}
        </div>`;
  return html`
    ${field({
      path: 'preset',
      label: 'Augmentation',
      value: word,
      choices: word === '' ? PRESETS : PRESETS.slice(0, -1),
      onChange: (value) => value && onPreset(value),
    })}
    ${field({ path: 'window', label: 'Window', value: chosen.window, choices: WINDOWS, onChange: (value) => onChange('window', value) })}
    ${fields(WINDOW_KNOBS[chosen.window] ?? [])}
    ${EFFECTS.map(
      ({ name, label, knobs }) =>
        html`<div>
          <label class="inline">
            <input
              type="checkbox"
              name=${name}
              .checked=${Boolean(chosen[name])}
              @change=${onChecked((on) => onChange(name, on ? 'yes' : undefined))}
            />
            ${label}
          </label>
          ${chosen[name] ? fields(knobs) : nothing}
        </div>`,
    )}
    ${field({
      path: 'normalisation',
      label: 'Normalisation',
      value: chosen.normalisation ?? 'channel',
      choices: NORMALISATIONS,
      hint: 'Not seen here; the model keeps it',
      onChange: (value) => onChange('normalisation', value),
    })}
  `;
}
