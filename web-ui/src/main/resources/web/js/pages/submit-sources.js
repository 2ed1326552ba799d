// @ts-check
import { api } from '../core/api.js';
import { DEFAULT_RECIPE, draftOf, inputOf, settingsOf, valueOf } from '../core/job-draft.js';
import { Listening } from '../core/live.js';
import { Resource } from '../core/resource.js';

/** @typedef {import('../core/job-draft.js').Draft} Draft */
/** @typedef {import('../core/job-draft.js').Basis} Basis */

/** Everything the form asks the platform, and what of it the draft has chosen. */
export class SubmitSources {
  #draft;
  #asked = '';

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => Draft} draft as it is now
   */
  constructor(host, draft) {
    this.#draft = draft;
    this.networks = new Resource(host, async () => (await api.networks()).items);
    this.recipes = new Resource(host, async () => (await api.recipes()).items);
    this.datasets = new Resource(host, async () => (await api.datasets()).items);
    this.workers = new Resource(host, async () => (await api.workers()).items);
    this.models = new Resource(host, async () => (await api.models()).items);
    this.experiments = new Resource(host, async () => (await api.experiments()).items.map(({ name }) => name));
    this.set = new Resource(host, () => api.dataset(draft()['dataset.name']));
    this.layers = new Resource(host, () => api.network(draft()['network.name'], this.#query));
    /** @type {Promise<unknown>} networks and recipes are there, or will not be */
    this.ready = Promise.resolve();
    new Listening(host, {
      dataset: () => this.datasets.soon(),
      worker: () => this.workers.soon(),
      model: () => this.models.soon(),
    });
  }

  async load() {
    this.ready = Promise.all([this.networks.load(), this.recipes.load()]);
    for (const one of [this.workers, this.models, this.experiments]) one.load();
    await Promise.all([this.ready, this.datasets.load()]);
  }

  get complete() {
    return this.networks.value && this.recipes.value && this.datasets.value;
  }

  get problem() {
    return this.networks.problem ?? this.recipes.problem ?? this.datasets.problem;
  }

  get network() {
    return this.basis.network;
  }

  /** @returns {Basis} */
  get basis() {
    const draft = this.#draft();
    return this.basisOf(draft['network.name'], draft['training.recipe']);
  }

  /** @param {string|undefined} network @param {string|undefined} recipe @returns {Basis} */
  basisOf(network, recipe) {
    return {
      network: this.networks.value?.find(({ name }) => name === network),
      recipe: this.recipes.value?.find(({ name }) => name === (recipe || DEFAULT_RECIPE)),
    };
  }

  /** What would make this job again. @param {import('../core/types.js').Job} job */
  draftOf(job) {
    return draftOf(job, this.basisOf(job.network.name, job.training?.recipe));
  }

  /** The chosen version of the data set. */
  get version() {
    const draft = this.#draft();
    const set = this.set.value;
    const versions = set && set.name === draft['dataset.name'] ? set.versions : [];
    return versions.find(({ version }) => String(version) === draft['dataset.version']) ?? versions[0];
  }

  /** The registered model to begin with. */
  get startModel() {
    return this.models.value?.find(({ name }) => name === this.#draft()['startFrom.model']);
  }

  /** The version of it that the platform would take. */
  get startVersion() {
    const model = this.startModel;
    const [how, which] = (this.#draft()['startFrom.which'] ?? '').split(/:(.*)/s);
    const number = how === 'version' ? Number(which) : model?.aliases[how === 'alias' ? which : 'champion'];
    return model?.versions.find(({ version }) => version === number) ?? (how ? undefined : model?.versions[0]);
  }

  /** The layers of the network that is written down, or of the last one that could be. */
  get described() {
    const { value } = this.layers;
    return value && value.name === this.network?.name ? value : undefined;
  }

  /** Whether the answer about the layers is for what is written down now. */
  get settled() {
    return !this.layers.loading && this.#asked === JSON.stringify([this.#draft()['network.name'], this.#query]);
  }

  get #query() {
    const draft = this.#draft();
    const batch = valueOf(draft, 'training.batchSize', this.basis).trim();
    const input = inputOf(draft);
    return {
      ...settingsOf(draft, this.network),
      classes: this.version?.classes.length,
      // What is no number or size is told at its field, and the figures stay as they were.
      batch: /^\d+$/.test(batch) ? batch : undefined,
      input: /^\d+x\d+x\d+$/.test(input) ? input : undefined,
      optimizer: valueOf(draft, 'training.optimizer', this.basis),
    };
  }

  /** Asks for the layers again if the network or what it is trained with has changed. */
  describe() {
    const asked = JSON.stringify([this.#draft()['network.name'], this.#query]);
    if (!this.#draft()['network.name'] || asked === this.#asked) return;
    this.#asked = asked;
    this.layers.settled();
  }
}
