// @ts-check
// Listeners that take what they are about, not the event.

/**
 * What a field holds now.
 * @param {(value: string) => void} act
 */
export const onValue = (act) => (/** @type {Event} */ event) =>
  act(/** @type {HTMLInputElement} */ (event.target).value);

/**
 * Whether a box is ticked now.
 * @param {(checked: boolean) => void} act
 */
export const onChecked = (act) => (/** @type {Event} */ event) =>
  act(/** @type {HTMLInputElement} */ (event.target).checked);

/**
 * What an element of the dashboard tells.
 * @param {(detail: any) => void} act
 */
export const onDetail = (act) => (/** @type {Event} */ event) => act(/** @type {CustomEvent} */ (event).detail);
