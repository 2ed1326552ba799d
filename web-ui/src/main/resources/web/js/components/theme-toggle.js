// @ts-check
import { html } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { icon } from '../core/icons.js';
import { theme, themeChanged, toggleTheme } from '../core/theme.js';

/** Light or dark. */
class ThemeToggle extends PharosElement {
  constructor() {
    super();
    this.changed = () => this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    themeChanged.addEventListener('change', this.changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    themeChanged.removeEventListener('change', this.changed);
  }

  render() {
    const other = theme() === 'dark' ? 'light' : 'dark';
    return html`<button class="rail-tool" title="Use ${other} colours" @click=${toggleTheme}>
      ${icon(other === 'dark' ? 'moon' : 'sun')}<span class="sr-only">Use ${other} colours</span>
    </button>`;
  }
}

define('theme-toggle', ThemeToggle);
