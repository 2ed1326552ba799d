// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import { datasetLink } from '../components/dataset-link.js';
import { promote, removeAlias } from '../components/model-actions.js';
import { moment } from '../components/moment.js';
import '../components/network-views.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { bytes, measure, percent } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { onValue } from '../core/on.js';
import { Resource } from '../core/resource.js';

/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').ModelVersion} ModelVersion */

/** One registered model: its versions, where they come from, which of them is served. */
class ModelPage extends PageElement {
  static properties = { inside: { state: true } };

  constructor() {
    super();
    this.name = '';
    /** the version that is looked into; 0 for the champion or the newest */
    this.inside = 0;
    this.data = new Resource(this, () => api.model(this.name));
    new Listening(this, {
      model: ({ name }) => {
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

  render() {
    const { value: model, problem } = this.data;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/models">Models</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${this.name}</h1>
        <span class="grow"></span>
        ${model ? html`<a class="button" href="/classify?model=${encodeURIComponent(this.name)}">${icon('classify')}Classify</a>` : nothing}
      </div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${problem.status === 404 ? undefined : () => this.data.load()}></problem-note>` : nothing}
      ${!model && !problem ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${model ? html`${this.#aliases(model)} ${this.#versions(model)} ${this.#usage(model)} ${this.#inside(model)}` : nothing}
    `;
  }

  /** @param {Model} model */
  #aliases(model) {
    const aliases = Object.entries(model.aliases);
    return html`<section class="card stack" aria-labelledby="aliases-title">
      <h2 id="aliases-title">Aliases</h2>
      ${
        aliases.length === 0
          ? html`<p class="muted">
              None: requests are answered by the newest version. Promote one to champion to decide which it is.
            </p>`
          : html`<ul class="aliases" role="list">
              ${aliases.map(
                ([alias, version]) =>
                  html`<li>
                    <span class="tag" data-alias=${alias}>
                      ${alias === 'champion' ? icon('star') : nothing}${alias}
                    </span>
                    version ${version}
                    <button
                      class="button small quiet"
                      @click=${() => removeAlias(model, alias, () => this.data.load())}
                      aria-label="Remove the alias ${alias}"
                    >
                      ${icon('cross')}
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  /** @param {Model} model */
  #versions(model) {
    return html`<section class="stack" aria-labelledby="versions-title">
      <h2 id="versions-title">Versions</h2>
      <div class="table-frame">
        <table class="cards" role="table">
          <caption class="sr-only">
            Versions, newest first
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              ${['Version', 'Test error', 'Val. error', 'Test loss', 'Network', 'Run', 'Size', 'Registered', ''].map(
                (text, i) =>
                  html`<th role="columnheader" scope="col" class=${(i > 0 && i < 4) || i === 6 ? 'number' : ''}>
                    ${text || html`<span class="sr-only">Actions</span>`}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${model.versions.map((version) => this.#row(model, version))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {Model} model @param {ModelVersion} version */
  #row(model, version) {
    const metrics = version.metrics ?? {};
    const own = Object.entries(model.aliases).filter(([, target]) => target === version.version);
    return html`<tr role="row">
      <td role="cell" class="main-cell">
        <b>v${version.version}</b> ${own.map(([alias]) => html`<span class="tag" data-alias=${alias}>${alias}</span> `)}
      </td>
      <td role="cell" class="number" data-label="Test error">${percent(metrics['test/top1-error'])}</td>
      <td role="cell" class="number" data-label="Val. error">${percent(metrics['validation/top1-error'])}</td>
      <td role="cell" class="number" data-label="Test loss">${measure(metrics['test/loss'])}</td>
      <td role="cell" data-label="Network">
        ${version.network}
        <div class="small">
          ${datasetLink(version.dataset)}
        </div>
      </td>
      <td role="cell" class="nowrap" data-label="Run">
        <a href="/runs/${version.run}" class="mono" title=${version.run}>…${version.run.slice(-8)}</a>
      </td>
      <td role="cell" class="number" data-label="Size">${bytes(version.size)}</td>
      <td role="cell" class="nowrap muted" data-label="Registered">${moment(version.createdAt)}</td>
      <td role="cell" class="end nowrap">
        <button
          class="button small"
          aria-label="Promote version ${version.version}"
          @click=${() => promote(model, version.version, (next) => this.data.update(() => next))}
        >
          ${icon('star')}Promote…
        </button>
      </td>
    </tr>`;
  }

  /** @param {Model} model */
  #inside(model) {
    const version =
      model.versions.find(({ version: number }) => number === this.inside) ??
      model.versions.find(({ version: number }) => number === model.aliases.champion) ??
      model.versions[0];
    if (!version) return nothing;
    return html`<section class="stack" aria-labelledby="inside-title">
      <div class="page-head">
        <h2 id="inside-title">Inside</h2>
        <select aria-label="Version" @change=${onValue((value) => (this.inside = Number(value)))}>
          ${model.versions.map(
            ({ version: number }) =>
              html`<option value=${number} ?selected=${number === version.version}>Version ${number}</option>`,
          )}
        </select>
      </div>
      <network-views .run=${version.run}></network-views>
    </section>`;
  }

  /** @param {Model} model */
  #usage(model) {
    const which = model.aliases.champion ? '@champion' : '';
    const url = `${location.origin}/v1/models/${encodeURIComponent(model.name)}/classify`;
    return html`<section class="stack" aria-labelledby="usage-title">
      <h2 id="usage-title">Use it</h2>
      <div class="columns">
        ${codeBlock(`curl --data-binary @image.png -H 'Content-Type: image/png' \\\n  '${url}'`, 'curl')}
        ${codeBlock(`./pharos classify --model ${model.name}${which} image.png`, 'Command line')}
      </div>
    </section>`;
  }
}

define('model-page', ModelPage);
