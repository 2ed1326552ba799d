// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { emptyState } from '../components/empty-state.js';
import { importCard, importEnded } from '../components/import-card.js';
import { moment } from '../components/moment.js';
import { named, nameFilter } from '../components/name-filter.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { count, imageSize } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { everything } from '../core/pages.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

const MOST_DETAILED = 60;
const POLL = 1000;
const SHOWN_AFTER_END = 3600000;

/** @typedef {{name: string, number: number, latest: import('../core/types.js').DatasetVersion|undefined}} Listed */

/** All data sets, and what is being imported. */
class DatasetsPage extends PageElement {
  static properties = { text: { state: true } };

  constructor() {
    super();
    this.text = router.query.get('q') ?? '';
    this.datasets = new Resource(this, fetchAll);
    this.imports = new Resource(this, async () => (await api.imports()).items);
    new Listening(this, { dataset: () => this.#load(), sync: () => this.#load() });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Data sets');
    this.#load();
    this.timer = window.setInterval(() => {
      if (this.imports.value?.some((job) => !importEnded(job))) this.imports.load();
    }, POLL);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  #load() {
    this.datasets.load();
    this.imports.load();
  }

  /** Those that go on. */
  get #imports() {
    return (this.imports.value ?? []).filter((job) => !importEnded(job));
  }

  /** Those that failed lately. */
  get #failed() {
    const recent = Date.now() - SHOWN_AFTER_END;
    return (this.imports.value ?? []).filter(
      (job) => job.phase === 'FAILED' && Date.parse(job.endedAt ?? job.createdAt) > recent,
    );
  }

  /** @param {string} id @param {string} title @param {import('../core/types.js').Import[]} jobs */
  #cards(id, title, jobs) {
    if (jobs.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      ${repeat(
        jobs,
        (job) => job.id,
        (job) => importCard(job, () => this.imports.load()),
      )}
    </section>`;
  }

  render() {
    const { value, problem } = this.datasets;
    return html`
      <div class="page-head">
        <h1 tabindex="-1">Data sets</h1>
        <span class="grow"></span>
        ${nameFilter('data sets', value?.length ?? 0, this.text, (text) => this.#search(text))}
        <a class="button primary" href="/import">${icon('upload')}Import</a>
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.#load()}></problem-note>` : nothing}
      ${this.#cards('imports-title', 'Imports', this.#imports)}
      ${
        value?.length === 0 && this.#imports.length + this.#failed.length === 0
          ? emptyState({
              sign: 'datasets',
              title: 'No data sets yet',
              text: 'A data set is a folder or archive with one folder of images for each class. Every image is checked, and split into training, validation and test images.',
              action: { href: '/import', text: 'Import a data set' },
              command: './pharos sample-data digits ./digits && ./pharos dataset import ./digits --name digits',
            })
          : nothing
      }
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${value && value.length > 0 ? this.#table(named(value, this.text)) : nothing}
      ${this.#cards('failed-title', 'Imports that failed in the last hour', this.#failed)}
    `;
  }

  /** @param {string} text */
  #search(text) {
    this.text = text;
    router.keep({ q: text });
  }

  /** @param {Listed[]} datasets */
  #table(datasets) {
    if (datasets.length === 0) return html`<p class="muted">No data set is called so.</p>`;
    return html`<div class="table-frame">
      <table class="cards" role="table">
        <caption class="sr-only">
          Data sets
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${['Data set', 'Classes', 'Training', 'Validation', 'Test', 'Image', 'Newest version'].map(
              (text, i) =>
                html`<th role="columnheader" scope="col" class=${i > 0 && i < 5 ? 'number' : ''}>${text}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${datasets.map(({ name, number, latest }) => {
            const link = html`<a class="row-link" href="/datasets/${encodeURIComponent(name)}">${name}</a>`;
            if (!latest)
              return html`<tr role="row">
                <td role="cell" class="main-cell">${link}</td>
                <td role="cell" colspan="6" class="muted">newest version ${number}</td>
              </tr>`;
            return html`<tr role="row">
              <td role="cell" class="main-cell">${link}</td>
              <td role="cell" class="number" data-label="Classes">${count(latest.classes.length)}</td>
              <td role="cell" class="number" data-label="Training">${count(latest.training)}</td>
              <td role="cell" class="number" data-label="Validation">${count(latest.validation)}</td>
              <td role="cell" class="number" data-label="Test">${count(latest.test)}</td>
              <td role="cell" class="nowrap" data-label="Image">${imageSize(latest)}</td>
              <td role="cell" class="nowrap" data-label="Newest version">
                ${latest.version} <span class="muted">· ${moment(latest.createdAt)}</span>
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }
}

/** Every data set with its newest version; of very many the later ones by name alone. @returns {Promise<Listed[]>} */
async function fetchAll() {
  const items = await everything(api.datasets);
  return Promise.all(
    items.map(async ({ name, latest: number }, i) => {
      const dataset = i < MOST_DETAILED ? await api.dataset(name).catch(() => undefined) : undefined;
      return { name, number, latest: dataset?.versions[0] };
    }),
  );
}

define('datasets-page', DatasetsPage);
