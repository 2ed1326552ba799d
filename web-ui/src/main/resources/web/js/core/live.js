// @ts-check
import { withQuery } from './http.js';

const NAMES = ['run', 'metrics', 'logs', 'dataset', 'model', 'worker', 'sweep'];
const SHORTEST_PAUSE = 400;
const LONGEST_PAUSE = 15000;
const HIDDEN_LIMIT = 30000;

/**
 * What happens on the platform, as it happens: one connection for each tab, which follows at most one run closely.
 *
 * Events: `run`, `metrics`, `logs`, `dataset`, `model`, `worker`, `sweep` with the data as detail; `sync` each time the
 * connection (re)opens, when what was missed must be fetched; `state` when {@link Live#state} has changed.
 * A tab that stays hidden lets go of its connection, as a browser allows few of them to one address.
 */
class Live extends EventTarget {
  /** @type {'connecting'|'open'|'lost'|'idle'} */
  state = 'idle';
  /** @type {EventSource|undefined} */
  #source;
  #run = '';
  #pause = SHORTEST_PAUSE;
  /** @type {number|undefined} */
  #timer;
  #wanted = false;

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => this.#visibilityChanged());
    window.addEventListener('online', () => this.#retryNow());
  }

  start() {
    this.#wanted = true;
    if (!this.#source) this.#open();
  }

  stop() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#close();
    this.#become('idle');
  }

  /** @param {string} run whose metrics and logs are wanted, too; none: '' */
  follow(run) {
    if (run === this.#run) return;
    this.#run = run;
    if (this.#wanted && this.#source) this.#open();
  }

  #open() {
    clearTimeout(this.#timer);
    this.#close();
    if (this.state !== 'lost') this.#become('connecting');
    const source = new EventSource(withQuery('/v1/events', { run: this.#run }));
    this.#source = source;
    source.addEventListener('open', () => {
      this.#pause = SHORTEST_PAUSE;
      this.#become('open');
      this.dispatchEvent(new Event('sync'));
    });
    source.addEventListener('error', () => this.#lost());
    for (const name of NAMES) {
      source.addEventListener(name, (event) =>
        this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(/** @type {MessageEvent} */ (event).data) })),
      );
    }
  }

  #lost() {
    this.#close();
    if (!this.#wanted) return;
    this.#become('lost');
    this.#timer = setTimeout(() => this.#open(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #retryNow() {
    if (!this.#wanted || this.state === 'open') return;
    this.#pause = SHORTEST_PAUSE;
    this.#open();
  }

  #visibilityChanged() {
    clearTimeout(this.#timer);
    if (!this.#wanted) return;
    if (document.visibilityState === 'visible') this.#retryNow();
    else {
      this.#timer = setTimeout(() => {
        this.#close();
        this.#become('connecting');
      }, HIDDEN_LIMIT);
    }
  }

  #close() {
    this.#source?.close();
    this.#source = undefined;
  }

  /** @param {Live['state']} state */
  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}

export const live = new Live();

/**
 * Lets an element listen while it is on the page.
 */
export class Listening {
  #listeners;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {Record<string, (detail: any) => void>} handlers by the event's name
   */
  constructor(host, handlers) {
    this.#listeners = Object.entries(handlers).map(([name, handle]) => ({
      name,
      /** @param {Event} event */
      listener: (event) => handle(/** @type {CustomEvent} */ (event).detail),
    }));
    host.addController(this);
  }

  hostConnected() {
    for (const { name, listener } of this.#listeners) live.addEventListener(name, listener);
  }

  hostDisconnected() {
    for (const { name, listener } of this.#listeners) live.removeEventListener(name, listener);
  }
}
