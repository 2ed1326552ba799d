// @ts-check
import { html, nothing } from 'lit';
import { emptyState } from '../components/empty-state.js';
import { moment } from '../components/moment.js';
import '../components/problem-note.js';
import { statePill } from '../components/state-pill.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { Resource } from '../core/resource.js';
import { metricFormat, trialsDone } from '../core/sweeps.js';

/** All sweeps. */
class SweepsPage extends PageElement {
  constructor() {
    super();
    this.sweeps = new Resource(this, async () => (await api.sweeps()).items);
    new Listening(this, {
      sweep: () => this.sweeps.soon(),
      run: () => (this.sweeps.value?.some(({ state }) => state === 'RUNNING') ? this.sweeps.soon(2000) : undefined),
      sync: () => this.sweeps.load(),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Sweeps');
    this.sweeps.load();
  }

  render() {
    const { value, problem } = this.sweeps;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">Sweeps</h1>
        <span class="grow"></span>
        <a class="button primary" href="/new-sweep">${icon('add')}New sweep</a>
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.sweeps.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        value?.length === 0
          ? emptyState({
              sign: 'runs',
              title: 'No sweeps yet',
              text: 'A sweep trains one job with many values of its parameters, stops what does not promise much, and finds the best.',
              action: { href: '/new-sweep', text: 'New sweep' },
              command:
                './pharos sweep start --network lenet5 --dataset digits --epochs 9 --method asha --vary learningRate=0.0001..0.1:log',
            })
          : nothing
      }
      ${value && value.length > 0 ? this.#table(value) : nothing}
    `;
  }

  /** @param {import('../core/types.js').Sweep[]} sweeps */
  #table(sweeps) {
    return html`<div class="table-frame">
      <table class="cards" role="table">
        <caption class="sr-only">
          Sweeps
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${['Sweep', 'State', 'Method', 'Trials', 'Best', 'Metric', 'Submitted'].map(
              (text, i) => html`<th role="columnheader" scope="col" class=${i === 3 || i === 4 ? 'number' : ''}>${text}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${sweeps.map((sweep) => this.#row(sweep))}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {import('../core/types.js').Sweep} sweep */
  #row(sweep) {
    const { done, all } = trialsDone(sweep);
    return html`<tr role="row">
      <td role="cell" class="main-cell"><a class="row-link" href="/sweeps/${sweep.id}">${sweep.name}</a></td>
      <td role="cell" data-label="State">${statePill(sweep.state)}</td>
      <td role="cell" data-label="Method">${sweep.method}</td>
      <td role="cell" class="number" data-label="Trials">${done} of ${all}</td>
      <td role="cell" class="number" data-label="Best">${metricFormat(sweep.metric)(sweep.best?.value)}</td>
      <td role="cell" class="small" data-label="Metric">${sweep.metric}</td>
      <td role="cell" class="nowrap muted" data-label="Submitted">${moment(sweep.createdAt)}</td>
    </tr>`;
  }
}

define('sweeps-page', SweepsPage);
