// @ts-check
import { html, nothing } from 'lit';
import '../components/bad-files.js';
import { importCard, importEnded } from '../components/import-card.js';
import '../components/problem-note.js';
import { stateText } from '../components/state-pill.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { Listening } from '../core/live.js';
import { announce } from '../core/notify.js';
import { Resource } from '../core/resource.js';

const POLL = 700;

/** One import, as it goes on. */
class ImportRunPage extends PageElement {
  constructor() {
    super();
    this.job = '';
    this.phase = '';
    this.data = new Resource(this, () => api.import(this.job));
    new Listening(this, { dataset: () => this.data.load(), sync: () => this.data.load() });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Import');
    this.data.load();
    this.timer = window.setInterval(() => {
      if (!this.data.value || !importEnded(this.data.value)) this.data.load();
    }, POLL);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  willUpdate() {
    const job = this.data.value;
    if (!job || job.phase === this.phase) return;
    if (this.phase !== '' && importEnded(job)) announce(`The import: ${stateText(job.phase)}`);
    this.phase = job.phase;
    this.entitle(`Import of ${job.dataset}`);
  }

  render() {
    const { value: job, problem } = this.data;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/datasets">Data sets</a></nav>
      <div class="page-head"><h1 tabindex="-1">${job ? `Import of ${job.dataset}` : 'Import'}</h1></div>
      ${problem ? html`<problem-note .problem=${problem}></problem-note>` : nothing}
      ${
        job
          ? html`${importCard(job, () => this.data.load())} ${importEnded(job) && (job.leftOut ?? job.bad) > 0 ? html`<bad-files .from=${`/v1/imports/${job.id}/quarantine`} .shown=${job.phase === 'FAILED'}></bad-files>` : nothing}
            ${
              job.phase === 'READY'
                ? html`<p class="actions">
                    <a class="button" href="/datasets/${encodeURIComponent(job.dataset)}?version=${job.version ?? ''}">
                      See the images
                    </a>
                    <a class="button primary" href="/new?dataset=${encodeURIComponent(job.dataset)}">Train on it</a>
                  </p>`
                : nothing
            }
            ${job.phase === 'FAILED' || job.phase === 'CANCELLED' ? html`<p><a class="button" href="/import?dataset=${encodeURIComponent(job.dataset)}">Import again</a></p>` : nothing}`
          : html`<div class="skeleton" aria-label="Loading"></div>`
      }
    `;
  }
}

define('import-run-page', ImportRunPage);
