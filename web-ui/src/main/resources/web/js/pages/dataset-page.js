// @ts-check
import { html, nothing } from 'lit';
import { badFilesOf } from '../components/bad-files.js';
import { classCounts } from '../components/class-counts.js';
import { deleteDataset } from '../components/dataset-delete.js';
import { datasetStatistics, sizeHistogram } from '../components/dataset-statistics.js';
import { datasetUses } from '../components/dataset-uses.js';
import { duplicateReport } from '../components/duplicate-report.js';
import { moment } from '../components/moment.js';
import '../components/problem-note.js';
import '../components/sample-grid.js';
import { facts, tiles } from '../components/tiles.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { bytes, count } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { onValue } from '../core/on.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** One data set: what is in a version of it, what was noticed in it, who used it. */
class DatasetPage extends PageElement {
  static properties = { version: { state: true } };

  constructor() {
    super();
    this.name = '';
    this.version = Number(router.query.get('version')) || 0;
    this.data = new Resource(this, () => api.dataset(this.name));
    this.statistics = new Resource(this, async () => this.#of(await api.statistics(this.name, this.shown)));
    this.uses = new Resource(this, async () => this.#of((await api.datasetUses(this.name, this.shown)).items));
    /** the version that the two are of */
    this.shown = 0;
    new Listening(this, {
      dataset: ({ name }) => {
        if (name === this.name) this.data.load();
      },
      run: ({ dataset }) => {
        if (dataset?.name === this.name) this.uses.soon(5000);
      },
      sync: () => this.data.load(),
    });
  }

  /** An answer with the version that it is about. @template T @param {T} told */
  #of(told) {
    return { version: this.shown, told };
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle(this.name);
    this.data.load();
  }

  get #version() {
    const versions = this.data.value?.versions ?? [];
    return versions.find((one) => one.version === this.version) ?? versions[0];
  }

  willUpdate() {
    const version = this.#version?.version;
    if (version === undefined || version === this.shown) return;
    this.shown = version;
    this.statistics.load();
    this.uses.load();
  }

  /** @param {import('../core/types.js').Dataset} dataset */
  async #delete(dataset) {
    const gone = await deleteDataset(dataset, this.shown);
    if (!gone) return;
    if (gone === 'all' || dataset.versions.length === 1) return router.go('/datasets');
    this.#choose('');
    this.data.load();
  }

  /** @param {string} version */
  #choose(version) {
    this.version = Number(version);
    router.keep({ version });
  }

  render() {
    const { value, problem } = this.data;
    const versions = value?.versions ?? [];
    const version = this.#version;
    const name = encodeURIComponent(this.name);
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/datasets">Data sets</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${this.name}</h1>
        ${version ? this.#versions(versions, version) : nothing}
        <span class="grow"></span>
        ${version ? html`<a class="button primary" href="/new?dataset=${name}">${icon('runs')}Train on it</a>` : nothing}
        ${version ? html`<a class="button" href="/datasets/${name}/augment?version=${version.version}">${icon('image')}Augment</a>` : nothing}
        <a class="button" href="/import?dataset=${name}">${icon('upload')}New version</a>
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${problem.status === 404 ? undefined : () => this.data.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${value && !version ? html`<p class="muted">No version of it is ready yet.</p>` : nothing}
      ${value && version ? this.#content(value, version) : nothing}
    `;
  }

  /**
   * @param {import('../core/types.js').DatasetVersion[]} versions
   * @param {import('../core/types.js').DatasetVersion} version
   */
  #versions(versions, version) {
    return html`<select aria-label="Version" @change=${onValue((version) => this.#choose(version))}>
      ${versions.map((one) => html`<option value=${one.version} ?selected=${one === version}>Version ${one.version}</option>`)}
    </select>`;
  }

  /**
   * @param {import('../core/types.js').Dataset} dataset
   * @param {import('../core/types.js').DatasetVersion} version
   */
  #content(dataset, version) {
    return html`
      ${tiles([
        { label: 'Classes', value: count(version.classes.length) },
        { label: 'Training', value: count(version.training), more: 'images' },
        { label: 'Validation', value: count(version.validation), more: 'images' },
        { label: 'Test', value: count(version.test), more: 'images' },
        {
          label: 'Image',
          value: `${version.height} × ${version.width}`,
          more: version.channels === 1 ? 'grey' : 'colour',
        },
        { label: 'Packed', value: bytes(version.packed?.size), more: shared(version) },
      ])}
      ${badFilesOf(this.name, version)}
      <div class="run-body">
        <div class="run-main stack">
          ${card('samples', 'Images', html`<sample-grid .of=${this.name} .version=${version}></sample-grid>`)}
          ${card('classes', 'Classes', classCounts(version.counts))} ${this.#noticed(version)}
        </div>
        <aside class="stack" aria-label="About this version">
          <div class="card stack">
            ${facts([
              ['Version', version.version],
              ['Made', moment(version.createdAt)],
              ['Source', html`<span class="mono">${version.source}</span>`],
              ['Content', html`<code class="digest">${version.contentId}</code>`],
              ['Packed', version.packed ? html`<code class="digest">${version.packed.digest}</code>` : ''],
            ])}
            <div class="actions">
              <a class="button small" href=${api.exportUrl(this.name, version.version)} download>${icon('download')}Export as zip</a>
              <button class="button small danger-quiet" @click=${() => this.#delete(dataset)}>${icon('cross')}Delete…</button>
            </div>
          </div>
          ${card('uses', 'Used by', told(this.uses, version, datasetUses))}
        </aside>
      </div>
    `;
  }

  /** @param {import('../core/types.js').DatasetVersion} version */
  #noticed(version) {
    return html`
      ${card('statistics', 'Statistics', told(this.statistics, version, datasetStatistics))}
      ${card('sizes', 'Sizes', told(this.statistics, version, ({ report }) => sizeHistogram(report)))}
      ${card('duplicates', 'Duplicates', told(this.statistics, version, ({ report }) => duplicateReport(report)))}
    `;
  }
}

/** What lies in the files of earlier versions. @param {import('../core/types.js').DatasetVersion} version */
function shared({ parts = [] }) {
  const size = parts.reduce((all, part) => all + part.size, 0);
  return size > 0 ? `and ${bytes(size)} shared` : undefined;
}

/** @param {string} id @param {string} title @param {unknown} content */
function card(id, title, content) {
  return html`<section class="card stack" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

/**
 * What was told of a version, or that it is on its way.
 * @template T
 * @param {Resource<{version: number, told: T}>} resource
 * @param {import('../core/types.js').DatasetVersion} version
 * @param {(told: T) => unknown} show
 */
function told({ value, problem }, { version }, show) {
  if (problem) return html`<p class="muted">${problem.message}</p>`;
  if (value?.version !== version) return html`<div class="skeleton" aria-label="Loading"></div>`;
  return show(value.told);
}

define('dataset-page', DatasetPage);
