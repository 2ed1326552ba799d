// @ts-check
import { html, nothing } from 'lit';
import { isPattern } from '../components/network-choice.js';
import '../components/problem-note.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { count, imageSize } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Listening } from '../core/live.js';
import { networkPath } from '../core/network-path.js';
import { Resource } from '../core/resource.js';

const HEAD = ['Network', 'Input', 'Classes', 'Parameters', ''];
const NUMBERS = new Set([2, 3]);

/** The catalogue of networks. */
class NetworksPage extends PageElement {
  constructor() {
    super();
    this.networks = new Resource(this, async () => (await api.networks()).items);
    new Listening(this, { sync: () => this.networks.load() });
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Networks');
    this.networks.load();
  }

  render() {
    const { value, problem } = this.networks;
    return html`
      <div class="page-head"><h1 tabindex="-1">Networks</h1></div>
      ${problem ? html`<problem-note .problem=${problem} .retry=${() => this.networks.load()}></problem-note>` : nothing}
      ${!value && !problem ? html`<div class="skeleton table-skeleton" aria-label="Loading"></div>` : nothing}
      ${value ? this.#table(value) : nothing}
    `;
  }

  /** @param {import('../core/types.js').Network[]} networks */
  #table(networks) {
    return html`<div class="table-frame">
      <table class="cards" role="table">
        <caption class="sr-only">
          The catalogue of networks
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${HEAD.map(
              (text, i) =>
                html`<th role="columnheader" scope="col" class=${NUMBERS.has(i) ? 'number' : ''}>
                  ${text || html`<span class="sr-only">Actions</span>`}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${networks.map((network) => this.#row(network))}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {import('../core/types.js').Network} network */
  #row(network) {
    const { name, title, about, input, classes, parameters } = network;
    return html`<tr role="row" data-network=${name}>
      <td role="cell" class="main-cell">
        <a class="row-link mono" href=${networkPath({ name })}>${name}</a> ${title && title !== name ? html`<b>${title}</b>` : nothing}
        <div class="small muted">${about}</div>
      </td>
      <td role="cell" class="nowrap" data-label="Input">${isPattern(network) ? 'any' : imageSize(input)}</td>
      <td role="cell" class="number" data-label="Classes">${isPattern(network) ? 'any' : count(classes)}</td>
      <td role="cell" class="number" data-label="Parameters">${isPattern(network) ? 'as written' : count(parameters)}</td>
      <td role="cell" class="end">
        <a class="button small" href="/new?network=${encodeURIComponent(name)}">${icon('add')}Train</a>
      </td>
    </tr>`;
  }
}

define('networks-page', NetworksPage);
