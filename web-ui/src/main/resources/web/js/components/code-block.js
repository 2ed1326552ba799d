// @ts-check
import { html, nothing } from 'lit';
import './copy-button.js';

/**
 * A text to be copied: commands, JSON.
 * @param {string} text
 * @param {string} [title]
 */
export function codeBlock(text, title) {
  return html`<figure class="code">
    <figcaption>${title ?? nothing}<copy-button .text=${text}></copy-button></figcaption>
    <pre tabindex="0" role="region" aria-label=${title ?? 'Code'}><code>${text}</code></pre>
  </figure>`;
}
