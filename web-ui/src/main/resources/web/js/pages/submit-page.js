// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import { comparisonChoice } from '../components/comparison-choice.js';
import { memoryNote } from '../components/network-figures.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { comparedJobs } from '../core/comparison.js';
import { define } from '../core/element.js';
import { withQuery } from '../core/http.js';
import { commandOf } from '../core/job-command.js';
import { jobOf, refusals, valueOf } from '../core/job-draft.js';
import { byPath } from '../core/job-errors.js';
import { notify } from '../core/notify.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { JobForm } from './job-form.js';
import { submitSections } from './submit-sections.js';

/** Submits a job, and says what is wrong with it before and after. */
class SubmitPage extends JobForm {
  static properties = { comparison: { state: true } };

  constructor() {
    super();
    /** an experiment of several runs, by its name; empty: one run */
    this.comparison = router.query.get('compare') ?? '';
    this.comparisons = new Resource(this, async () => (await api.comparisons()).items);
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('New run');
    this.comparisons.load();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const { basis } = this.sources;
    return this.send(
      refusals(this.draft, basis),
      async () => {
        const job = jobOf(this.draft, basis);
        const chosen = this.comparisons.value?.find(({ name }) => name === this.comparison);
        const jobs = chosen ? comparedJobs(chosen, job) : [job];
        const runs = [];
        for (const [i, one] of jobs.entries()) runs.push(await api.submit(one, `${this.key}-${i}`));
        notify('Submitted');
        return chosen ? `/compare?${runs.map(({ id }) => `run=${id}`).join('&')}` : `/runs/${runs[0].id}`;
      },
      ({ errors }) => byPath(errors),
    );
  }

  render() {
    const { sources, draft } = this;
    const failed = sources.problem;
    const job = jobOf(draft, sources.basis);
    return html`
      <div class="page-head"><h1 tabindex="-1">New run</h1></div>
      ${failed ? html`<problem-note .problem=${failed} .retry=${() => this.load()}></problem-note>` : nothing}
      ${!sources.complete && !failed ? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>` : nothing}
      ${
        sources.complete
          ? html`<form class="submit-form" @submit=${this.#submit} novalidate>
              <div class="stack wide">${submitSections(this.view)}</div>
              <aside class="card stack" aria-label="Summary">
                ${this.problem ? html`<problem-note tabindex="-1" .problem=${this.problem}></problem-note>` : nothing}
                ${memoryNote(sources.described, sources.workers.value ?? [], valueOf(draft, 'device', sources.basis))}
                ${comparisonChoice(this.comparisons.value ?? [], this.comparison, (name) => (this.comparison = name))}
                <button class="button primary big" ?disabled=${this.busy}>
                  ${this.busy ? 'Submitting…' : 'Submit'}
                </button>
                <p class="small muted">
                  Not sure about some value? <a href=${withQuery('/new-sweep', draft)}>Try many of them</a> in a sweep.
                </p>
                ${job.dataset.name ? codeBlock(commandOf(job, this.comparison), 'The same in a terminal') : nothing}
                ${codeBlock(JSON.stringify(job, null, 2), 'The job')}
              </aside>
            </form>`
          : nothing
      }
    `;
  }
}

define('submit-page', SubmitPage);
