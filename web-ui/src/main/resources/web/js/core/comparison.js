// @ts-check
// The jobs of an experiment whose runs differ in one thing.

/** @typedef {import('./types.js').Job} Job */

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
    network: { ...base.network, settings: { ...base.network.settings, ...variant.settings } },
    ...(variant.augmentation ? { training: { ...base.training, augmentation: variant.augmentation } } : {}),
    tags: { ...base.tags, comparison: name, variant: variant.name },
  }));
}
