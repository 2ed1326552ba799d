// @ts-check
import { html, nothing } from 'lit';
import '../components/line-chart.js';
import { moment } from '../components/moment.js';
import '../components/parallel-coordinates.js';
import '../components/problem-note.js';
import { statePill, stateText } from '../components/state-pill.js';
import { sweepActions } from '../components/sweep-actions.js';
import { importance, rungs } from '../components/sweep-figures.js';
import { sweepTrials } from '../components/sweep-trials.js';
import { facts, tiles } from '../components/tiles.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { Listening } from '../core/live.js';
import { announce } from '../core/notify.js';
import { bestSoFar, shortName } from '../core/parallel.js';
import { Resource } from '../core/resource.js';
import { allTrials, metricFormat, trialsDone } from '../core/sweeps.js';

/** @typedef {import('../core/types.js').SweepDetail} SweepDetail */
/** @typedef {import('../core/types.js').Trial} Trial */

/** One sweep, live. */
class SweepPage extends PageElement {
  constructor() {
    super();
    this.sweep = '';
    this.data = new Resource(this, () => api.sweep(this.sweep));
    this.trials = new Resource(this, () => allTrials(this.sweep));
    new Listening(this, {
      sweep: ({ name }) => (name === this.sweep ? this.#refresh(250) : undefined),
      run: ({ tags }) => (tags?.['pharos.sweep'] === this.sweep ? this.#refresh(1000) : undefined),
      sync: () => this.#refresh(0),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Sweep');
    this.data.load();
    this.trials.load();
  }

  /** @param {number} wait in milliseconds */
  #refresh(wait) {
    this.data.soon(wait);
    this.trials.soon(wait);
  }

  willUpdate() {
    const sweep = this.data.value;
    if (!sweep) return;
    this.entitle(sweep.name);
    if (this.known && this.known !== sweep.state) announce(`The sweep: ${stateText(sweep.state)}`);
    this.known = sweep.state;
  }

  render() {
    const { value: sweep, problem } = this.data;
    if (problem && (!sweep || problem.status === 404)) {
      return html`<h1 tabindex="-1">Sweep</h1>
        <problem-note .problem=${problem} .retry=${problem.status === 404 ? undefined : () => this.data.load()}>
        </problem-note>
        <p><a href="/sweeps">All sweeps</a></p>`;
    }
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a> <a href="/sweeps">Sweeps</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${sweep?.name ?? 'Sweep'}</h1>
        ${sweep ? html`${statePill(sweep.state)}<span class="grow"></span>${sweepActions(sweep, () => this.#refresh(0))}` : nothing}
      </div>
      ${sweep ? this.#sweep(sweep, this.trials.value ?? []) : html`<div class="skeleton page-skeleton" aria-label="Loading"></div>`}
    `;
  }

  /** @param {SweepDetail} sweep @param {Trial[]} trials */
  #sweep(sweep, trials) {
    const format = metricFormat(sweep.metric);
    const curve = { label: 'best so far', color: 'series-1', points: bestSoFar(trials, sweep.mode) };
    return html`
      ${sweep.reason ? html`<p class="note ${sweep.state === 'FAILED' ? 'bad' : ''}">${sweep.reason}</p>` : nothing}
      ${this.#tiles(sweep, format)} ${this.#best(sweep)}
      <parallel-coordinates
        .trials=${trials}
        .parameters=${sweep.spec.parameters}
        .metric=${sweep.metric}
        .mode=${sweep.mode}
        .best=${sweep.best?.trial ?? 0}
        .format=${format}
      ></parallel-coordinates>
      <div class="sweep-figures">
        <line-chart
          .heading=${'Best so far'}
          .curves=${[curve]}
          .axis=${'trial'}
          .format=${format}
          .end=${trials.length}
        ></line-chart>
        <div class="sweep-side">${importance(sweep.importance)} ${rungs(sweep)}</div>
      </div>
      <h2 class="sweep-heading">Trials</h2>
      ${sweepTrials(trials, sweep, format)}
      <details class="card sweep-spec">
        <summary>What was asked for</summary>
        ${facts([
          ['Method', sweep.method],
          ['Team', sweep.team],
          ['Seed', sweep.spec.seed],
          ['Submitted', moment(sweep.createdAt)],
          ['Ended', sweep.endedAt ? moment(sweep.endedAt) : ''],
          ['Id', html`<code>${sweep.id}</code>`],
        ])}
        <pre><code>${JSON.stringify(sweep.spec, null, 2)}</code></pre>
      </details>
    `;
  }

  /** @param {SweepDetail} sweep */
  #best({ best }) {
    if (!best) return nothing;
    const values = Object.entries(best.values).map(
      ([name, value], i) => html`${i > 0 ? ', ' : ''}${shortName(name)} <b>${value}</b>`,
    );
    return html`<p>The best so far is <a href="/runs/${best.run}">trial ${best.trial}</a>: ${values}.</p>`;
  }

  /** @param {SweepDetail} sweep @param {(value: number|undefined) => string} format */
  #tiles(sweep, format) {
    const { done, all } = trialsDone(sweep);
    const best = sweep.best;
    return tiles([
      { label: 'Trials', value: done, more: `of ${all}` },
      { label: 'Active', value: sweep.trials.ACTIVE ?? 0, more: `at most ${sweep.spec.concurrentTrials}` },
      { label: 'Stopped early', value: sweep.trials.STOPPED ?? 0, more: sweep.trials.HELD ? `${sweep.trials.HELD} set aside` : '' },
      { label: 'Failed', value: sweep.trials.FAILED ?? 0 },
      {
        label: 'Best',
        value: best ? html`<a href="/runs/${best.run}">${format(best.value)}</a>` : '–',
        more: sweep.metric,
      },
      {
        label: 'Model',
        value: sweep.version
          ? html`<a href="/models/${encodeURIComponent(sweep.register ?? '')}">${sweep.register} v${sweep.version}</a>`
          : '–',
        more: sweep.register && !sweep.version ? `${sweep.register}, at the end` : '',
      },
    ]);
  }
}

define('sweep-page', SweepPage);
