// @ts-check
import { html } from 'lit';
import { onChecked, onValue } from '../core/on.js';
import { remember, remembered } from '../core/theme.js';

/** @typedef {{epochs: boolean, log: boolean, smoothing: number}} CurveView */

/** How curves were looked at last. @returns {CurveView} */
export function rememberedView() {
  return {
    epochs: remembered('curves.axis') === 'epoch',
    log: remembered('curves.log') === 'true',
    smoothing: Number(remembered('curves.smoothing') ?? 0) || 0,
  };
}

/**
 * Axis, scale and smoothing of the curves.
 * @param {CurveView} view
 * @param {(view: CurveView) => void} onChange
 */
export function curveSettings(view, onChange) {
  /** @param {Partial<CurveView>} change */
  const change = (change) => {
    const next = { ...view, ...change };
    remember('curves.axis', next.epochs ? 'epoch' : undefined);
    remember('curves.log', next.log ? 'true' : undefined);
    remember('curves.smoothing', next.smoothing > 0 ? String(next.smoothing) : undefined);
    onChange(next);
  };
  return html`<div class="curve-settings" role="group" aria-label="How the curves are drawn">
    <div class="segments" role="group" aria-label="Horizontal axis">
      <button type="button" aria-pressed=${String(!view.epochs)} @click=${() => change({ epochs: false })}>
        Steps
      </button>
      <button type="button" aria-pressed=${String(view.epochs)} @click=${() => change({ epochs: true })}>Epochs</button>
    </div>
    <label class="inline">
      <input type="checkbox" .checked=${view.log} @change=${onChecked((log) => change({ log }))} />
      Log scale
    </label>
    <label class="inline">
      Smoothing
      <input
        type="range"
        min="0"
        max="0.98"
        step="0.02"
        .value=${String(view.smoothing)}
        @input=${onValue((weight) => change({ smoothing: Number(weight) }))}
      />
      <output class="small muted">${view.smoothing.toFixed(2)}</output>
    </label>
  </div>`;
}
