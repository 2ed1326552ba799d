// @ts-check
import { html } from 'lit';

/**
 * A heading of a part that is shown in several places, under headings of different levels.
 * @param {2|4} level
 * @param {string} text
 */
export const heading = (level, text) => (level === 2 ? html`<h2>${text}</h2>` : html`<h4>${text}</h4>`);
