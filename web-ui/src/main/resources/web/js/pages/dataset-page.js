// @ts-check
import { html, nothing } from 'lit';
import { badFiles } from '../components/bad-files.js';
import { classCounts } from '../components/class-counts.js';
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

/** One data set: what is in a version of it. */
class DatasetPage extends PageElement {
  static properties = { version: { state: true } };

  constructor() {
    super();
    this.name = '';
    this.version = Number(router.query.get('version')) || 0;
    this.data = new Resource(this, () => api.dataset(this.name));
    new Listening(this, {
      dataset: ({ name }) => {
        if (name === this.name) this.data.load();
      },
      sync: () => this.data.load(),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle(this.name);
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
    const version = versions.find((one) => one.version === this.version) ?? versions[0];
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/datasets">Data sets</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${this.name}</h1>
        ${version ? this.#versions(versions, version) : nothing}
        <span class="grow"></span>
        ${version ? html`<a class="button primary" href="/new?dataset=${encodeURIComponent(this.name)}">${icon('runs')}Train on it</a>` : nothing}
        <a class="button" href="/import?dataset=${encodeURIComponent(this.name)}">${icon('upload')}New version</a>
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${problem.status === 404 ? undefined : () => this.data.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${value && !version ? html`<p class="muted">No version of it is ready yet.</p>` : nothing}
      ${version ? this.#version(version) : nothing}
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

  /** @param {import('../core/types.js').DatasetVersion} version */
  #version(version) {
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
        { label: 'Packed', value: bytes(version.packed?.size) },
      ])}
      ${badFiles(version.badFiles)}
      <div class="run-body">
        <div class="run-main stack">
          <section class="card stack" aria-labelledby="samples-title">
            <h2 id="samples-title">Images</h2>
            <sample-grid .of=${this.name} .version=${version}></sample-grid>
          </section>
          <section class="card stack" aria-labelledby="classes-title">
            <h2 id="classes-title">Classes</h2>
            ${classCounts(version.counts)}
          </section>
        </div>
        <aside class="card" aria-label="About this version">
          ${facts([
            ['Version', version.version],
            ['Made', moment(version.createdAt)],
            ['Source', html`<span class="mono">${version.source}</span>`],
            ['Content', html`<code class="digest">${version.contentId}</code>`],
            ['Packed', version.packed ? html`<code class="digest">${version.packed.digest}</code>` : ''],
          ])}
        </aside>
      </div>
    `;
  }
}

define('dataset-page', DatasetPage);
