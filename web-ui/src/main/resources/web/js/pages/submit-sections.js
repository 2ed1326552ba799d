// @ts-check
import { html, nothing } from 'lit';
import { field } from '../components/field.js';
import { applies, defaultOf, isChanged } from '../core/job-draft.js';
import { MORE_RUN, RUN } from '../core/job-fields.js';
import { FIRST, MORE } from '../core/training-fields.js';
import { datasetFields } from './submit-dataset.js';
import { networkFields } from './submit-network.js';
import { startFields } from './submit-start.js';

/** @typedef {import('../core/job-fields.js').Field} Field */

/**
 * What the sections of the form show, and whom they tell.
 * @typedef {object} SubmitView
 * @property {import('../core/job-draft.js').Draft} draft what was chosen
 * @property {import('../core/job-draft.js').Draft} initial what was filled in before anybody typed
 * @property {import('./submit-sources.js').SubmitSources} sources
 * @property {import('../core/job-draft.js').Basis} basis
 * @property {(path: string) => string} value what a field holds, chosen or not
 * @property {(path: string) => string|undefined} error what is wrong with a field
 * @property {(path: string, value: string) => void} change
 * @property {Set<string>} [varied] what a sweep varies
 */

/** The form for a job, section by section. @param {SubmitView} view */
export function submitSections(view) {
  return [...jobSections(view), section('run', 'Run', runFields(view))];
}

/** What is trained, on what and how. @param {SubmitView} view */
export function jobSections(view) {
  return [
    section('network', 'Network', networkFields(view)),
    section('dataset', 'Data set', datasetFields(view)),
    section('training', 'Training', trainingFields(view)),
  ];
}

/** @param {string} id @param {string} title @param {unknown} content */
export function section(id, title, content) {
  return html`<section class="card stack" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

/** @param {SubmitView} view */
function trainingFields(view) {
  const { sources, basis, change, error, value } = view;
  const more = MORE.flatMap(({ fields }) => fields);
  const changed = more.filter((one) => isChanged(one, view.draft, basis)).length;
  return html`
    <div class="grid-fields">
      ${field({
        path: 'training.recipe',
        label: 'Recipe',
        value: value('training.recipe'),
        error: error('training.recipe'),
        hint: basis.recipe ? `${basis.recipe.about}.` : '',
        choices: (sources.recipes.value ?? []).map(({ name }) => [name, name]),
        onChange: (name) => change('training.recipe', name),
      })}
      ${FIRST.map((one) => jobField(view, one))}
    </div>
    <details class="more" ?open=${more.some((one) => isChanged(one, view.initial, basis))}>
      <summary>
        More settings${changed > 0 ? html` <span class="tag">${changed} changed</span>` : nothing}
      </summary>
      <div class="stack">
        ${MORE.map(
          ({ title, fields }) =>
            html`<fieldset class="stack group">
              <legend>${title}</legend>
              <div class="grid-fields">${fields.map((one) => jobField(view, one))}</div>
            </fieldset>`,
        )}
      </div>
    </details>
    <details class="more" ?open=${Boolean(view.initial['startFrom.model'])}>
      <summary>Begin with a trained model</summary>
      <div class="stack">${startFields(view)}</div>
    </details>
  `;
}

/** @param {SubmitView} view */
function runFields(view) {
  return html`<div class="grid-fields">${RUN.map((one) => jobField(view, one))}</div>
    ${moreRunFields(view)}`;
}

/** What most people leave alone. @param {SubmitView} view */
export function moreRunFields(view) {
  const changed = MORE_RUN.filter((one) => isChanged(one, view.draft, view.basis)).length;
  return html`<details class="more" ?open=${Boolean(view.initial.tags)}>
      <summary>More settings${changed > 0 ? html` <span class="tag">${changed} changed</span>` : nothing}</summary>
      <div class="grid-fields">${MORE_RUN.map((one) => jobField(view, one))} ${tags(view)}</div>
    </details>`;
}

/** @param {SubmitView} view @param {Field} one */
function jobField(view, one) {
  const { draft, basis, sources, value, error, change } = view;
  if (!applies(one, draft, basis)) return nothing;
  const usual = `${draft['network.name'] || 'network'} on ${draft['dataset.name'] || 'data set'}`;
  /** @type {Record<string, string[]|undefined>} */
  const suggestions = {
    experiment: sources.experiments.value,
    register: sources.models.value?.map(({ name }) => name),
  };
  return field({
    ...one,
    hint: hintOf(one, view),
    value: value(one.path),
    choices: choicesOf(one, value(one.path)),
    error: error(one.path),
    suggestions: suggestions[one.path],
    placeholder: one.path === 'name' ? usual : one.optional ? 'none' : undefined,
    inputmode: one.type === 'integer' ? 'numeric' : one.type === 'number' ? 'decimal' : undefined,
    onChange: (text) => change(one.path, text),
  });
}

/** The choices, and what was put together elsewhere. @param {Field} one @param {string} value @returns {Field['choices']} */
function choicesOf({ choices, written }, value) {
  return choices && written && value.startsWith('{') ? [...choices, [value, 'Put together: see the job']] : choices;
}

/** What the recipe would have, where somebody chose otherwise. @param {Field} one @param {SubmitView} view */
function hintOf(one, { draft, basis, varied }) {
  if (varied?.has(one.path)) return 'Each trial has its own: see the search space';
  const usual = defaultOf(one.path, basis, draft);
  if (!one.path.startsWith('training.') || !isChanged(one, draft, basis)) return one.hint;
  return `${basis.recipe?.name ?? 'The recipe'} has ${one.choices?.find(([choice]) => choice === usual)?.[1] ?? (usual || 'none')}`;
}

/** @param {SubmitView} view */
function tags({ value, error, change }) {
  return field({
    path: 'tags',
    label: 'Tags',
    hint: 'name=value, one a line',
    lines: true,
    value: value('tags'),
    error: error('tags'),
    placeholder: 'team=vision',
    onChange: (text) => change('tags', text),
  });
}
