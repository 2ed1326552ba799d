// @ts-check
import { html, nothing } from 'lit';
import { augmentationFields } from '../components/augmentation-fields.js';
import { codeBlock } from '../components/code-block.js';
import { field } from '../components/field.js';
import { imageStrip } from '../components/image-strip.js';
import '../components/problem-note.js';
import { activeKnobs, augmentationOf, chosenOf, knobValue, WORDS } from '../core/augmentation.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { withQuery } from '../core/http.js';
import { icon } from '../core/icons.js';
import { textOf } from '../core/job-draft.js';
import { refusal } from '../core/refusal.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';

const CHOICE = 18;
/** Below this many pixels a side, pixels are shown as squares. */
const SMALL = 64;
/** @type {[string, string][]} */
const COUNTS = ['4', '9', '16', '25', '36'].map((count) => [count, count]);

/** The augmentation playground: one image, many times through what training would do to it. */
class AugmentPage extends PageElement {
  static properties = {
    chosen: { state: true },
    index: { state: true },
    filter: { state: true },
    tries: { state: true },
    seed: { state: true },
  };

  constructor() {
    super();
    this.name = '';
    this.version = Number(router.query.get('version')) || 0;
    this.index = Number(router.query.get('image') ?? -1);
    this.chosen = fromAddress(router.query.get('augmentation'));
    this.filter = '';
    this.tries = '9';
    this.seed = '1';
    this.data = new Resource(this, () => api.dataset(this.name));
    this.samples = new Resource(
      this,
      async () => (await api.samples(this.name, this.version, { class: this.filter, count: CHOICE })).items,
    );
    this.preview = new Resource(this, () =>
      api.augmented(this.name, this.version, this.index, {
        augmentation: augmentationOf(this.chosen),
        count: Number(this.tries),
        seed: Number(this.seed),
      }),
    );
    /** the picture that is shown, as an address */
    this.picture = '';
    /** @type {Blob|undefined} */
    this.pictured = undefined;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.entitle(`Augment ${this.name}`);
    await this.data.load();
    const { versions = [] } = this.data.value ?? {};
    if (!versions.some(({ version }) => version === this.version)) this.version = versions[0]?.version ?? 0;
    if (this.version === 0) return;
    await this.samples.load();
    if (this.index < 0) this.index = this.samples.value?.[0]?.index ?? 0;
    this.preview.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.picture);
  }

  willUpdate() {
    const { value } = this.preview;
    if (!value || value === this.pictured) return;
    URL.revokeObjectURL(this.picture);
    this.pictured = value;
    this.picture = URL.createObjectURL(value);
  }

  get #version() {
    return this.data.value?.versions.find(({ version }) => version === this.version);
  }

  get #refused() {
    /** @type {Record<string, string>} */
    const refused = {};
    for (const one of activeKnobs(this.chosen)) {
      const reason = refusal({ ...one, type: one.whole ? 'integer' : 'number' }, knobValue(this.chosen, one));
      if (reason) refused[one.name] = reason;
    }
    const seed = refusal({ type: 'integer' }, this.seed);
    return seed ? { ...refused, seed } : refused;
  }

  /** What was chosen is in the address, so that it can be sent to somebody. */
  #changed() {
    if (Object.keys(this.#refused).length > 0) return;
    const augmentation = textOf(augmentationOf(this.chosen));
    router.keep({ version: String(this.version), image: String(this.index), augmentation });
    this.preview.settled(250);
  }

  /** @param {string} name @param {string|undefined} value */
  #set(name, value) {
    const { [name]: _, ...others } = this.chosen;
    this.chosen = value === undefined ? others : { ...others, [name]: value };
    this.#changed();
  }

  render() {
    const { value, problem } = this.data;
    const name = encodeURIComponent(this.name);
    const version = this.#version;
    const augmentation = augmentationOf(this.chosen);
    const train = withQuery('/new', {
      dataset: this.name,
      'dataset.version': this.version,
      'training.augmentation': textOf(augmentation),
    });
    return html`
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/datasets">Data sets</a> <a href="/datasets/${name}?version=${this.version}">${this.name}</a>
      </nav>
      <div class="page-head">
        <h1 tabindex="-1">Augmentation</h1>
        ${version ? html`<span class="muted">version ${version.version}</span>` : nothing}
        <span class="grow"></span>
        ${version ? html`<a class="button primary" href=${train}>${icon('runs')}Train with this</a>` : nothing}
      </div>
      ${problem ? html`<problem-note .problem=${problem}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${value && !version ? html`<p class="muted">No version of it is ready yet.</p>` : nothing}
      ${
        version
          ? html`<div class="submit-form">
              <div class="stack wide">${this.#images(version)} ${this.#results()}</div>
              <aside class="card stack" aria-label="Choices">
                ${augmentationFields({
                  chosen: this.chosen,
                  refused: this.#refused,
                  onPreset: (word) => {
                    this.chosen = { ...WORDS[word] };
                    this.#changed();
                  },
                  onChange: (knob, text) => this.#set(knob, text),
                })}
                ${codeBlock(JSON.stringify({ training: { augmentation } }, null, 2), 'In a job')}
              </aside>
            </div>`
          : nothing
      }
    `;
  }

  /** @param {import('../core/types.js').DatasetVersion} version */
  #images(version) {
    return imageStrip({
      classes: version.classes,
      filter: this.filter,
      samples: this.samples.value ?? [],
      chosen: this.index,
      onFilter: (filter) => {
        this.filter = filter;
        this.samples.load();
      },
      onChoose: (index) => {
        this.index = index;
        this.#changed();
      },
    });
  }

  #results() {
    const { problem, loading } = this.preview;
    return html`<section class="card stack" aria-labelledby="results-title">
      <h2 id="results-title">What training would see</h2>
      <div class="knobs">
        ${field({ path: 'tries', label: 'Images', value: this.tries, choices: COUNTS, onChange: (tries) => this.#again({ tries }) })}
        ${field({ path: 'seed', label: 'Seed', value: this.seed, error: this.#refused.seed, inputmode: 'numeric', onChange: (seed) => this.#again({ seed }) })}
      </div>
      ${problem ? html`<problem-note .problem=${problem}></problem-note>` : nothing}
      ${this.picture && !problem ? html`<img class="augmented" src=${this.picture} alt="Image ${this.index}, ${this.tries} times augmented" data-loading=${String(loading)} data-small=${String((this.#version?.width ?? 0) < SMALL)} />` : nothing}
      <p class="small muted">
        As in the first epochs of a training with this seed. What is 0 to the network shows as the mean colour.
      </p>
    </section>`;
  }

  /** @param {{tries?: string, seed?: string}} change */
  #again(change) {
    Object.assign(this, change);
    this.#changed();
  }
}

/** @param {string|null} text a word or JSON */
function fromAddress(text) {
  try {
    return chosenOf(text?.startsWith('{') ? JSON.parse(text) : (text ?? 'crop-mirror'));
  } catch {
    return chosenOf('crop-mirror');
  }
}

define('augment-page', AugmentPage);
