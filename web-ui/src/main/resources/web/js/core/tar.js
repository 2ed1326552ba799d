// @ts-check
// Several files as one archive: a tar, which holds them as they are, so that nothing is read before it is sent.

const BLOCK = 512;
const LONGEST_NAME = 100;
const encoder = new TextEncoder();

/** @typedef {{path: string, file: File}} Entry a file with its place below what was chosen */

/**
 * A tar (ustar, with pax headers for names that it cannot hold) whose bytes come from the files when they are sent.
 * @param {Entry[]} entries
 */
export function tarOf(entries) {
  /** @type {BlobPart[]} */
  const parts = [];
  for (const { path, file } of entries) {
    const name = encoder.encode(path);
    if (name.length > LONGEST_NAME || name.length !== path.length) {
      const record = paxPath(path);
      parts.push(header('pax', record.length, 'x'), record, padding(record.length));
    }
    parts.push(header(name.slice(0, LONGEST_NAME), file.size, '0'), file, padding(file.size));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return new Blob(parts, { type: 'application/x-tar' });
}

/** `LENGTH path=NAME` with a line's end; the length counts itself. @param {string} path */
function paxPath(path) {
  const rest = encoder.encode(` path=${path}\n`).length;
  let length = rest + 1;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return encoder.encode(`${length} path=${path}\n`);
}

/** @param {string|Uint8Array} name @param {number} size @param {string} type */
function header(name, size, type) {
  const block = new Uint8Array(BLOCK);
  /** @param {number} at @param {string|Uint8Array} value */
  const put = (at, value) => block.set(typeof value === 'string' ? encoder.encode(value) : value, at);
  /** @param {number} at @param {number} value @param {number} digits */
  const octal = (at, value, digits) => put(at, value.toString(8).padStart(digits, '0'));
  put(0, name);
  octal(100, 0o644, 7);
  octal(108, 0, 7);
  octal(116, 0, 7);
  octal(124, size, 11);
  octal(136, 0, 11);
  put(148, '        ');
  put(156, type);
  put(257, 'ustar\u000000');
  const sum = block.reduce((all, byte) => all + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\u0000 `);
  return block;
}

/** @param {number} size */
const padding = (size) => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
