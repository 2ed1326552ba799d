// @ts-check
import { html, nothing } from 'lit';
import { icon } from '../core/icons.js';
import { onValue } from '../core/on.js';

/** Shorter lists are read sooner than a search is typed. */
const LONG = 10;

/**
 * A field that narrows a list by name; nothing where the list is short.
 * @param {string} what such as data sets
 * @param {number} all how many there are
 * @param {string} text
 * @param {(text: string) => void} onChange
 */
export function nameFilter(what, all, text, onChange) {
  if (all <= LONG && text === '') return nothing;
  return html`<div class="search-box">
    ${icon('search')}
    <input
      type="search"
      aria-label="Search ${what}"
      placeholder="Search ${all} ${what}"
      .value=${text}
      @input=${onValue(onChange)}
    />
  </div>`;
}

/**
 * Those whose name contains the text, whatever the case.
 * @template {{name: string}} T
 * @param {T[]} items
 * @param {string} text
 */
export function named(items, text) {
  const sought = text.trim().toLowerCase();
  return sought === '' ? items : items.filter(({ name }) => name.toLowerCase().includes(sought));
}
