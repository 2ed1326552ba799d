// @ts-check
// What a reader drops or chooses: files, and whole folders with what is in them.

/** @typedef {import('./tar.js').Entry} Entry */

/**
 * What was dropped, with the place of each file.
 * @param {DataTransfer} transfer must be read at once; browsers empty it afterwards
 * @returns {Promise<Entry[]>}
 */
export async function dropped(transfer) {
  const roots = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null);
  if (roots.length === 0 || roots.includes(undefined)) return chosen([...transfer.files]);
  /** @type {Entry[]} */
  const found = [];
  const open = /** @type {FileSystemEntry[]} */ (roots);
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (entry.isDirectory) open.push(...(await children(/** @type {FileSystemDirectoryEntry} */ (entry))));
    else {
      const file = await fileOf(/** @type {FileSystemFileEntry} */ (entry));
      found.push({ path: entry.fullPath.replace(/^\/+/, ''), file });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What was chosen, one by one or as a folder. @param {File[]} files @returns {Entry[]} */
export function chosen(files) {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** A folder is told in parts; an empty one is the end. @param {FileSystemDirectoryEntry} folder */
async function children(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));
