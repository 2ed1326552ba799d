// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { sessionEnded } from '../core/http.js';
import { icon, mark } from '../core/icons.js';
import { live } from '../core/live.js';
import { onDetail } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { preload, router } from '../core/router.js';
import './connection-note.js';
import './log-in.js';
import './notice-board.js';
import './problem-note.js';
import './theme-toggle.js';

/** @typedef {{id: string, text: string}} Entry the id is its address, too */

/** @type {(Entry & {parts?: Entry[]})[]} parts are shown where there is room for them */
const SECTIONS = [
  {
    id: 'runs',
    text: 'Runs',
    parts: [
      { id: 'queue', text: 'Queue' },
      { id: 'sweeps', text: 'Sweeps' },
    ],
  },
  { id: 'datasets', text: 'Data sets' },
  { id: 'networks', text: 'Networks' },
  { id: 'models', text: 'Models' },
  { id: 'classify', text: 'Classify' },
  {
    id: 'platform',
    text: 'Platform',
    parts: [
      { id: 'rules', text: 'Rules' },
      { id: 'dead-letters', text: 'Dead letters' },
    ],
  },
];

/** The frame around every page: navigation, session, connection, notices. */
class AppShell extends PharosElement {
  static properties = {
    session: { state: true },
    page: { state: true },
    section: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {{required: boolean, authenticated: boolean}|undefined} */
    this.session = undefined;
    /** @type {HTMLElement|undefined} */
    this.page = undefined;
    this.section = '';
    /** @type {Problem|undefined} */
    this.problem = undefined;
    this.navigations = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    router.addEventListener(
      'change',
      onDetail((found) => this.#show(found)),
    );
    sessionEnded.addEventListener('ended', () => this.#askAgain());
    this.#begin();
  }

  async #begin() {
    try {
      this.session = await api.session();
      this.problem = undefined;
    } catch (error) {
      this.problem = Problem.from(error);
      setTimeout(() => this.#begin(), 2000);
      return;
    }
    if (this.#inside) this.#enter();
  }

  get #inside() {
    return this.session && (!this.session.required || this.session.authenticated);
  }

  #enter() {
    live.start();
    if (this.navigations === 0) router.start();
  }

  #askAgain() {
    live.stop();
    this.session = { required: true, authenticated: false };
  }

  #loggedIn() {
    this.session = { required: true, authenticated: true };
    this.page = undefined;
    this.#enter();
    if (this.navigations > 0) router.go(location.pathname + location.search);
  }

  async #logOut() {
    await api.logOut().catch(() => undefined);
    this.#askAgain();
  }

  /** @param {{route: import('../core/router.js').Route, params: Record<string, string>}} found */
  async #show({ route, params }) {
    this.navigations += 1;
    const mine = this.navigations;
    try {
      await route.load();
    } catch {
      live.addEventListener('sync', () => location.reload(), { once: true });
      this.problem = new Problem(
        0,
        'This page could not be loaded',
        'The platform does not answer. It is loaded as soon as it does.',
      );
      return;
    }
    if (mine !== this.navigations) return;
    live.follow('');
    this.problem = undefined;
    const page = Object.assign(document.createElement(route.tag), params);
    this.page = page;
    this.section = route.section;
    if (mine === 1) preload();
    if (mine > 1) {
      scrollTo(0, 0);
      await this.updateComplete;
      await /** @type {any} */ (page).updateComplete;
      const start = /** @type {HTMLElement|null} */ (page.querySelector('h1') ?? this.querySelector('main'));
      start?.focus({ preventScroll: true });
    }
  }

  render() {
    if (this.session && !this.#inside)
      return html`<log-in @done=${() => this.#loggedIn()}></log-in><notice-board></notice-board>`;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <header class="rail">
        <a class="brand" href="/runs">${mark}<span>Pharos</span></a>
        <nav aria-label="Main">
          <ul role="list">
            ${SECTIONS.map((section) => this.#entry(section))}
          </ul>
        </nav>
        <a class="button flame rail-new" href="/new" aria-current=${this.section === 'new' ? 'page' : nothing}>
          ${icon('add')}<span>New run</span>
        </a>
        <div class="rail-foot">
          <connection-note></connection-note>
          <div class="rail-tools">
            <theme-toggle></theme-toggle>
            ${
              this.session?.required
                ? html`<button class="rail-tool" @click=${this.#logOut} title="Log out">
                    ${icon('leave')}<span class="sr-only">Log out</span>
                  </button>`
                : nothing
            }
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1" aria-busy=${this.page ? 'false' : 'true'}>
        ${this.problem ? html`<problem-note .problem=${this.problem}></problem-note>` : (this.page ?? html`<div class="skeleton page-skeleton" aria-label="Loading"></div>`)}
      </main>
      <notice-board></notice-board>
    `;
  }

  /** @param {typeof SECTIONS[number]} section */
  #entry({ id, text, parts }) {
    const within = parts?.some((part) => part.id === this.section);
    return html`<li>
      <a href="/${id}" class="rail-link" aria-current=${id === this.section ? 'page' : within ? 'true' : nothing}>
        ${icon(id)}<span>${text}</span>
      </a>
      ${
        parts
          ? html`<ul role="list" class="rail-parts">
              ${parts.map(
                (part) =>
                  html`<li>
                    <a href="/${part.id}" class="rail-part" aria-current=${part.id === this.section ? 'page' : nothing}>
                      ${part.text}
                    </a>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
    </li>`;
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    /** @type {HTMLElement} */ (this.querySelector('main')).focus();
  }
}

define('pharos-app', AppShell);
