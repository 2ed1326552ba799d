// @ts-check
import { html } from 'lit';
import { roughly } from '../core/format.js';
import { lasting } from './moment.js';
import { progressBar } from './progress-bar.js';
import { ended } from './state-pill.js';

/** @type {Record<string, string>} */
const TONES = { SUCCEEDED: 'good', FAILED: 'bad', CANCELLED: 'off', PAUSED: 'pause' };

/** @param {import('../core/types.js').Run} run */
export function runBar(run) {
  const progress = run.progress;
  const waiting = run.state === 'QUEUED' || run.state === 'ASSIGNED';
  return progressBar({
    done: run.state === 'SUCCEEDED' ? 1 : (progress?.step ?? 0),
    total: run.state === 'SUCCEEDED' ? 1 : progress?.steps || (waiting || ended(run.state) ? 1 : undefined),
    label: `Progress of ${run.name}`,
    tone: TONES[run.state] ?? 'busy',
  });
}

/** How far a run is, in a few words. @param {import('../core/types.js').Run} run */
export function progressWords(run) {
  const progress = run.progress;
  if (ended(run.state))
    return html`${run.state === 'SUCCEEDED' ? 'took' : 'ended after'}
    ${lasting(run.startedAt ?? run.createdAt, run.endedAt)}`;
  if (run.state === 'QUEUED') return html`waits for a worker`;
  if (run.state === 'ASSIGNED') return html`a worker prepares`;
  if (run.state === 'PAUSED') return html`set aside`;
  if (!progress) return html`starts`;
  const left =
    progress.secondsLeft === null || progress.secondsLeft === undefined
      ? ''
      : ` · ${roughly(progress.secondsLeft)} left`;
  return html`epoch ${progress.epoch}/${progress.epochs}${left}`;
}
