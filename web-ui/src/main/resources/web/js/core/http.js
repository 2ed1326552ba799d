// @ts-check
import { Problem } from './problem.js';

/** Tells the page that the session has ended. */
export const sessionEnded = new EventTarget();

/**
 * @typedef {object} Options
 * @property {Record<string, string|number|string[]|undefined|null>} [query] what is undefined, null or empty is left out
 * @property {any} [json] sent as JSON
 * @property {BodyInit} [body] sent as it is
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 */

/**
 * Sends a request and gives the answer, whatever its type.
 * @param {string} method
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<Response>}
 * @throws {Problem} for every answer that is no success, and for none
 */
export async function send(method, path, options = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json, application/problem+json', ...options.headers };
  if (options.json !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(withQuery(path, options.query), {
      method,
      headers,
      body: options.json === undefined ? options.body : JSON.stringify(options.json),
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw Problem.unreachable();
  }
  if (response.ok) return response;
  const problem = Problem.of(response.status, response.statusText, await response.text().catch(() => ''));
  if (problem.status === 401 && path !== '/v1/session') sessionEnded.dispatchEvent(new Event('ended'));
  throw problem;
}

/**
 * Sends a request and reads the JSON answer; null when there is no content.
 * @param {string} method
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>}
 */
export async function json(method, path, options) {
  const response = await send(method, path, options);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

/**
 * @param {string} path
 * @param {Options['query']} [query]
 */
export function withQuery(path, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A new id for a command; works without a secure context, too. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
