// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { count, plural } from '../core/format.js';
import { json } from '../core/http.js';
import { notify } from '../core/notify.js';
import { Problem } from '../core/problem.js';
import { Resource } from '../core/resource.js';
import './copy-button.js';
import './problem-note.js';

/** @typedef {import('../core/types.js').BadFile} BadFile */

const PAGE = 100;

/** The quarantine report: files that could not be taken, with the reason, a page at a time. */
class BadFiles extends PharosElement {
  static properties = { from: {}, shown: { type: Boolean }, more: { state: true } };

  constructor() {
    super();
    /** where the report is */
    this.from = '';
    /** whether it is to be open at once */
    this.shown = false;
    /** @type {{items: BadFile[], next?: string}|undefined} what came after the first page */
    this.more = undefined;
    this.busy = false;
    this.first = new Resource(this, () => this.#page());
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('from') || this.from === '') return;
    this.more = undefined;
    this.first.value = undefined;
    this.first.load();
  }

  /** @param {string} [cursor] @returns {Promise<import('../core/api.js').Page<BadFile> & {total: number, isCut: boolean}>} */
  #page(cursor) {
    return json('GET', this.from, { query: { limit: PAGE, cursor } });
  }

  get #next() {
    return (this.more ?? this.first.value)?.next;
  }

  async #load() {
    const { from, more } = this;
    if (this.busy) return;
    this.busy = true;
    try {
      const { items, next } = await this.#page(this.#next);
      if (from === this.from) this.more = { items: [...(more?.items ?? []), ...items], next };
    } catch (error) {
      notify(Problem.from(error).message, 'bad');
    } finally {
      this.busy = false;
    }
  }

  render() {
    const { value, problem } = this.first;
    if (problem) return html`<problem-note .problem=${problem} .retry=${() => this.first.load()}></problem-note>`;
    if (!value || value.items.length === 0) return nothing;
    const files = [...value.items, ...(this.more?.items ?? [])];
    const next = this.#next;
    const all = files.map(({ file, reason }) => `${file}\t${reason}`).join('\n');
    return html`<details class="card" ?open=${this.shown}>
      <summary>${plural(value.total, 'file')} left out</summary>
      <p class="end"><copy-button .text=${all} label="Copy the list"></copy-button></p>
      <div class="table-frame" tabindex="0" role="region" aria-label="Bad files, scrolls">
        <table class="quarantine">
          <caption class="sr-only">
            Files that were left out, and why
          </caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            ${files.map(
              ({ file, reason }) =>
                html`<tr>
                  <td class="mono">${file}</td>
                  <td>${reason}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${!next && value.isCut ? html`<p class="muted">These are the first ${count(files.length)} of ${count(value.total)}; the others were only counted.</p>` : nothing}
      ${next ? html`<p><button type="button" class="button" @click=${this.#load}>Show more</button></p>` : nothing}
    </details>`;
  }
}

define('bad-files', BadFiles);

/**
 * The quarantine report of a version.
 * @param {string} name
 * @param {import('../core/types.js').DatasetVersion} version
 */
export function badFilesOf(name, { version }) {
  return html`<bad-files .from=${api.quarantineUrl(name, version)}></bad-files>`;
}
