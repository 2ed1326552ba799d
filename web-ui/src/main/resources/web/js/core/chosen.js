// @ts-check
import { tarOf } from './tar.js';

const ARCHIVE = /\.(zip|tar|tgz|tzst|tar\.(gz|zst))$/i;

/** @typedef {import('./tar.js').Entry} Entry */
/** @typedef {{name: string, entries: Entry[], size: number, archive: () => Blob}} Chosen what is to be uploaded */

/**
 * One archive as it is; a folder or several files as a tar of them.
 * In an order of their own: chosen once more they are to be the same bytes.
 *
 * @param {Entry[]} files at least one
 * @returns {Chosen}
 */
export function chosen(files) {
  const entries = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const [{ path, file }] = entries;
  const alone = entries.length === 1 && !path.includes('/');
  const name = alone ? file.name : path.includes('/') ? path.split('/')[0] : 'files';
  const size = entries.reduce((all, one) => all + one.file.size, 0);
  return { name, entries, size, archive: () => (alone && ARCHIVE.test(name) ? file : tarOf(entries)) };
}

/**
 * A data set's name in the letters that one may have.
 *
 * @param {string} file name of an archive or folder
 */
export function nameAfter(file) {
  return file
    .replace(ARCHIVE, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-');
}
