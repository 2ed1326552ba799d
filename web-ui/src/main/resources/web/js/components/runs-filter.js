// @ts-check
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../core/icons.js';
import { onValue } from '../core/on.js';
import { stateText } from './state-pill.js';

/** @typedef {{state: string, experiment: string, text: string}} Filter */

const STATES = ['RUNNING', 'QUEUED', 'ASSIGNED', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED'];

/**
 * Which runs are wanted, and what is done with those that are chosen.
 * @param {object} options
 * @param {Filter} options.filter
 * @param {string[]} options.experiments
 * @param {number} options.chosen how many runs are
 * @param {(change: Partial<Filter>) => void} options.onChange
 * @param {() => void} options.onCompare
 */
export function runsFilter({ filter, experiments, chosen, onChange, onCompare }) {
  return html`<form
    class="filters"
    role="search"
    aria-label="Runs"
    @submit=${(/** @type {Event} */ event) => event.preventDefault()}
  >
    <div class="search-box">
      ${icon('search')}
      <input
        type="search"
        aria-label="Search runs"
        placeholder="Search"
        title="A part of a run’s name, network, data set, experiment, team, id or tag"
        maxlength="200"
        .value=${live(filter.text)}
        @input=${onValue((text) => onChange({ text }))}
      />
    </div>
    ${choice('State', filter.state, STATES, (state) => onChange({ state }), stateText)}
    ${choice('Experiment', filter.experiment, experiments, (experiment) => onChange({ experiment }))}
    <button
      type="button"
      class="button"
      ?disabled=${chosen < 2}
      title=${chosen < 2 ? 'Select two or more runs to compare their curves' : nothing}
      @click=${onCompare}
    >
      Compare${chosen > 0 ? ` (${chosen})` : ''}
    </button>
    <a class="button narrow-only" href="/queue">Queue</a>
    <a class="button narrow-only" href="/sweeps">Sweeps</a>
  </form>`;
}

/**
 * @param {string} label
 * @param {string} chosen
 * @param {string[]} values
 * @param {(value: string) => void} onChange
 * @param {(value: string) => string} text
 */
function choice(label, chosen, values, onChange, text = (value) => value) {
  const all = chosen === '' || values.includes(chosen) ? values : [chosen, ...values];
  return html`<select aria-label=${label} @change=${onValue(onChange)}>
    <option value="" ?selected=${chosen === ''}>Any ${label.toLowerCase()}</option>
    ${all.map((value) => html`<option value=${value} ?selected=${value === chosen}>${text(value)}</option>`)}
  </select>`;
}
