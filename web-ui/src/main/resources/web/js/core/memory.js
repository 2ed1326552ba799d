// @ts-check

/** @typedef {import('./types.js').Worker} Worker */

/**
 * The worker with the most memory of those that would be given such a run.
 * @param {Worker[]} workers
 * @param {string} device auto, cpu or cuda
 * @returns {Worker|undefined}
 */
export function best(workers, device) {
  return workers
    .filter(({ state, device: { kind } }) => state === 'READY' && (device === 'auto' || kind === device))
    .sort((a, b) => b.device.memoryBytes - a.device.memoryBytes)[0];
}
