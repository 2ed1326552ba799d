// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import '../components/problem-note.js';
import { facts } from '../components/tiles.js';
import { workerList } from '../components/worker-list.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { newId } from '../core/http.js';
import { Listening } from '../core/live.js';
import { Resource } from '../core/resource.js';

const REFRESH = 5000;

/** Who works here, and how programs reach the platform. */
class PlatformPage extends PageElement {
  constructor() {
    super();
    this.command = newId();
    this.platform = new Resource(this, () => api.platform());
    this.workers = new Resource(this, async () => (await api.workers()).items);
    this.datasets = new Resource(this, async () => (await api.datasets()).items);
    new Listening(this, {
      worker: () => this.workers.soon(),
      run: () => this.workers.soon(),
      sync: () => this.#load(),
    });
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Platform');
    this.#load();
    this.timer = window.setInterval(() => this.workers.load(), REFRESH);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  #load() {
    this.platform.load();
    this.workers.load();
    this.datasets.load();
  }

  render() {
    const { value: platform, problem } = this.platform;
    const workers = this.workers.value;
    return html`
      <div class="page-head"><h1 tabindex="-1">Platform</h1></div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.#load()}></problem-note>` : nothing}
      <section class="stack" aria-labelledby="workers-title">
        <h2 id="workers-title">Workers</h2>
        ${workers ? workerList(workers.filter(({ state }) => state !== 'GONE')) : html`<div class="skeleton" aria-label="Loading"></div>`}
      </section>
      <section class="stack" aria-labelledby="addresses-title">
        <h2 id="addresses-title">Addresses</h2>
        <div class="card">
          ${facts([
            ['Kafka', platform ? html`<code>${platform.kafka.bootstrapServers}</code>` : '–'],
            ['Topic prefix', platform ? html`<code>${platform.kafka.topicPrefix}</code>` : '–'],
            ['HTTP', html`<code>${location.origin}</code>`],
            ['Rules', html`<a href="/rules">Rules</a>, which act on events`],
            ['Messages', html`<a href="/dead-letters">Dead letters</a>, which could not be processed`],
            ['API', html`<a href="/openapi/experiment-registry.yaml">OpenAPI</a>`],
            ['Version', platform ? `${platform.name} ${platform.version}` : '–'],
          ])}
        </div>
      </section>
      ${platform ? this.#examples(platform) : nothing}
    `;
  }

  /** @param {import('../core/types.js').Platform} platform */
  #examples({ kafka }) {
    const dataset = this.datasets.value?.[0]?.name ?? 'digits';
    const data = { job: { network: { name: 'lenet5' }, dataset: { name: dataset }, training: { epochs: 3 } } };
    const event = { specversion: '1.0', type: 'dev.pharos.job.submit.v1', source: '/terminal', id: this.command, data };
    const kcat = `echo '${JSON.stringify(event)}' | kcat -P -b ${kafka.bootstrapServers} -t ${kafka.topicPrefix}job.commands`;
    const curl = [
      `curl -X POST ${location.origin}/v1/jobs \\`,
      `  -H 'Content-Type: application/json' -H 'Idempotency-Key: ${this.command}' \\`,
      `  -d '${JSON.stringify(data.job)}'`,
    ].join('\n');
    return html`<section class="stack" aria-labelledby="submit-title">
      <h2 id="submit-title">Submit a job from anywhere</h2>
      <p class="muted">
        A job is one JSON document, whichever way it comes. The id makes it safe to send twice: one run is made.
      </p>
      ${codeBlock(kcat, 'Through Kafka, with kcat')}
      ${codeBlock(`kcat -C -b ${kafka.bootstrapServers} -t ${kafka.topicPrefix}job.events -o end -f '%k %s\\n'`, 'Read what becomes of it')}
      ${codeBlock(curl, 'Over HTTP')}
      ${codeBlock(`./pharos train --network lenet5 --dataset ${dataset} --epochs 3 --watch`, 'Command line')}
    </section>`;
  }
}

define('platform-page', PlatformPage);
