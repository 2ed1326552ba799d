// @ts-check
import { html, nothing } from 'lit';

/**
 * Numbers that matter, side by side.
 * @param {{label: string, value: unknown, more?: unknown}[]} items
 */
export function tiles(items) {
  return html`<dl class="tiles">
    ${items.map(
      ({ label, value, more }) =>
        html`<div class="tile">
          <dt>${label}</dt>
          <dd><span>${value}</span>${more ? html`<span class="tile-more">${more}</span>` : nothing}</dd>
        </div>`,
    )}
  </dl>`;
}

/**
 * Names and values, one a line; what is absent is left out.
 * @param {[string, unknown][]} rows
 */
export function facts(rows) {
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;
}
