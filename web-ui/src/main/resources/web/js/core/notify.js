// @ts-check

/** Where the shell hears what to tell. */
export const notices = new EventTarget();

/**
 * Shows a short note for a moment and tells it to screen readers.
 * @param {string} text
 * @param {'good'|'bad'|'plain'} [tone]
 */
export function notify(text, tone = 'good') {
  notices.dispatchEvent(new CustomEvent('notice', { detail: { text, tone } }));
}

/**
 * Tells screen readers alone.
 * @param {string} text
 */
export function announce(text) {
  notices.dispatchEvent(new CustomEvent('announcement', { detail: { text } }));
}
