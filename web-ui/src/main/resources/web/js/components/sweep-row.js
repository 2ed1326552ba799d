// @ts-check
import { html, nothing } from 'lit';
import { icon } from '../core/icons.js';
import { onChecked } from '../core/on.js';
import { rowPath } from '../core/sweep-draft.js';
import { OTHER } from '../core/sweep-places.js';
import { isListed, kindsOf, parameterOf, pathOf, rowRefusals, written } from '../core/sweep-rows.js';
import { field, fieldId } from './field.js';
import { valueSpan } from './value-span.js';

/** @typedef {import('../core/sweep-rows.js').Row} Row */
/** @typedef {import('../core/sweep-places.js').Place} Place */

/**
 * @typedef {object} RowView
 * @property {Row} row
 * @property {Place} place what it varies
 * @property {import('../core/sweep-places.js').PlaceGroup[]} groups everything that can vary
 * @property {(path: string) => string|undefined} error
 * @property {(name: keyof Row, value: string) => void} onChange
 * @property {() => void} onRemove
 */

/** One parameter that varies, with what it can become. @param {RowView} view */
export function sweepRow(view) {
  const { row, place, groups, onRemove } = view;
  const name = pathOf(row) && place.path === OTHER ? pathOf(row) : place.label;
  const kinds = kindsOf(place);
  const valid = Object.keys(rowRefusals(row, place, [row])).length === 0;
  return html`<fieldset class="vary">
    <legend class="sr-only">${name}</legend>
    <div class="grid-fields vary-fields">
      ${rowField(view, 'path', 'Parameter', {
        groups: groups.map(({ title, places }) => ({
          title,
          choices: places.map(({ path, label }) => /** @type {[string, string]} */ ([path, label])),
        })),
      })}
      ${place.path === OTHER ? rowField(view, 'other', 'Its place in the job', { placeholder: 'training.…' }) : nothing}
      ${kinds.length > 1 ? rowField(view, 'kind', 'Is', { choices: kinds }) : nothing}
    </div>
    ${row.kind === 'values' ? listed(view) : ranged(view)}
    <button
      type="button"
      class="button quiet small vary-remove"
      aria-label="Leave ${name} as it is"
      title="Leave it as it is"
      @click=${onRemove}
    >
      ${icon('cross')}
    </button>
    ${valid && !place.choices ? valueSpan(parameterOf(row, place)) : nothing}
  </fieldset>`;
}

/** @param {RowView} view */
function listed(view) {
  const { row, place, onChange, error } = view;
  if (!place.choices)
    return rowField(view, 'values', 'Values', {
      lines: isListed(place),
      hint: isListed(place) ? 'One a line' : 'Separated by commas',
    });
  const chosen = written(row, place);
  const path = rowPath(row, 'values');
  const id = fieldId(path);
  const wrong = error(path);
  const toggle = (/** @type {string} */ value, /** @type {boolean} */ on) =>
    (place.choices ?? []).map(([one]) => one).filter((one) => (one === value ? on : chosen.includes(one)));
  return html`<fieldset class="field whole-row" id=${id} tabindex="-1" aria-describedby=${wrong ? `${id}-error` : nothing}>
    <legend>Values</legend>
    <div class="chips">
      ${place.choices.map(
        ([value, text]) =>
          html`<label class="chip">
            <input
              type="checkbox"
              name=${path}
              value=${value}
              .checked=${chosen.includes(value)}
              @change=${onChecked((on) => onChange('values', toggle(value, on).join('\n')))}
            />
            ${text}
          </label>`,
      )}
    </div>
    <p class="error" id="${id}-error" ?hidden=${!wrong}>${wrong ?? ''}</p>
  </fieldset>`;
}

/** @param {RowView} view */
function ranged(view) {
  const { row } = view;
  const isLog = row.kind.endsWith('log');
  /** @type {[string, string][]} */
  const taken = [
    ['', 'any number'],
    ['count', 'a number of them'],
    ...(isLog ? [] : [/** @type {[string, string]} */ (['step', 'in steps'])]),
  ];
  const known = isLog && row.taken === 'step' ? '' : row.taken;
  return html`<div class="vary-range">
    ${rowField(view, 'from', 'From', { inputmode: 'decimal' })} ${rowField(view, 'to', 'To', { inputmode: 'decimal' })}
    ${rowField(view, 'taken', 'Values', { choices: taken, value: known })}
    ${known === 'count' ? rowField(view, 'count', 'How many', { inputmode: 'numeric' }) : nothing}
    ${known === 'step' ? rowField(view, 'step', 'Step', { inputmode: 'decimal' }) : nothing}
  </div>`;
}

/**
 * @param {RowView} view
 * @param {keyof Row} name
 * @param {string} label
 * @param {Partial<import('./field.js').FieldOptions>} more
 */
function rowField({ row, error, onChange }, name, label, more) {
  const path = rowPath(row, name);
  return field({
    path,
    label,
    value: String(row[name]),
    error: error(path),
    onChange: (value) => onChange(name, value),
    ...more,
  });
}
