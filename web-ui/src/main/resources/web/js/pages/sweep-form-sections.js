// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { field, fieldId } from '../components/field.js';
import { sweepRow } from '../components/sweep-row.js';
import { icon } from '../core/icons.js';
import { METHOD, PARAMETERS, searchApplies, searchValue } from '../core/sweep-draft.js';
import { GOAL, HALVING, LIMITS, METHODS, METRICS, NAMES, SWEEP } from '../core/sweep-fields.js';
import { placeOf } from '../core/sweep-places.js';
import { jobSections, moreRunFields, section } from './submit-sections.js';

/** @typedef {import('./submit-sections.js').SubmitView} SubmitView */
/** @typedef {import('../core/sweep-rows.js').Row} Row */

/**
 * What the form of a sweep shows beside that of its job.
 * @typedef {object} SearchView
 * @property {import('../core/sweep-draft.js').Search} search
 * @property {() => void} onAdd
 * @property {(row: Row) => void} onRemove
 * @property {(row: Row, name: keyof Row, value: string) => void} onRow
 */

/** The form for a sweep, section by section. @param {SubmitView} view @param {SearchView} more */
export function sweepSections(view, more) {
  return [
    ...jobSections(view),
    section('space', 'Search space', spaceFields(view, more)),
    section('method', 'Method', methodFields(view)),
    section('sweep', 'Sweep', resultFields(view)),
  ];
}

/** @param {SubmitView} view @param {SearchView} more */
function spaceFields({ error }, { search, onAdd, onRemove, onRow }) {
  const { rows, groups } = search;
  const id = fieldId(PARAMETERS);
  const wrong = error(PARAMETERS);
  return html`
    <p class="small muted">What varies from trial to trial. All the rest is as above.</p>
    ${repeat(
      rows,
      ({ id: key }) => key,
      (row) =>
        sweepRow({
          row,
          place: placeOf(groups, row.path),
          groups,
          error,
          onChange: (name, value) => onRow(row, name, value),
          onRemove: () => onRemove(row),
        }),
    )}
    <fieldset class="field" id=${id} tabindex="-1" aria-describedby=${wrong ? `${id}-error` : nothing}>
      <legend class="sr-only">All parameters</legend>
      <p class="error" id="${id}-error" ?hidden=${!wrong}>${wrong ?? ''}</p>
      <button type="button" class="button vary-add" @click=${onAdd}>${icon('add')}Vary another parameter</button>
    </fieldset>
  `;
}

/** @param {SubmitView} view */
function methodFields(view) {
  const { draft, error, change } = view;
  const chosen = searchValue(draft, METHOD);
  const id = fieldId(METHOD);
  const wrong = error(METHOD);
  return html`
    <fieldset class="field" id=${id} tabindex="-1" aria-describedby=${wrong ? `${id}-error` : nothing}>
      <legend class="sr-only">Method</legend>
      <div class="choices methods">
        ${METHODS.map(
          ({ name, title, about }) =>
            html`<label class="choice">
              <input
                type="radio"
                name=${METHOD}
                value=${name}
                .checked=${name === chosen}
                @change=${() => change(METHOD, name)}
              />
              <span><b>${title}</b><span class="choice-about muted">${about}</span></span>
            </label>`,
        )}
      </div>
      <p class="error" id="${id}-error" ?hidden=${!wrong}>${wrong ?? ''}</p>
    </fieldset>
    <div class="grid-fields">${[...GOAL, ...HALVING].map((one) => searchField(view, one))}</div>
    <details class="more">
      <summary>More settings</summary>
      <div class="grid-fields">${LIMITS.map((one) => searchField(view, one))}</div>
    </details>
  `;
}

/** @param {SubmitView} view */
function resultFields(view) {
  return html`<div class="grid-fields">${NAMES.map((one) => searchField(view, one))}</div>
    ${moreRunFields(view)}`;
}

/** @param {SubmitView} view @param {import('../core/job-fields.js').Field} one */
function searchField({ draft, sources, value, error, change }, one) {
  if (!searchApplies(one, draft)) return nothing;
  const grid = searchValue(draft, METHOD) === 'grid';
  const inEpochs = searchValue(draft, `${SWEEP}halving.timeMetric`) === 'epoch';
  /** @type {Record<string, string|undefined>} */
  const placeholders = {
    maxTrials: grid ? 'all' : '20',
    maxEpochs: 'no limit',
    'halving.maxTime': inEpochs ? value('training.epochs') : undefined,
    name: `${draft['network.name'] || 'network'} on ${draft['dataset.name'] || 'data set'}`,
  };
  const models = sources.models.value?.map(({ name }) => name);
  /** @type {Record<string, string[]|undefined>} */
  const suggestions = { metric: METRICS, register: models };
  const name = one.path.slice(SWEEP.length);
  return field({
    ...one,
    value: searchValue(draft, one.path),
    error: error(one.path),
    placeholder: placeholders[name],
    suggestions: suggestions[name],
    inputmode: one.type === 'integer' ? 'numeric' : undefined,
    onChange: (text) => change(one.path, text),
  });
}
