// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { bytes, count } from '../core/format.js';
import { icon } from '../core/icons.js';
import { codeBlock } from './code-block.js';
import { lasting, moment } from './moment.js';
import './run-checkpoints.js';
import { runTraining } from './run-training.js';
import { statePill } from './state-pill.js';

/** @typedef {import('../core/types.js').Run} Run */

/**
 * What was asked for, who tried it, and what came of it.
 * @param {Run} run
 * @param {import('../core/types.js').Recipe} [recipe] of its job
 */
export function runJob(run, recipe) {
  return html`<div class="columns">
    <div class="stack">
      ${run.job ? runTraining(run.job, recipe) : parameters(run)} ${attempts(run)} ${artifacts(run)}
      <run-checkpoints .run=${run}></run-checkpoints>
    </div>
    ${run.job ? codeBlock(JSON.stringify(run.job, null, 2), 'Job') : nothing}
  </div>`;
}

/** @param {Run} run */
function parameters(run) {
  const params = Object.entries(run.params ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (params.length === 0) return nothing;
  return html`<section aria-labelledby="params-title">
    <h2 id="params-title">Parameters</h2>
    <div class="table-frame">
      <table>
        <thead class="sr-only">
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          ${params.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row" class="mono">${name}</th>
                <td class="mono">${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** @param {Run} run */
function attempts(run) {
  return html`<section aria-labelledby="attempts-title">
    <h2 id="attempts-title">Attempts</h2>
    ${
      (run.attempts ?? []).length === 0
        ? html`<p class="muted">No worker has taken this run yet.</p>`
        : html`<div class="table-frame" tabindex="0" role="region" aria-label="Attempts, scrolls">
            <table>
              <thead>
                <tr>
                  <th scope="col" class="number">No.</th>
                  <th scope="col">State</th>
                  <th scope="col">Worker</th>
                  <th scope="col" class="number">From step</th>
                  <th scope="col">Took</th>
                </tr>
              </thead>
              <tbody>
                ${run.attempts?.map(
                  (attempt) =>
                    html`<tr>
                      <td class="number">${attempt.number}</td>
                      <td>
                        ${statePill(attempt.state)}${attempt.reason ? html`<div class="small muted">${attempt.reason}</div>` : nothing}
                      </td>
                      <td>
                        ${attempt.workerName ?? attempt.worker}
                        <div class="small muted">${attempt.device}</div>
                      </td>
                      <td class="number">${count(attempt.fromStep ?? 0)}</td>
                      <td class="nowrap">${lasting(attempt.startedAt ?? attempt.assignedAt, attempt.endedAt)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

/** @param {Run} run */
function artifacts(run) {
  return html`<section aria-labelledby="artifacts-title">
    <h2 id="artifacts-title">Artifacts</h2>
    ${
      (run.artifacts ?? []).length === 0
        ? html`<p class="muted">Nothing yet: the first checkpoint comes after an epoch.</p>`
        : html`<ul class="artifacts" role="list">
            ${run.artifacts?.map(
              (artifact) =>
                html`<li>
                  <a
                    class="button small"
                    href=${api.artifactUrl(run.id, artifact.name)}
                    download="${run.id}-${artifact.name}.zip"
                  >
                    ${icon('download')}${artifact.name}
                  </a>
                  <span class="small muted">
                    ${bytes(artifact.size)}${artifact.step ? ` · step ${count(artifact.step)}` : ''} ·
                    ${moment(artifact.createdAt)}
                    <code class="digest" title=${artifact.digest}>${artifact.digest}</code>
                  </span>
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
