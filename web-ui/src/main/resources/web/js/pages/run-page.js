// @ts-check
import { html, nothing } from 'lit';
import { datasetLink } from '../components/dataset-link.js';
import '../components/log-view.js';
import '../components/network-views.js';
import { lasting, moment } from '../components/moment.js';
import '../components/problem-note.js';
import { runActions } from '../components/run-actions.js';
import '../components/run-curves.js';
import { runJob } from '../components/run-job.js';
import { runNetwork, runStart } from '../components/run-origin.js';
import { progressWords, runBar } from '../components/run-progress.js';
import '../components/run-test.js';
import { ended, statePill, stateText } from '../components/state-pill.js';
import { tabBar } from '../components/tab-bar.js';
import { facts, tiles } from '../components/tiles.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { count, duration, measure, percent, rate } from '../core/format.js';
import { DEFAULT_RECIPE } from '../core/job-draft.js';
import { Listening, live } from '../core/live.js';
import { announce } from '../core/notify.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** @typedef {import('../core/types.js').Run} Run */

const TABS = [
  { id: 'curves', text: 'Curves' },
  { id: 'logs', text: 'Log' },
  { id: 'test', text: 'Test' },
  { id: 'inside', text: 'Inside' },
  { id: 'job', text: 'Job' },
];

/** One run, live. */
class RunPage extends PageElement {
  static properties = { tab: { state: true } };

  constructor() {
    super();
    this.run = '';
    this.tab = TABS.find(({ id }) => id === router.query.get('tab'))?.id ?? 'curves';
    this.data = new Resource(this, () => api.run(this.run));
    this.recipes = new Resource(this, async () => (await api.recipes()).items);
    this.set = new Resource(this, () => api.dataset(this.data.value?.dataset.name ?? ''));
    new Listening(this, {
      run: (run) => this.#changed(run),
      model: () => this.data.soon(),
      sync: () => this.data.load(),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Run');
    live.follow(this.run);
    this.recipes.load();
    this.data.load().then(() => (this.data.value ? this.set.load() : undefined));
  }

  /** @param {Run} run */
  #changed(run) {
    const known = this.data.value;
    if (run.id !== this.run || !known) return;
    if (run.state !== known.state || run.attempt !== known.attempt) {
      this.data.soon(0);
      if (run.state !== known.state) announce(`The run: ${stateText(run.state)}`);
    }
    this.data.update((value) => ({ ...value, ...run }));
  }

  /** @param {string} tab */
  #choose(tab) {
    this.tab = tab;
    router.keep({ tab: tab === 'curves' ? undefined : tab });
  }

  willUpdate() {
    if (this.data.value) this.entitle(this.data.value.name);
  }

