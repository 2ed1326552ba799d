// @ts-check
import { html, nothing } from 'lit';

/**
 * How far something is; without a total it only says that it goes on.
 * @param {object} options
 * @param {number} options.done
 * @param {number} [options.total]
 * @param {string} options.label for screen readers
 * @param {string} [options.tone] of a run's state
 */
export function progressBar({ done, total, label, tone = 'busy' }) {
  const known = total !== undefined && total > 0;
  const share = known ? Math.min(1, Math.max(0, done / total)) : 0;
  return html`<div
    class="progress"
    data-tone=${tone}
    data-known=${String(known)}
    role="progressbar"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${known ? String(Math.floor(share * 100)) : nothing}
  >
    <div class="progress-fill" .style=${`inline-size: ${(share * 100).toFixed(2)}%`}></div>
  </div>`;
}
