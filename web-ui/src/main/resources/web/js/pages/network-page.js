// @ts-check
import { html, nothing } from 'lit';
import { field } from '../components/field.js';
import { layerTable } from '../components/layer-table.js';
import { isPattern, settingField } from '../components/network-choice.js';
import { memoryBar, memoryNote, networkFigures } from '../components/network-figures.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { bytes, count, imageSize } from '../core/format.js';
import { withQuery } from '../core/http.js';
import { icon } from '../core/icons.js';
import { SETTINGS } from '../core/job-draft.js';
import { byNetworkPath } from '../core/job-errors.js';
import { Listening } from '../core/live.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** What is asked for beside the network's own settings. */
const ASKED = ['input', 'classes', 'batch', 'optimizer'];

/** One network: its layers, and what they cost with the settings that are chosen here. */
class NetworkPage extends PageElement {
  static properties = { chosen: { state: true } };

  constructor() {
    super();
    this.name = '';
    /** @type {Record<string, string>} settings and what is asked for, as in the address */
    this.chosen = Object.fromEntries(router.query);
    this.network = new Resource(this, () => api.network(this.name, this.chosen));
    this.catalogue = new Resource(this, async () => (await api.networks()).items);
    this.workers = new Resource(this, async () => (await api.workers()).items);
    new Listening(this, { sync: () => this.network.load(), worker: () => this.workers.soon() });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle(this.name);
    this.catalogue.load();
    this.workers.load();
    this.network.load();
  }

  /** The network as the catalogue has it, so that settings can be seen while the chosen ones cannot be built. */
  get #usual() {
    return this.catalogue.value?.find(({ name }) => name === this.name) ?? this.network.value;
  }

  /** @param {string} name @param {string} value */
  #choose(name, value) {
    const usual = this.#usual?.settings.find((setting) => setting.name === name)?.default;
    const { [name]: _, ...others } = this.chosen;
    const kept = value.trim() === '' || value === usual;
    this.chosen = kept ? others : { ...others, [name]: value };
    router.keep({ [name]: kept ? undefined : value });
    this.network.settled();
  }

  render() {
    const { problem } = this.network;
    const usual = this.#usual;
    if (problem && (problem.status === 404 || !usual)) {
      return html`<h1 tabindex="-1">${this.name}</h1>
        <problem-note .problem=${problem} .retry=${problem.status === 404 ? undefined : () => this.network.load()}>
        </problem-note>
        <p><a href="/networks">All networks</a></p>`;
    }
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/networks">Networks</a></nav>
      <div class="page-head">
        <h1 tabindex="-1">${usual?.title || this.name}</h1>
        <code class="muted">${this.name}</code>
        <span class="grow"></span>
        ${usual ? html`<a class="button primary" href=${this.#train(usual)}>${icon('add')}Train it</a>` : nothing}
      </div>
      ${usual ? this.#page(usual) : html`<div class="skeleton page-skeleton" aria-label="Loading"></div>`}
    `;
  }

  /** @param {import('../core/types.js').Network} usual */
  #train(usual) {
    const settings = usual.settings.map(({ name }) => [SETTINGS + name, this.chosen[name]]);
    return withQuery('/new', { network: this.name, input: this.chosen.input, ...Object.fromEntries(settings) });
  }

  /** @param {import('../core/types.js').Network} usual */
  #page(usual) {
    const { value, problem, loading } = this.network;
    const told = byNetworkPath(problem?.errors ?? [], usual);
    const elsewhere = told[''] ?? told['training.batchSize'] ?? (problem?.errors.length === 0 ? problem.message : '');
    return html`
      <p class="about">${usual.about}</p>
      <section class="card stack" aria-label="Settings">
        <div class="grid-fields">
          ${usual.settings.map((setting) => this.#setting(setting, told[SETTINGS + setting.name]))}
        </div>
        <fieldset class="group">
          <legend>For which images, and how it is trained</legend>
          <div class="grid-fields">${ASKED.filter((name) => name !== 'input' || !isPattern(usual)).map((name) => this.#asked(name, usual, told))}</div>
        </fieldset>
        ${elsewhere ? html`<p class="error">${elsewhere}</p>` : nothing}
      </section>
      ${memoryNote(problem ? undefined : value, this.workers.value ?? [], 'auto')}
      ${
        value?.layers
          ? html`<section class="described" data-stale=${problem || loading ? 'true' : 'false'} aria-label="Layers">
              ${problem ? html`<p class="small muted">These are the figures of the last network that could be built.</p>` : nothing}
              ${networkFigures(value)} ${memoryBar(value)} ${layerTable(value)}
            </section>`
          : nothing
      }
      <p class="sr-only" role="status">
        ${loading || !value ? '' : problem ? Object.values(told).join(' ') : `${count(value.parameters)} parameters, ${bytes(value.memory?.trainingBytes)} to train`}
      </p>
    `;
  }

  /** @param {import('../core/types.js').Setting} setting @param {string|undefined} error */
  #setting(setting, error) {
    const { problem, loading } = this.network;
    const wrong = loading ? undefined : problem?.errors.find(({ field: name }) => name === setting.name);
    const span = wrong?.position === undefined ? undefined : { position: wrong.position, length: wrong.length ?? 0 };
    const value = this.chosen[setting.name] ?? String(setting.default ?? '');
    return settingField(setting, value, error, (text) => this.#choose(setting.name, text), span);
  }

  /** @param {string} name @param {import('../core/types.js').Network} usual @param {Record<string, string>} told */
  #asked(name, usual, told) {
    const { height, width, channels } = usual.input;
    /** @type {Record<string, Partial<import('../components/field.js').FieldOptions> & {label: string}>} */
    const fields = {
      input: {
        label: 'Input size',
        hint: `${imageSize(usual.input)} if empty`,
        placeholder: `${height}x${width}x${channels}`,
        error: told['network.input'],
      },
      classes: { label: 'Classes', placeholder: String(usual.classes ?? ''), inputmode: 'numeric' },
      batch: { label: 'Batch size', placeholder: '32', inputmode: 'numeric' },
      optimizer: {
        label: 'Optimizer',
        choices: [
          ['adam', 'Adam'],
          ['sgd', 'SGD with momentum'],
        ],
      },
    };
    return field({
      ...fields[name],
      path: name,
      value: this.chosen[name] ?? (name === 'optimizer' ? 'adam' : ''),
      onChange: (text) => this.#choose(name, text),
    });
  }
}

define('network-page', NetworkPage);