  render() {
    const { value: run, problem } = this.data;
    if (problem && (!run || problem.status === 404)) {
      return html`<h1 tabindex="-1">Run</h1>
        <problem-note .problem=${problem} .retry=${problem.status === 404 ? undefined : () => this.data.load()}>
        </problem-note>
        <p><a href="/runs">All runs</a></p>`;
    }
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/runs">Runs</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${run?.name ?? 'Run'}</h1>
        ${run ? html`${statePill(run.state)}<span class="grow"></span>${runActions(run, () => this.data.soon())}` : nothing}
      </div>
      ${run ? this.#run(run) : html`<div class="skeleton page-skeleton" aria-label="Loading"></div>`}
    `;
  }

  /** @param {Run} run */
  #run(run) {
    return html`
      ${run.reason ? html`<p class="note ${run.state === 'FAILED' ? 'bad' : ''}">${run.reason}</p>` : nothing}
      ${run.state === 'QUEUED' && run.queue?.position ? html`<p class="muted">Number ${run.queue.position} in the <a href="/queue">queue</a></p>` : nothing}
      <section class="run-progress" aria-label="Progress">
        ${runBar(run)}
        <p class="small muted">${progressWords(run)}</p>
        ${this.#tiles(run)}
      </section>
      <div class="run-body">
        <div class="run-main">
          ${tabBar({ label: 'Run', tabs: TABS, chosen: this.tab, onChoose: (id) => this.#choose(id) })}
          <section id="tab-panel" role="tabpanel" aria-labelledby="tab-${this.tab}" class="panel">
            ${this.#panel(run)}
          </section>
        </div>
        <aside class="card" aria-label="About this run">${this.#facts(run)}</aside>
      </div>
    `;
  }

  /** @param {Run} run */
  #tiles(run) {
    const metrics = run.metrics ?? {};
    const progress = run.progress;
    const over = ended(run.state);
    return tiles([
      { label: 'Epoch', value: progress?.epoch ?? '–', more: progress ? `of ${progress.epochs}` : '' },
      { label: 'Step', value: count(progress?.step), more: progress ? `of ${count(progress.steps)}` : '' },
      { label: 'Train loss', value: measure(metrics['train/loss']) },
      { label: 'Validation error', value: percent(metrics['validation/top1-error']), more: 'top-1' },
      over
        ? { label: 'Test error', value: percent(metrics['test/top1-error']), more: 'top-1' }
        : { label: 'Images per second', value: rate(progress?.imagesPerSecond) },
      over
        ? { label: 'Took', value: lasting(run.startedAt ?? run.createdAt, run.endedAt) }
        : { label: 'Time left', value: duration(progress?.secondsLeft) },
    ]);
  }

  /** @param {Run} run */
  #panel(run) {
    switch (this.tab) {
      case 'logs':
        return html`<log-view .run=${run.id}></log-view>`;
      case 'test':
        return html`<run-test .run=${run}></run-test>`;
      case 'inside':
        return html`<network-views .run=${run.id}></network-views>`;
      case 'job':
        return runJob(run, this.#recipe(run));
      default:
        return html`<run-curves .run=${run}></run-curves>`;
    }
  }

  /** @param {Run} run */
  #recipe({ job }) {
    return this.recipes.value?.find(({ name }) => name === (job?.training?.recipe ?? DEFAULT_RECIPE));
  }

  /** @param {Run} run */
  #facts(run) {
    const attempt = run.attempts?.find(({ number }) => number === run.attempt);
    const tags = Object.entries(run.tags ?? {}).filter(([name]) => name !== 'pharos.sweep' && name !== 'pharos.trial');
    return facts([
      ['Network', runNetwork(run, this.set.value)],
      ['Began with', runStart(run)],
      [
        'Data set',
        datasetLink(run.dataset),
      ],
      ['Experiment', html`<a href="/runs?experiment=${encodeURIComponent(run.experiment)}">${run.experiment}</a>`],
      [
        'Model',
        run.model
          ? html`<a href="/models/${encodeURIComponent(run.model.name)}">${run.model.name} v${run.model.version}</a>`
          : run.register
            ? `${run.register}, at the end`
            : '',
      ],
      [
        'Sweep',
        run.tags?.['pharos.sweep']
          ? html`<a href="/sweeps/${run.tags['pharos.sweep']}">trial ${run.tags['pharos.trial']}</a>`
          : '',
      ],
      ['Worker', attempt ? html`<a href="/platform">${attempt.workerName ?? attempt.worker}</a>` : ''],
      ['Device', attempt?.device ? html`<span class="small">${attempt.device}</span>` : ''],
      ['Attempt', run.attempt > 1 ? run.attempt : ''],
      ['Team', run.team],
      ['Priority', run.priority],
      ['Submitted', moment(run.createdAt)],
      ['Started', run.startedAt ? moment(run.startedAt) : ''],
      ['Ended', run.endedAt ? moment(run.endedAt) : ''],
      [
        'Tags',
        tags.length > 0 ? html`${tags.map(([name, value]) => html`<span class="tag">${name}: ${value}</span> `)}` : '',
      ],
      ['Id', html`<code class="run-id">${run.id}</code>`],
    ]);
  }
}

define('run-page', RunPage);
