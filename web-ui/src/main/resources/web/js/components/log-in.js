// @ts-check
import { html, nothing } from 'lit';
import { api } from '../core/api.js';
import { define, PharosElement } from '../core/element.js';
import { mark } from '../core/icons.js';
import { Problem } from '../core/problem.js';

/** Asks for the platform's token; dispatches `done` when it was the right one. */
class LogIn extends PharosElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Problem|undefined} */
    this.problem = undefined;
    this.busy = false;
  }

  firstUpdated() {
    document.title = 'Log in · Pharos';
    this.#field.focus();
  }

  get #field() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input'));
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const token = this.#field.value.trim();
    if (token === '') {
      this.problem = new Problem(0, 'Enter the token.');
      this.#field.focus();
      return;
    }
    this.busy = true;
    try {
      await api.logIn(token);
      this.dispatchEvent(new Event('done'));
    } catch (error) {
      const problem = Problem.from(error);
      this.problem = problem.status === 401 ? new Problem(401, 'This is not the token of this platform.') : problem;
      await this.updateComplete;
      this.#field.select();
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<main class="log-in">
      <div class="brand">${mark}<span>Pharos</span></div>
      <form class="card stack" @submit=${this.#submit} novalidate>
        <h1>Log in</h1>
        <div class="field">
          <label for="token">Token</label>
          <input
            id="token"
            type="password"
            autocomplete="current-password"
            aria-describedby="token-hint token-error"
            aria-invalid=${this.problem ? 'true' : nothing}
          />
          <p class="hint" id="token-hint">
            The value of <code>PHAROS_API_TOKEN</code>, which this platform was started with.
          </p>
          <p class="error" id="token-error" role="alert">
            ${this.problem ? (this.problem.detail ?? this.problem.title) : nothing}
          </p>
        </div>
        <button class="button primary" ?disabled=${this.busy}>Log in</button>
      </form>
    </main>`;
  }
}

define('log-in', LogIn);
