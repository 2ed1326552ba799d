// @ts-check
import { withQuery } from './http.js';
import { Problem } from './problem.js';

/**
 * Uploads an archive, telling how far it is: fetch cannot, XMLHttpRequest can.
 * @param {string} dataset
 * @param {File} file
 * @param {{splitSeed?: string, maxBadShare?: string|number}} query
 * @param {(done: number, total: number) => void} onProgress bytes
 * @param {AbortSignal} signal
 * @returns {Promise<import('./types.js').Import>}
 */
export function upload(dataset, file, query, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', withQuery(`/v1/datasets/${encodeURIComponent(dataset)}/upload`, query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded, event.total || file.size));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(Problem.of(request.status, request.statusText, request.responseText));
    });
    request.addEventListener('error', () =>
      reject(
        new Problem(
          0,
          'The upload broke off',
          'The connection was lost before the whole file had arrived. Nothing was imported; try again.',
        ),
      ),
    );
    request.addEventListener('abort', () => reject(new Problem(0, 'Upload cancelled', 'Nothing was imported.')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
