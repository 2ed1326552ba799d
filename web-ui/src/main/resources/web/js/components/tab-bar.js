// @ts-check
import { html, nothing } from 'lit';

/** @typedef {{id: string, text: string}} Tab */

/**
 * Tabs as the ARIA practices have them: one stop of the tab key, arrows between them.
 * @param {object} options
 * @param {string} options.label
 * @param {Tab[]} options.tabs
 * @param {string} options.chosen
 * @param {(id: string) => void} options.onChoose
 */
export function tabBar({ label, tabs, chosen, onChoose }) {
  /** @param {KeyboardEvent} event */
  const move = (event) => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    /** @type {Record<string, number>} */
    const targets = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onChoose(tabs[target].id);
    const bar = /** @type {HTMLElement} */ (event.currentTarget);
    requestAnimationFrame(() => /** @type {HTMLElement|null} */ (bar.querySelector('[aria-selected="true"]'))?.focus());
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
    ${tabs.map(
      ({ id, text }) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${id}"
          aria-selected=${String(id === chosen)}
          aria-controls=${id === chosen ? 'tab-panel' : nothing}
          tabindex=${id === chosen ? '0' : '-1'}
          @click=${() => onChoose(id)}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}
