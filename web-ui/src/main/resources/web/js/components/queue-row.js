// @ts-check
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { api } from '../core/api.js';
import { dateTime, datasetName, roughly } from '../core/format.js';
import { icon } from '../core/icons.js';
import { onChecked, onValue } from '../core/on.js';

/** @typedef {import('../core/types.js').Waiting} Waiting */

/**
 * @typedef {object} Place
 * @property {Waiting} [before] who is served before it
 * @property {Waiting} [after] who is served after it
 * @property {boolean} selected
 * @property {(on: boolean) => void} onSelect
 * @property {(change: Promise<any>) => void} onChange
 */

/**
 * A run in the queue, with what can be done with it there.
 * @param {Waiting} item
 * @param {Place} place
 */
export function queueRow(item, place) {
  const { run } = item;
  return html`<tr role="row" data-run=${run.id}>
    <td role="cell" class="pick">
      <input
        type="checkbox"
        aria-label="Select ${run.name}"
        .checked=${live(place.selected)}
        @change=${onChecked(place.onSelect)}
      />
    </td>
    <td role="cell" class="number" data-label="#">${item.position ?? '–'}</td>
    <td role="cell" class="main-cell">
      <a class="row-link" href="/runs/${run.id}">${run.name}</a>
      <div class="small muted">${run.network} · ${datasetName(run.dataset)} · ${run.experiment}</div>
    </td>
    <td role="cell" data-label="Team">${run.team}</td>
    <td role="cell" data-label="Priority">
      <input
        class="priority"
        type="number"
        min="1"
        max="99"
        aria-label="Priority of ${run.name}"
        .value=${live(String(run.priority))}
        @change=${onValue((value) => place.onChange(api.prioritise(run.id, Number(value))))}
      />
    </td>
    <td role="cell" data-label="Waits" class="small">${item.reason ?? '–'}</td>
    <td role="cell" data-label="Starts about" class="nowrap muted">${start(item.estimatedStart)}</td>
    <td role="cell" class="end nowrap">${moves(item, place)}</td>
  </tr>`;
}

/** @param {string|undefined} instant */
function start(instant) {
  if (!instant) return '–';
  const seconds = (Date.parse(instant) - Date.now()) / 1000;
  return html`<time datetime=${instant} title=${dateTime(instant)}>${seconds < 10 ? 'now' : `in ${roughly(seconds)}`}</time>`;
}

/** @param {Waiting} item @param {Place} place */
function moves({ run, position }, { before, after, onChange }) {
  /** @param {string} sign @param {string} text @param {() => Promise<any>} act @param {boolean} can */
  const button = (sign, text, act, can) => html`<button
    class="button small"
    aria-label="${text}: ${run.name}"
    title=${text}
    ?disabled=${!can}
    @click=${() => onChange(act())}
  >
    ${sign}
  </button>`;
  return html`<span class="inline">
    ${
      position
        ? html`${button('⤒', 'Move to the front', () => api.moveRun(run.id, { to: 'first' }), Boolean(before))}
          ${button('↑', 'Move up', () => api.moveRun(run.id, { to: 'before', run: before?.run.id }), Boolean(before))}
          ${button('↓', 'Move down', () => api.moveRun(run.id, { to: 'after', run: after?.run.id }), Boolean(after?.position))}`
        : nothing
    }
    <button class="button small" aria-label="Pause: ${run.name}" title="Pause" @click=${() => onChange(api.pauseRun(run.id))}>
      ${icon('pause')}
    </button>
  </span>`;
}
