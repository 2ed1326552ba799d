// @ts-check
// Uploads that this browser has begun and not ended: what is chosen again after a reload goes on where it stopped.

const PREFIX = 'pharos.upload.';
/** As long as the service waits for one by default. */
const DAY = 24 * 3600e3;

/** @typedef {{id: string, dataset: string, name: string, at: number}} Kept an upload: its id at the service, what is sent, since when */

/**
 * What an upload is known by: the same files for the same data set in the same way. Nothing is read of them.
 * @param {string} dataset
 * @param {Record<string, string|number|undefined>} query the import's options
 * @param {import('./tar.js').Entry[]} entries
 */
export function fingerprint(dataset, query, entries) {
  const files = entries.map(({ path, file }) => [path, file.size, file.lastModified]);
  return hash(JSON.stringify([dataset, Object.entries(query).sort(), files]));
}

/** Two hashes (FNV-1a, 32 bits each): enough to tell the files of one person apart. @param {string} text */
function hash(text) {
  let one = 0x811c9dc5;
  let two = 0x1000193;
  for (let i = 0; i < text.length; i++) {
    one = Math.imul(one ^ text.charCodeAt(i), 0x01000193);
    two = Math.imul(two ^ text.charCodeAt(text.length - 1 - i), 0x01000193);
  }
  return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** @param {string} key @returns {Kept|undefined} */
export function kept(key) {
  const found = read(PREFIX + key);
  return found && Date.now() - found.at < DAY ? found : undefined;
}

/** @param {string} key @param {Omit<Kept, 'at'>} upload */
export function keep(key, upload) {
  tried(() => localStorage.setItem(PREFIX + key, JSON.stringify({ ...upload, at: Date.now() })));
}

/** @param {string} key */
export function forget(key) {
  tried(() => localStorage.removeItem(PREFIX + key));
}

/** Those that were broken off, by key, the newest first; what is too old is forgotten. @returns {[string, Kept][]} */
export function brokenOff() {
  const keys = tried(() => Object.keys(localStorage)) ?? [];
  const own = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  own.filter((key) => !kept(key)).forEach(forget);
  return own
    .flatMap((key) => /** @type {[string, Kept][]} */ (kept(key) ? [[key, kept(key)]] : []))
    .sort(([, a], [, b]) => b.at - a.at);
}

/** @param {string} key @returns {Kept|undefined} */
function read(key) {
  return tried(() => JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined);
}

/** A browser may refuse to keep anything; then uploads begin anew. @template T @param {() => T} act @returns {T|undefined} */
function tried(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
