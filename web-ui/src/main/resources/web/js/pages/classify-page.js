// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../components/drop-zone.js';
import { emptyState } from '../components/empty-state.js';
import { field } from '../components/field.js';
import { predictionCard } from '../components/prediction-card.js';
import '../components/problem-note.js';
import '../components/try-samples.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { percent } from '../core/format.js';
import { Listening } from '../core/live.js';
import { announce } from '../core/notify.js';
import { onDetail } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

/** @typedef {import('../components/prediction-card.js').Classified} Classified */

const MOST_KEPT = 30;

/** Images are dropped here, and a model says what they show. */
class ClassifyPage extends PageElement {
  static properties = { model: { state: true }, which: { state: true }, items: { state: true } };

  constructor() {
    super();
    const query = router.query;
    this.model = query.get('model') ?? '';
    /** `alias:champion`, `version:3`, or '' for what is served by default */
    this.which = query.get('alias')
      ? `alias:${query.get('alias')}`
      : query.get('version')
        ? `version:${query.get('version')}`
        : '';
    /** @type {Classified[]} newest first */
    this.items = [];
    this.last = 0;
    this.models = new Resource(this, async () =>
      (await api.models()).items.filter(({ versions }) => versions.length > 0),
    );
    new Listening(this, { model: () => this.models.load(), sync: () => this.models.load() });
  }

  async connectedCallback() {
    super.connectedCallback();
    this.entitle('Classify');
    await this.models.load();
    if (!this.model) this.model = this.models.value?.[0]?.name ?? '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const { url } of this.items) URL.revokeObjectURL(url);
  }

  get #chosen() {
    return this.models.value?.find(({ name }) => name === this.model);
  }

  #keep() {
    const [kind, value] = this.which.split(':');
    router.keep({ model: this.model, alias: kind === 'alias' ? value : '', version: kind === 'version' ? value : '' });
  }

  /** The data set that the chosen version learned from. */
  get #source() {
    const [kind, value] = this.which.split(':');
    const { aliases = {}, versions = [] } = this.#chosen ?? {};
    const number = kind === 'version' ? Number(value) : aliases[kind === 'alias' ? value : 'champion'];
    const dataset = (versions.find(({ version }) => version === number) ?? versions[0])?.dataset;
    return typeof dataset === 'object' && dataset.version
      ? { name: dataset.name, version: dataset.version }
      : undefined;
  }

  /** @param {File[]} files @param {string} [truth] their class, where it is known */
  async #classify(files, truth) {
    for (const file of files) {
      this.last += 1;
      const item = { id: this.last, name: file.name || 'pasted image', url: URL.createObjectURL(file), truth };
      for (const { url } of this.items.slice(MOST_KEPT - 1)) URL.revokeObjectURL(url);
      this.items = [item, ...this.items.slice(0, MOST_KEPT - 1)];
      await this.#ask(item, file);
    }
  }

  /** @param {Classified} item @param {File} file */
  async #ask(item, file) {
    const [kind, value] = this.which.split(':');
    try {
      const answer = await api.classify(this.model, { [kind]: value, top: 5 }, file);
      const predictions = answer.predictions[0]?.predictions ?? [];
      this.#change(item, { predictions, by: `${answer.model} v${answer.version}` });
      if (predictions[0]) announce(`${item.name}: ${predictions[0].label}, ${percent(predictions[0].probability, 0)}`);
    } catch (error) {
      const problem = Problem.from(error);
      this.#change(item, { problem });
      announce(`${item.name}: ${problem.message}`);
    }
  }

  /** @param {Classified} item @param {Partial<Classified>} change */
  #change(item, change) {
    this.items = this.items.map((one) => (one.id === item.id ? { ...one, ...change } : one));
  }

  render() {
    const { value, problem } = this.models;
    return html`
      <div class="page-head"><h1 tabindex="-1">Classify an image</h1></div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.models.load()}></problem-note>` : nothing}
      ${
        value?.length === 0
          ? emptyState({
              sign: 'classify',
              title: 'No model to ask yet',
              text: 'Train a network and register it; then drop an image here and see what it says.',
              action: { href: '/new', text: 'Start a run' },
              command: './pharos train --network lenet5 --dataset digits --register digits --watch',
            })
          : nothing
      }
      ${!value && !problem ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${value && value.length > 0 ? this.#form(value) : nothing}
    `;
  }

  /** @param {import('../core/types.js').Model[]} models */
  #form(models) {
    const chosen = this.#chosen;
    /** @type {[string, string][]} */
    const versions = [
      [
        '',
        chosen?.aliases.champion
          ? `As served: champion (v${chosen.aliases.champion})`
          : `As served: newest (v${chosen?.versions[0]?.version ?? '?'})`,
      ],
      ...Object.entries(chosen?.aliases ?? {}).map(
        ([alias, version]) => /** @type {[string, string]} */ ([`alias:${alias}`, `${alias} (v${version})`]),
      ),
      ...(chosen?.versions ?? []).map(
        ({ version }) => /** @type {[string, string]} */ ([`version:${version}`, `version ${version}`]),
      ),
    ];
    const names = models.map(({ name }) => name);
    if (this.model && !names.includes(this.model)) names.unshift(this.model);
    return html`
      <div class="stack classify">
        <div class="grid-fields narrow">
          ${field({
            path: 'model',
            label: 'Model',
            value: this.model,
            choices: names.map((name) => /** @type {[string, string]} */ ([name, name])),
            onChange: (model) => {
              this.model = model;
              this.which = '';
              this.#keep();
            },
          })}
          ${field({
            path: 'which',
            label: 'Version',
            value: this.which,
            choices: versions,
            onChange: (which) => {
              this.which = which;
              this.#keep();
            },
          })}
        </div>
        <drop-zone
          label="Drop images here, or choose some"
          hint="or paste one with Ctrl-V"
          accept="image/*"
          multiple
          paste
          @files=${onDetail((files) => this.#classify(files))}
        >
        </drop-zone>
        <try-samples .source=${this.#source} @sample=${onDetail(({ file, truth }) => this.#classify([file], truth))}>
        </try-samples>
        <div class="prediction-list">
          ${repeat(
            this.items,
            ({ id }) => id,
            (item) => predictionCard(item, () => this.#change(item, { unseen: true })),
          )}
        </div>
      </div>
    `;
  }
}

define('classify-page', ClassifyPage);
