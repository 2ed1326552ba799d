// @ts-check
import { html } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { ask } from './ask.js';

/** @typedef {import('../core/types.js').Team} Team */

/** What teams have and may have; dispatches `change` when one was changed. */
class TeamList extends PharosElement {
  static properties = { teams: { attribute: false } };

  constructor() {
    super();
    /** @type {Team[]} */
    this.teams = [];
  }

  render() {
    return html`<section aria-labelledby="teams">
      <div class="page-head">
        <h2 id="teams">Teams</h2>
        <div class="filters">
          <button class="button" @click=${() => this.#edit()}>${icon('add')}New team…</button>
        </div>
      </div>
      <div class="table-frame">
        <table class="cards" role="table">
          <caption class="sr-only">
            Teams
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              ${['Team', 'Share', 'Devices', 'In the queue', ''].map(
                (text) => html`<th role="columnheader" scope="col">${text || html`<span class="sr-only">Actions</span>`}</th>`,
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${this.teams.map((team) => this.#row(team))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {Team} team */
  #row(team) {
    return html`<tr role="row" data-team=${team.name}>
      <td role="cell" class="main-cell">${team.name}</td>
      <td role="cell" data-label="Share">${team.share}</td>
      <td role="cell" data-label="Devices">${team.devices} of ${team.maxDevices ?? 'any number'}</td>
      <td role="cell" data-label="In the queue">${team.queued} of ${team.maxQueued ?? 'any number'}</td>
      <td role="cell" class="end">
        <button class="button small" aria-label="Change ${team.name}" @click=${() => this.#edit(team)}>Change…</button>
      </td>
    </tr>`;
  }

  /** @param {Team} [team] */
  async #edit(team) {
    const done = await ask({
      title: team ? `What ${team.name} may have` : 'New team',
      text: html`${team ? '' : field('team-name', 'name', 'Name', 'text', '', 'Jobs say it as their team.', true)}
      ${field('team-share', 'share', 'Share', 'number', team?.share ?? 1, "In proportion to the other teams' shares.", true)}
      ${field('team-devices', 'maxDevices', 'Devices at once', 'number', team?.maxDevices, 'Empty for no limit.')}
      ${field('team-queued', 'maxQueued', 'Runs in the queue', 'number', team?.maxQueued, 'Empty for no limit.')}`,
      action: 'Save',
      act: (form) => {
        const values = Object.fromEntries(new FormData(form));
        /** @param {string} name */
        const number = (name) => (values[name] === '' ? undefined : Number(values[name]));
        return api.putTeam(team?.name ?? String(values.name).trim(), {
          share: number('share'),
          maxDevices: number('maxDevices'),
          maxQueued: number('maxQueued'),
        });
      },
    });
    if (done) this.dispatchEvent(new CustomEvent('change'));
  }
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} label
 * @param {string} type
 * @param {string|number|null|undefined} value
 * @param {string} hint
 */
function field(id, name, label, type, value, hint, required = false) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      name=${name}
      type=${type}
      min="0"
      step="any"
      autocomplete="off"
      ?required=${required}
      .value=${String(value ?? '')}
    />
    <p class="hint">${hint}</p>
  </div>`;
}

define('team-list', TeamList);
