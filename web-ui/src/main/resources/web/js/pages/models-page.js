// @ts-check
import { html, nothing } from 'lit';
import { datasetLink } from '../components/dataset-link.js';
import { emptyState } from '../components/empty-state.js';
import { moment } from '../components/moment.js';
import { named, nameFilter } from '../components/name-filter.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { percent } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { everything } from '../core/pages.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** All registered models. */
class ModelsPage extends PageElement {
  static properties = { text: { state: true } };

  constructor() {
    super();
    this.text = router.query.get('q') ?? '';
    this.models = new Resource(this, () => everything(api.models));
    new Listening(this, { model: () => this.models.load(), sync: () => this.models.load() });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Models');
    this.models.load();
  }

  render() {
    const { value, problem } = this.models;
    return html`
      <div class="page-head">
        <h1 tabindex="-1">Models</h1>
        <span class="grow"></span>
        ${nameFilter('models', value?.length ?? 0, this.text, (text) => this.#search(text))}
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.models.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        value?.length === 0
          ? emptyState({
              sign: 'models',
              title: 'No registered models yet',
              text: 'A run that names a model registers its result as a version of it. A version that is promoted to champion is served.',
              action: { href: '/new', text: 'Start a run' },
              command: './pharos train --network lenet5 --dataset digits --register digits --watch',
            })
          : nothing
      }
      ${value && value.length > 0 ? this.#table(named(value, this.text)) : nothing}
    `;
  }

  /** @param {string} text */
  #search(text) {
    this.text = text;
    router.keep({ q: text });
  }

  /** @param {import('../core/types.js').Model[]} models */
  #table(models) {
    if (models.length === 0) return html`<p class="muted">No model is called so.</p>`;
    return html`<div class="table-frame">
      <table class="cards" role="table">
        <caption class="sr-only">
          Registered models
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${['Model', 'Aliases', 'Versions', 'Newest', 'Test error', 'Network', 'Data set', 'Registered', ''].map(
              (text, i) =>
                html`<th role="columnheader" scope="col" class=${i === 2 || i === 4 ? 'number' : ''}>
                  ${text || html`<span class="sr-only">Actions</span>`}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${models.map((model) => this.#row(model))}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {import('../core/types.js').Model} model */
  #row({ name, aliases, versions }) {
    const [newest] = versions;
    const path = encodeURIComponent(name);
    return html`<tr role="row">
      <td role="cell" class="main-cell"><a class="row-link" href="/models/${path}">${name}</a></td>
      <td role="cell" data-label="Aliases">
        ${Object.entries(aliases).map(([alias, version]) => html`<span class="tag" data-alias=${alias}>${alias} → v${version}</span> `)}
      </td>
      <td role="cell" class="number" data-label="Versions">${versions.length}</td>
      <td role="cell" data-label="Newest">${newest ? `v${newest.version}` : '–'}</td>
      <td role="cell" class="number" data-label="Test error">${percent(newest?.metrics?.['test/top1-error'])}</td>
      <td role="cell" data-label="Network">${newest?.network ?? '–'}</td>
      <td role="cell" data-label="Data set">${datasetLink(newest?.dataset)}</td>
      <td role="cell" class="nowrap muted" data-label="Registered">${moment(newest?.createdAt)}</td>
      <td role="cell" class="end">
        ${newest ? html`<a class="button small" href="/classify?model=${path}">${icon('classify')}Classify</a>` : nothing}
      </td>
    </tr>`;
  }
}

define('models-page', ModelsPage);
