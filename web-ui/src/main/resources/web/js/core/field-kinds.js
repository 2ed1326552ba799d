// @ts-check
// Fields of a training, shortly written.

/** @typedef {import('./job-fields.js').Field} Field */

/**
 * @param {string} path within `training`
 * @param {string} label
 * @param {string} hint
 * @param {Partial<Field> & {initial: string}} more limits, flag, when it applies
 * @returns {Field}
 */
export function integer(path, label, hint, more) {
  return { path: `training.${path}`, label, hint, type: 'integer', ...more };
}

/** The same for a number that need not be whole. @type {typeof integer} */
export function number(path, label, hint, more) {
  return { path: `training.${path}`, label, hint, type: 'number', ...more };
}

/**
 * One of some words; the first stands where the recipe is silent.
 * @param {string} path
 * @param {string} label
 * @param {string} hint
 * @param {[string, string][]} choices value and text
 * @param {string} [flag]
 * @param {Field['when']} [when]
 * @returns {Field}
 */
export function choice(path, label, hint, choices, flag, when) {
  return { path: `training.${path}`, label, hint, type: 'choice', initial: choices[0][0], choices, flag, when };
}
