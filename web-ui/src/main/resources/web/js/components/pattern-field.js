// @ts-check
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { onValue } from '../core/on.js';
import { fieldId } from './field.js';
import { patternWords } from './pattern-words.js';

/** The characters of a text that are wrong; none are where something is missing. @typedef {{position: number, length: number}} Span */

/**
 * A text of several lines in which the offending characters are marked. It grows with what is written: the same text
 * lies behind it and carries the marks.
 * @param {object} options
 * @param {string} options.path
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {string} options.value
 * @param {string} [options.error]
 * @param {Span} [options.span]
 * @param {(value: string) => void} options.onChange
 */
export function patternField({ path, label, hint, value, error, span, onChange }) {
  const id = fieldId(path);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;
  return html`<div class="field whole-row">
    <label for=${id}>${label}</label>
    <div class="marked">
      <div class="marked-text" aria-hidden="true">${marked(value, span)}</div>
      <textarea
        id=${id}
        name=${path}
        rows="3"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${described}
        data-from=${span ? span.position : nothing}
        data-to=${span ? span.position + span.length : nothing}
        .value=${live(value)}
        @input=${onValue(onChange)}
      ></textarea>
    </div>
    <p class="error" id="${id}-error" ?hidden=${!error}>${error ? `${place(value, span)}${error}` : ''}</p>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${patternWords()}
  </div>`;
}

/** @param {string} text @param {Span|undefined} span */
function marked(text, span) {
  // A last line that is empty has its height, too.
  if (!span) return `${text}\u200b`;
  const { position, length } = span;
  const wrong = text.slice(position, position + length);
  return html`${text.slice(0, position)}<mark class=${wrong.trim() === '' ? 'gap' : ''}>${wrong}</mark>${`${text.slice(position + length)}\u200b`}`;
}

/** Where to look, for those who do not see the mark. @param {string} text @param {Span|undefined} span */
function place(text, span) {
  if (!span) return '';
  const before = text.slice(0, span.position).split('\n');
  const line = before.length > 1 || text.includes('\n') ? `Line ${before.length}, character ` : 'Character ';
  return `${line}${before[before.length - 1].length + 1}: `;
}

/** Puts the cursor on the mistake, if one is marked. @param {HTMLElement|null|undefined} element */
export function selectMistake(element) {
  if (!(element instanceof HTMLTextAreaElement) || !element.dataset.from) return;
  element.setSelectionRange(Number(element.dataset.from), Number(element.dataset.to));
}
