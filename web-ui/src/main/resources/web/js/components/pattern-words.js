// @ts-check
import { html } from 'lit';

/** What can be written in a pattern, by example (docs/networks.md tells all). @type {[string, string][]} */
export const WORDS = [
  ['CONV(5x5,32)', '32 maps of 5x5 windows that keep the size of their input'],
  ['CONV(3x3/2,64,groups=2)', 'stride and groups; also pad=1, dilation=2, nobias'],
  ['POOL(3x3/2)', 'the greatest of 3x3 windows, 2 apart; AVGPOOL takes their mean'],
  ['GAP', 'the mean of each map'],
  ['FC(512)', '512 values of all that comes before; FC(classes) at the end'],
  ['RELU', 'also LEAKYRELU, TANH, SCALEDTANH, SIGMOID'],
  ['BN', 'batch normalisation'],
  ['LRN', 'local response normalisation as in AlexNet'],
  ['DROPOUT(0.5)', 'leaves out half of the values while training'],
  ['[CONV(3x3,16) -> RELU]*2', 'what is in brackets, twice'],
];

/** Opens to the words of the pattern language. */
export function patternWords() {
  return html`<details class="more small">
    <summary class="small">What can be written</summary>
    <dl class="words">
      ${WORDS.map(
        ([example, meaning]) =>
          html`<div>
            <dt><code>${example}</code></dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
