// @ts-check
// The jobs of an experiment whose runs differ in one thing.

/** @typedef {import('./types.js').Job} Job */

/** A word of a pattern that is a function. */
const FUNCTION = /\b(?:LEAKY)?RELU\b|\b(?:SCALED)?TANH\b|\bSIGMOID\b/gi;

/**
 * Of a written network the function is a word of its pattern.
 * @param {Job} base
 * @param {{settings: Record<string, string>}} variant
 * @returns {Record<string, string>}
 */
function settings({ network }, variant) {
  const pattern = network.settings?.pattern;
  const { activation } = variant.settings;
  if (pattern === undefined || activation === undefined) return variant.settings;
  return { pattern: pattern.replace(FUNCTION, activation.toUpperCase()) };
}

/**
 * The same as Comparison.jobs does for the command line.
 * @param {import('./types.js').Comparison} comparison
 * @param {Job} base
 * @returns {Job[]}
 */
export function comparedJobs({ name, variants }, base) {
  const subject = `${base.network.name} on ${base.dataset.name}`;
  return variants.map((variant) => ({
    ...base,
    name: `${variant.name}: ${subject}`,
    experiment: base.experiment ?? `${name}: ${subject}`,
    network: { ...base.network, settings: { ...base.network.settings, ...settings(base, variant) } },
    ...(variant.augmentation ? { training: { ...base.training, augmentation: variant.augmentation } } : {}),
    tags: { ...base.tags, comparison: name, variant: variant.name },
  }));
}
