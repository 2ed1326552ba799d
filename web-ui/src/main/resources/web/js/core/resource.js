// @ts-check
import { Problem } from './problem.js';

/**
 * Something fetched, kept while it is fetched again; an answer that was overtaken is dropped.
 * @template T
 */
export class Resource {
  /** @type {T|undefined} */
  value;
  /** @type {Problem|undefined} */
  problem;
  loading = false;
  #host;
  #fetch;
  #newest = 0;
  #waiting = 0;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => Promise<T>} fetch
   */
  constructor(host, fetch) {
    this.#host = host;
    this.#fetch = fetch;
    host.addController(this);
  }

  hostConnected() {}

  hostDisconnected() {
    this.#newest += 1;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
  }

  /** Fetches; resolves when this fetch is answered or overtaken. */
  async load() {
    this.#newest += 1;
    const mine = this.#newest;
    this.loading = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#fetch();
      if (mine !== this.#newest) return;
      this.value = value;
      this.problem = undefined;
    } catch (error) {
      if (mine !== this.#newest) return;
      this.problem = Problem.from(error);
    }
    this.loading = false;
    this.#host.requestUpdate();
  }

  /** Fetches soon: many calls until then make one request. */
  soon(milliseconds = 250) {
    if (this.#waiting) return;
    this.#waiting = window.setTimeout(() => {
      this.#waiting = 0;
      this.load();
    }, milliseconds);
  }

  /** Fetches when nothing has changed for a while, and drops what is on its way: for what follows typing. */
  settled(milliseconds = 300) {
    this.#newest += 1;
    clearTimeout(this.#waiting);
    this.loading = true;
    this.#waiting = window.setTimeout(() => {
      this.#waiting = 0;
      this.load();
    }, milliseconds);
    this.#host.requestUpdate();
  }

  /**
   * Changes the value in place of a fetch.
   * @param {(value: T) => T} change
   */
  update(change) {
    if (this.value === undefined) return;
    this.value = change(this.value);
    this.#host.requestUpdate();
  }
}
