// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from './code-block.js';
import { icon } from '../core/icons.js';

/**
 * Nothing is here yet, and what to do about it.
 * @param {object} options
 * @param {string} options.sign an icon
 * @param {string} options.title
 * @param {string} options.text
 * @param {{href: string, text: string}} [options.action]
 * @param {string} [options.command] that does the same in a terminal
 */
export function emptyState({ sign, title, text, action, command }) {
  return html`<div class="empty">
    ${icon(sign)}
    <h2>${title}</h2>
    <p>${text}</p>
    ${action ? html`<p><a class="button primary" href=${action.href}>${action.text}</a></p>` : nothing}
    ${command ? codeBlock(command, 'Or in a terminal') : nothing}
  </div>`;
}
