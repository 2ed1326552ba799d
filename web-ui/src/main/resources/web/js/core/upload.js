// @ts-check
import { json } from './http.js';
import { forget, keep, kept } from './kept-uploads.js';
import { Problem } from './problem.js';

const VERSION = { 'Tus-Resumable': '1.0.0' };
const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 10000;
const MOST_IN_VAIN = 6;
/** How far back the pace is looked at. */
const PACE_MILLIS = 8000;
/** Answers of something between here and the service, or of one that is about to be there again. */
const PASSING = [0, 409, 423, 502, 503, 504];

/** @typedef {{done: number, total: number, secondsLeft?: number, waiting: boolean}} Sent bytes, and whether the connection is lost */

/**
 * Uploads an archive in pieces (tus 1.0); after a broken connection, and after the page was closed in between, it goes
 * on where the service has got to.
 * @param {string} dataset
 * @param {Blob} body
 * @param {{key: string, name: string}} source what the upload is known by, and what it is called
 * @param {Record<string, string|number|undefined>} query the import's options
 * @param {(sent: Sent) => void} onProgress
 * @param {AbortSignal} signal gives it up, here and at the service
 * @returns {Promise<import('./types.js').Import>} that its last byte has begun
 */
export async function upload(dataset, body, source, query, onProgress, signal) {
  const uploads = `/v1/datasets/${encodeURIComponent(dataset)}/uploads`;
  const total = body.size;
  const before = await goingOn(uploads, source.key, total, signal);
  const id = before ?? (await begun(uploads, total, query, signal));
  keep(source.key, { id, dataset, name: source.name });
  const path = `${uploads}/${id}`;
  const left = pace(total);
  let offset = 0;
  let pause = SHORTEST_PAUSE;
  let inVain = 0;
  for (let again = before !== undefined; ; again = true) {
    try {
      const reached = again ? await reachedOf(path, id, total, signal) : 0;
      inVain = reached > offset ? 0 : inVain + 1;
      if (reached > offset) pause = SHORTEST_PAUSE;
      if (inVain > MOST_IN_VAIN) throw stuck();
      offset = reached;
      const tell = (/** @type {number} */ done) => onProgress({ done, total, secondsLeft: left(done), waiting: false });
      if (offset < total) await piece(path, body.slice(offset), offset, tell, signal);
      const job = await json('GET', `/v1/imports/${id}`, { signal });
      forget(source.key);
      return job;
    } catch (error) {
      if (signal.reason === LEFT) throw cancelled();
      if (signal.aborted) {
        forget(source.key);
        json('DELETE', path, { headers: VERSION }).catch(() => undefined);
        throw cancelled();
      }
      if (!PASSING.includes(Problem.from(error).status)) {
        forget(source.key);
        throw error;
      }
    }
    onProgress({ done: offset, total, waiting: true });
    await wait(pause, signal);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
}

/** Why an upload is given up here and not at the service: it can go on later. */
export const LEFT = 'left';

/**
 * Begins an upload at the service.
 * @param {string} uploads @param {number} total @param {Record<string, string|number|undefined>} query @param {AbortSignal} signal
 * @returns {Promise<string>} its id
 */
async function begun(uploads, total, query, signal) {
  const headers = { ...VERSION, 'Upload-Length': String(total) };
  const { id } = await json('POST', uploads, { query, headers, signal }).catch((error) => {
    throw signal.aborted ? cancelled() : error;
  });
  return id;
}

/**
 * The upload of the same files that was broken off, if the service still has it.
 * @param {string} uploads @param {string} key @param {number} total @param {AbortSignal} signal
 * @returns {Promise<string|undefined>} its id
 */
async function goingOn(uploads, key, total, signal) {
  const id = kept(key)?.id;
  if (!id) return undefined;
  try {
    const { length } = await json('GET', `${uploads}/${id}`, { headers: VERSION, signal });
    return length === total ? id : undefined;
  } catch (error) {
    if (signal.aborted) throw cancelled();
    return undefined;
  }
}

const cancelled = () => new Problem(0, 'Upload cancelled', 'Nothing was imported.');

const stuck = () =>
  new Problem(400, 'The upload does not go on', 'Has the file been changed or removed since it was chosen?');

/**
 * How much the service has; all of it where the import has begun, though nobody could tell.
 * @param {string} path @param {string} id @param {number} total @param {AbortSignal} signal
 * @returns {Promise<number>}
 */
async function reachedOf(path, id, total, signal) {
  try {
    return (await json('GET', path, { headers: VERSION, signal })).offset;
  } catch (error) {
    if (Problem.from(error).status !== 404) throw error;
    await json('GET', `/v1/imports/${id}`, { signal });
    return total;
  }
}

/**
 * Sends what is missing, telling how far it is: fetch cannot, XMLHttpRequest can.
 * @param {string} path @param {Blob} bytes @param {number} offset
 * @param {(done: number) => void} tell @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function piece(path, bytes, offset, tell, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PATCH', path);
    request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
    request.setRequestHeader('Upload-Offset', String(offset));
    for (const [name, value] of Object.entries(VERSION)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => tell(offset + event.loaded));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(Problem.of(request.status, request.statusText, request.responseText));
    });
    request.addEventListener('error', () => reject(Problem.unreachable()));
    request.addEventListener('abort', () => reject(new Problem(0, 'Upload cancelled')));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort);
    request.send(bytes);
  });
}

/** Seconds that are left at the pace of the last moments. @param {number} total @returns {(done: number) => number|undefined} */
function pace(total) {
  /** @type {{at: number, done: number}[]} */
  let marks = [];
  return (done) => {
    const at = performance.now();
    if (done < (marks[marks.length - 1]?.done ?? 0)) marks = [];
    marks.push({ at, done });
    while (marks.length > 2 && at - marks[0].at > PACE_MILLIS) marks.shift();
    const [first] = marks;
    if (at - first.at < 1000 || done === first.done) return undefined;
    return ((total - done) * (at - first.at)) / (done - first.done) / 1000;
  };
}

/** @param {number} milliseconds @param {AbortSignal} signal ends it early */
function wait(milliseconds, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', resolve, { once: true });
    window.addEventListener('online', resolve, { once: true });
  });
}
