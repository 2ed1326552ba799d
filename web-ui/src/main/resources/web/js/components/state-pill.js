// @ts-check
import { html } from 'lit';

/** @type {Record<string, {text: string, tone: string}>} */
const STATES = {
  QUEUED: { text: 'Queued', tone: 'wait' },
  ASSIGNED: { text: 'Assigned', tone: 'wait' },
  RUNNING: { text: 'Running', tone: 'busy' },
  PAUSED: { text: 'Paused', tone: 'pause' },
  SUCCEEDED: { text: 'Succeeded', tone: 'good' },
  FAILED: { text: 'Failed', tone: 'bad' },
  CANCELLED: { text: 'Cancelled', tone: 'off' },
  LOST: { text: 'Lost', tone: 'bad' },
  STOPPED: { text: 'Stopped', tone: 'off' },
  READY: { text: 'Ready', tone: 'good' },
  DRAINING: { text: 'Draining', tone: 'pause' },
  GONE: { text: 'Gone', tone: 'off' },
  WAITING: { text: 'Waiting', tone: 'wait' },
  ACTIVE: { text: 'Active', tone: 'busy' },
  HELD: { text: 'Set aside', tone: 'pause' },
  UNPACKING: { text: 'Unpacking', tone: 'busy' },
  SCANNING: { text: 'Scanning', tone: 'busy' },
  DECODING: { text: 'Decoding', tone: 'busy' },
  DONE: { text: 'Done', tone: 'good' },
  REFUSED: { text: 'Refused', tone: 'bad' },
  LOOPED: { text: 'Left out: a loop', tone: 'off' },
  LIMITED: { text: 'Left out: too often', tone: 'pause' },
  PACKING: { text: 'Packing', tone: 'busy' },
};

/** @param {string} state of a run, an attempt, a sweep, a trial, a worker, an import or what a rule did */
export function stateText(state) {
  return STATES[state]?.text ?? state;
}

/**
 * A state as a word with a sign; the colour only adds to it.
 * @param {string} state
 */
export function statePill(state) {
  return html`<span class="pill" data-tone=${STATES[state]?.tone ?? 'wait'}>
    <span class="sign" aria-hidden="true"></span>${stateText(state)}
  </span>`;
}

/** States in which nothing more happens. @param {string} state */
export function ended(state) {
  return state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED';
}
