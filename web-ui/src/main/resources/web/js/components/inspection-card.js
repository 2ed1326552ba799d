// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { icon } from '../core/icons.js';
import { asked, KINDS } from '../core/inspection.js';
import './evaluation-report.js';
import './inspection-facts.js';
import { moment } from './moment.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Inspection} Inspection */

/**
 * What a look into a network gave, its input beside it.
 * @param {Inspection} inspection
 */
export function inspectionCard(inspection) {
  const kind = KINDS.find((one) => one.kind === inspection.spec.kind);
  const title = `view-${inspection.id}`;
  return html`<article class="card stack" aria-labelledby=${title}>
    <div class="page-head">
      <h3 id=${title}>${kind?.text ?? inspection.spec.kind}</h3>
      ${statePill(inspection.state)}
      <span class="grow"></span>
      <span class="small muted">${asked(inspection)} · ${moment(inspection.createdAt)}</span>
    </div>
    ${inspection.reason ? html`<p class="note bad">${inspection.reason}</p>` : nothing}
    ${inspection.state === 'SUCCEEDED' ? html`${found(inspection, kind?.about ?? '')}` : nothing}
    ${inspection.state === 'QUEUED' ? html`<p class="muted">A worker will take it.</p>` : nothing}
  </article>`;
}

/** @param {Inspection} inspection @param {string} about */
function found(inspection, about) {
  const url = (/** @type {string} */ name) => api.inspectionResultUrl(inspection.id, name);
  const has = (/** @type {string} */ name) => inspection.results.some((result) => result.name === name);
  const { kind } = inspection.spec;
  return html`
    <p class="small muted">${about}</p>
    ${
      kind === 'evaluation'
        ? html`<evaluation-report
            .figures=${url('evaluation.json')}
            .pictures=${has('mistakes.png') ? url('mistakes.png') : ''}
          ></evaluation-report>`
        : html`<div class="view-pictures">
            ${has('input.png') ? picture(url('input.png'), 'Input') : nothing} ${picture(url(`${kind}.png`), '')}
            <inspection-facts .kind=${kind} .figures=${url(`${kind}.json`)}></inspection-facts>
          </div>`
    }
    <p class="view-files">
      ${inspection.results.map(
        ({ name }) =>
          html`<a class="button small" href=${url(name)} download="${kind}-${name}">${icon('download')}${name}</a> `,
      )}
    </p>
  `;
}

/** @param {string} url @param {string} caption */
function picture(url, caption) {
  return html`<figure>
    <a href=${url}><img class="view-picture" src=${url} alt=${caption || 'What was found'} /></a>
    ${caption ? html`<figcaption class="small muted">${caption}</figcaption>` : nothing}
  </figure>`;
}
