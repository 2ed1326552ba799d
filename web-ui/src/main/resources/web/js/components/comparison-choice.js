// @ts-check
import { field } from './field.js';

/**
 * One run, or an experiment of several that differ in one thing.
 * @param {import('../core/types.js').Comparison[]} comparisons
 * @param {string} chosen name of one; empty: one run
 * @param {(name: string) => void} onChange
 */
export function comparisonChoice(comparisons, chosen, onChange) {
  const about = comparisons.find(({ name }) => name === chosen);
  return field({
    path: 'comparison',
    label: 'Runs',
    value: chosen,
    hint: about
      ? `${about.about} Makes ${about.variants.length} runs: ${about.variants.map(({ name }) => name).join(', ')}.`
      : '',
    choices: [['', 'One run'], ...comparisons.map(({ name }) => /** @type {[string, string]} */ ([name, `Compare: ${name}`]))],
    onChange,
  });
}
