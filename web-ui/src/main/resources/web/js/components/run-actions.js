// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { icon } from '../core/icons.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { ask } from './ask.js';
import { ended } from './state-pill.js';

/** @typedef {import('../core/types.js').Run} Run */

/**
 * What can be done with a run.
 * @param {Run} run
 * @param {() => void} onDone when something was done
 */
export function runActions(run, onDone) {
  const hasModel = run.state === 'SUCCEEDED' && (run.artifacts ?? []).some(({ name }) => name === 'model');
  return html`<div class="actions">
    ${
      run.model
        ? html`<a
            class="button"
            href="/classify?model=${encodeURIComponent(run.model.name)}&version=${run.model.version}"
          >
            ${icon('classify')}Classify
          </a>`
        : nothing
    }
    ${hasModel && !run.model ? html`<button class="button" @click=${() => register(run, onDone)}>${icon('tag')}Register model…</button>` : nothing}
    <a class="button" href="/new?from=${run.id}">${icon('again')}Submit again…</a>
    ${held(run, onDone)}
    ${ended(run.state) ? nothing : html`<button class="button danger-quiet" @click=${() => cancel(run, onDone)}>${icon('stop')}Cancel…</button>`}
  </div>`;
}

/** @param {Run} run @param {() => void} onDone */
function held(run, onDone) {
  if (ended(run.state)) return nothing;
  const [act, text, done] =
    run.state === 'PAUSED'
      ? [api.resumeRun, 'Resume', 'The run queues again']
      : [api.pauseRun, 'Pause', 'The run is set aside after a checkpoint'];
  const click = async () => {
    try {
      await act(run.id);
      notify(done);
    } catch (error) {
      const { title, detail } = Problem.from(error);
      notify(detail || title, 'bad');
    }
    onDone();
  };
  return html`<button class="button" @click=${click}>${icon(run.state === 'PAUSED' ? 'again' : 'pause')}${text}</button>`;
}

/** @param {Run} run @param {() => void} onDone */
async function cancel(run, onDone) {
  const done = await ask({
    title: 'Cancel this run?',
    text: html`<p>“${run.name}” stops after its current step. Its curves, logs and last checkpoint stay.</p>`,
    action: 'Cancel the run',
    stay: 'Let it run',
    danger: true,
    act: () => api.cancelRun(run.id),
  });
  if (!done) return;
  notify('The run is being cancelled');
  onDone();
}

/** @param {Run} run @param {() => void} onDone */
async function register(run, onDone) {
  const name = run.register ?? run.dataset.name;
  let registered = '';
  const done = await ask({
    title: 'Register the model',
    text: html`<p>
        The trained network becomes the newest version of a registered model, which can be promoted and served.
      </p>
      <div class="field">
        <label for="register-name">Model</label>
        <input id="register-name" name="model" required autocomplete="off" .value=${name} />
        <p class="hint">A new name makes a new model.</p>
      </div>`,
    action: 'Register',
    act: (form) => {
      registered = String(new FormData(form).get('model')).trim();
      return api.register(registered, run.id);
    },
  });
  if (!done) return;
  notify(`Registered as a version of ${registered}`);
  onDone();
}
