// @ts-check
import { withQuery } from './http.js';

/**
 * Where the page of a network is, as it was chosen.
 * @param {{name: string, settings?: Record<string, string>, input?: string}} network
 * @param {Record<string, any>} [more] classes, batch, optimizer
 */
export function networkPath({ name, settings, input }, more = {}) {
  return withQuery(`/networks/${encodeURIComponent(name)}`, { ...settings, input, ...more });
}
