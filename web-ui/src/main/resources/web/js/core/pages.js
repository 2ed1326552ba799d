// @ts-check

/**
 * A whole list, page by page.
 * @template T
 * @param {(cursor: string|undefined) => Promise<import('./api.js').Page<T>>} fetch
 * @returns {Promise<T[]>}
 */
export async function everything(fetch) {
  /** @type {T[]} */
  const items = [];
  /** @type {string|undefined} */
  let cursor;
  do {
    const page = await fetch(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}
