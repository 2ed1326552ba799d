// @ts-check
import { html } from 'lit';
import { api } from '../core/api.js';
import { icon } from '../core/icons.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { ask } from './ask.js';
import { ended } from './state-pill.js';

/** @typedef {import('../core/types.js').Sweep} Sweep */

/**
 * What can be done with a sweep.
 * @param {Sweep} sweep
 * @param {() => void} onDone when something was done
 */
export function sweepActions(sweep, onDone) {
  const again = html`<a class="button" href="/new-sweep?sweep=${sweep.id}">${icon('again')}Submit again…</a>`;
  if (ended(sweep.state)) return html`<div class="actions">${again}</div>`;
  const isPaused = sweep.state === 'PAUSED';
  return html`<div class="actions">
    ${again}
    <button class="button" @click=${() => hold(sweep, onDone)}>
      ${icon(isPaused ? 'again' : 'pause')}${isPaused ? 'Resume' : 'Pause'}
    </button>
    <button class="button danger-quiet" @click=${() => cancel(sweep, onDone)}>${icon('stop')}Cancel…</button>
  </div>`;
}

/** @param {Sweep} sweep @param {() => void} onDone */
async function hold({ id, state }, onDone) {
  try {
    await (state === 'PAUSED' ? api.resumeSweep(id) : api.pauseSweep(id));
    notify(state === 'PAUSED' ? 'The sweep goes on' : 'The sweep is set aside; its trials write checkpoints');
  } catch (error) {
    const { title, detail } = Problem.from(error);
    notify(detail || title, 'bad');
  }
  onDone();
}

/** @param {Sweep} sweep @param {() => void} onDone */
async function cancel(sweep, onDone) {
  const done = await ask({
    title: 'Cancel this sweep?',
    text: html`<p>The trials of “${sweep.name}” that train stop after their current step, and no other begins.</p>`,
    action: 'Cancel the sweep',
    stay: 'Let it run',
    danger: true,
    act: () => api.cancelSweep(sweep.id),
  });
  if (!done) return;
  notify('The sweep is cancelled');
  onDone();
}
