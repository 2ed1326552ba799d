// @ts-check
import { html } from 'lit';
import { onChecked } from '../core/on.js';
import { refusal } from '../core/refusal.js';
import { field } from './field.js';

/** @typedef {{mode: string, splitSeed: string, maxBad: string, padTo: string, coarseLabels: boolean}} ImportOptions */

/** @type {ImportOptions} */
export const USUAL_OPTIONS = { mode: 'replace', splitSeed: '1', maxBad: '5', padTo: '', coarseLabels: false };

/** As the service takes them. @param {ImportOptions} options */
export function optionsOf({ mode, splitSeed, maxBad, padTo, coarseLabels }) {
  return {
    splitSeed: Number(splitSeed),
    maxBadShare: Number(maxBad) / 100,
    mode: mode === 'add' ? mode : undefined,
    padTo: padTo.trim() === '' ? undefined : Number(padTo),
    coarseLabels: coarseLabels || undefined,
  };
}

/** What is wrong with them, by field. @param {ImportOptions} options @returns {[string, string][]} */
export function wrongOptions({ splitSeed, maxBad, padTo }) {
  /** @type {[string, string][]} */
  const found = [
    ['splitSeed', refusal({ type: 'integer' }, splitSeed)],
    ['maxBadShare', refusal({ type: 'number', min: 0, max: 100 }, maxBad)],
    ['padTo', refusal({ type: 'integer', min: 1, max: 4096, optional: true }, padTo)],
  ];
  return found.filter(([, reason]) => reason !== '');
}

/**
 * @param {ImportOptions} options
 * @param {Record<string, string>} refused by field
 * @param {(change: Partial<ImportOptions>) => void} onChange
 */
export function importOptions({ mode, splitSeed, maxBad, padTo, coarseLabels }, refused, onChange) {
  return html`${field({
      path: 'mode',
      label: 'Makes a version of',
      value: mode,
      error: refused.mode,
      choices: [
        ['replace', 'These images alone'],
        ['add', 'The newest version’s images and these'],
      ],
      onChange: (value) => onChange({ mode: value }),
    })}
    <div class="grid-fields">
      ${field({ path: 'splitSeed', label: 'Split seed', value: splitSeed, error: refused.splitSeed, inputmode: 'numeric', hint: 'The same seed gives the same split', onChange: (value) => onChange({ splitSeed: value }) })}
      ${field({ path: 'maxBadShare', label: 'Bad files allowed, in %', value: maxBad, error: refused.maxBadShare, inputmode: 'decimal', hint: 'With more than that the import fails', onChange: (value) => onChange({ maxBad: value }) })}
    </div>
    <details class="more" ?open=${Boolean(refused.padTo)}>
      <summary>MNIST and CIFAR</summary>
      <div class="grid-fields">
        ${field({ path: 'padTo', label: 'Pad to', value: padTo, error: refused.padTo, inputmode: 'numeric', placeholder: 'as they are', hint: 'Zeros around images of IDX files; 32 for LeNet-5', onChange: (value) => onChange({ padTo: value }) })}
        <label class="inline">
          <input type="checkbox" name="coarseLabels" .checked=${coarseLabels} @change=${onChecked((on) => onChange({ coarseLabels: on }))} />
          The 20 superclasses of CIFAR-100
        </label>
      </div>
    </details>`;
}
