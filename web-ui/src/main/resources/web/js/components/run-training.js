// @ts-check
import { html, nothing } from 'lit';
import { applies, defaultOf, draftOf, isChanged, valueOf } from '../core/job-draft.js';
import { MORE, FIRST } from '../core/training-fields.js';

/** @typedef {import('../core/types.js').Job} Job */
/** @typedef {import('../core/types.js').Recipe} Recipe */
/** @typedef {import('../core/job-fields.js').Field} Field */

const GROUPS = [{ title: '', fields: FIRST }, ...MORE];

/**
 * How a run is trained: every value, and what the recipe would have where the job says otherwise.
 * @param {Job} job
 * @param {Recipe|undefined} recipe of the job
 */
export function runTraining(job, recipe) {
  const basis = { recipe };
  const draft = draftOf(job, basis);
  return html`<section aria-labelledby="training-title">
    <h2 id="training-title">Training</h2>
    <div class="table-frame">
      <table class="values">
        <thead class="sr-only">
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Is</th>
          </tr>
        </thead>
        <tbody>
          ${job.training?.recipe ? row('Recipe', job.training.recipe, '') : nothing}
          ${GROUPS.flatMap(({ fields }) => fields)
            .filter((one) => applies(one, draft, basis) && valueOf(draft, one.path, basis) !== '')
            .map((one) =>
              row(
                one.label,
                text(one, valueOf(draft, one.path, basis)),
                recipe && isChanged(one, draft, basis)
                  ? text(one, defaultOf(one.path, basis, draft)) || 'none'
                  : '',
              ),
            )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** @param {string} label @param {string} value @param {string} usual what the recipe has, where that is another */
function row(label, value, usual) {
  return html`<tr>
    <th scope="row">${label}</th>
    <td>${value}${usual ? html` <span class="small muted">instead of ${usual}</span>` : nothing}</td>
  </tr>`;
}

/** @param {Field} field @param {string} value */
function text({ choices }, value) {
  return choices?.find(([choice]) => choice === value)?.[1] ?? value;
}
