// @ts-check
import { json, newId, send } from './http.js';

/** @typedef {import('./types.js').Run} Run */
/** @template T @typedef {{items: T[], next?: string}} Page */

const segment = encodeURIComponent;

/** @param {string} name of a data set @param {number} version */
const versionPath = (name, version) => `/v1/datasets/${segment(name)}/versions/${version}`;

/** Every request of the dashboard, one line each. */
export const api = {
  /** @returns {Promise<{required: boolean, authenticated: boolean}>} */
  session: () => json('GET', '/v1/session'),
  /** @param {string} token */
  logIn: (token) => json('POST', '/v1/session', { json: { token } }),
  logOut: () => json('DELETE', '/v1/session'),

  /** @returns {Promise<import('./types.js').Platform>} */
  platform: () => json('GET', '/v1/platform'),
  /** @returns {Promise<Page<import('./types.js').Worker>>} */
  workers: () => json('GET', '/v1/workers'),
  /** @returns {Promise<Page<import('./types.js').Network>>} */
  networks: () => json('GET', '/v1/networks'),
  /**
   * @param {string} name
   * @param {Record<string, any>} query classes, batch, input, optimizer and settings
   * @returns {Promise<import('./types.js').Network>}
   */
  network: (name, query) => json('GET', `/v1/networks/${segment(name)}`, { query }),
  /** @returns {Promise<Page<import('./types.js').Recipe>>} */
  recipes: () => json('GET', '/v1/recipes'),
  /** @returns {Promise<Page<import('./types.js').Comparison>>} */
  comparisons: () => json('GET', '/v1/comparisons'),

  /**
   * @param {import('./types.js').Job} job
   * @param {string} [key] sent twice, it makes one run
   * @returns {Promise<Run>}
   */
  submit: (job, key = newId()) => json('POST', '/v1/jobs', { json: job, headers: { 'Idempotency-Key': key } }),
  /** @returns {Promise<Page<{name: string, runs: number, createdAt: string}>>} */
  experiments: () => json('GET', '/v1/experiments', { query: { limit: 500 } }),
  /**
   * @param {Record<string, any>} query
   * @returns {Promise<Page<Run>>}
   */
  runs: (query) => json('GET', '/v1/runs', { query }),
  /** @param {string} id @returns {Promise<Run>} */
  run: (id) => json('GET', `/v1/runs/${segment(id)}`),
  /** @param {string} id @returns {Promise<Run>} */
  cancelRun: (id) => json('POST', `/v1/runs/${segment(id)}/cancel`, { json: {} }),
  /** @param {string} id */
  pauseRun: (id) => json('POST', `/v1/runs/${segment(id)}/pause`, { json: {} }),
  /** @param {string} id */
  resumeRun: (id) => json('POST', `/v1/runs/${segment(id)}/resume`),
  /** @param {{team?: string, limit?: number}} query @returns {Promise<Page<import('./types.js').Waiting>>} */
  queue: (query) => json('GET', '/v1/queue', { query }),
  /** @param {string[]} runs */
  cancelQueued: (runs) => json('POST', '/v1/queue/cancel', { json: { runs } }),
  /** @param {string} id @param {{to: string, run?: string}} place */
  moveRun: (id, place) => json('PUT', `/v1/runs/${segment(id)}/place`, { json: place }),
  /** @param {string} id @param {number} priority */
  prioritise: (id, priority) => json('PUT', `/v1/runs/${segment(id)}/priority`, { json: { priority } }),
  /** @param {import('./types.js').SweepSpec} sweep @param {string} key sent twice, it makes one @returns {Promise<import('./types.js').Sweep>} */
  submitSweep: (sweep, key) => json('POST', '/v1/sweeps', { json: sweep, headers: { 'Idempotency-Key': key } }),
  /** @returns {Promise<Page<import('./types.js').Sweep>>} */
  sweeps: () => json('GET', '/v1/sweeps', { query: { limit: 200 } }),
  /** @param {string} id @returns {Promise<import('./types.js').SweepDetail>} */
  sweep: (id) => json('GET', `/v1/sweeps/${segment(id)}`),
  /** @param {string} id @param {{limit: number, cursor?: string}} query @returns {Promise<Page<import('./types.js').Trial>>} */
  trials: (id, query) => json('GET', `/v1/sweeps/${segment(id)}/trials`, { query }),
  /** @param {string} id */
  cancelSweep: (id) => json('POST', `/v1/sweeps/${segment(id)}/cancel`, { json: {} }),
  /** @param {string} id */
  pauseSweep: (id) => json('POST', `/v1/sweeps/${segment(id)}/pause`, { json: {} }),
  /** @param {string} id */
  resumeSweep: (id) => json('POST', `/v1/sweeps/${segment(id)}/resume`),
  /** @returns {Promise<Page<import('./types.js').Team>>} */
  teams: () => json('GET', '/v1/teams'),
  /** @param {string} name @param {{share?: number, maxDevices?: number, maxQueued?: number}} team */
  putTeam: (name, team) => json('PUT', `/v1/teams/${segment(name)}`, { json: team }),
  /**
   * @param {string} id
   * @param {string[]} name of the metrics
   * @returns {Promise<{series: import('./types.js').MetricSeries[]}>}
   */
  metrics: (id, name, points = 2000) => json('GET', `/v1/runs/${segment(id)}/metrics`, { query: { name, points } }),
  /**
   * @param {string} id
   * @param {string} [after]
   * @returns {Promise<Page<import('./types.js').LogLine>>}
   */
  logs: (id, after) => json('GET', `/v1/runs/${segment(id)}/logs`, { query: { after, limit: 1000 } }),
  /**
   * @param {string} id
   * @param {{text?: string, level?: string, context?: number, limit?: number}} query
   * @returns {Promise<Page<import('./types.js').LogLine>>}
   */
  searchLogs: (id, query) => json('GET', `/v1/runs/${segment(id)}/logs`, { query }),
  /** @param {string} id */
  logsAsText: async (id) =>
    (await send('GET', `/v1/runs/${segment(id)}/logs`, { headers: { Accept: 'text/plain' } })).blob(),
  /** @param {string} id @returns {Promise<import('./types.js').Evaluation>} */
  evaluation: (id) => json('GET', `/v1/runs/${segment(id)}/evaluation`),
  /** @param {Record<string, any>} spec @returns {Promise<import('./types.js').Inspection>} */
  inspect: (spec) => json('POST', '/v1/inspections', { json: spec }),
  /** @param {string} run @returns {Promise<Page<import('./types.js').Inspection>>} */
  inspections: (run) => json('GET', `/v1/runs/${segment(run)}/inspections`, { query: { limit: 20 } }),
  /** @param {string} id @param {string} name */
  inspectionResultUrl: (id, name) => `/v1/inspections/${segment(id)}/results/${segment(name)}`,
  /** @param {string} id @param {string} name */
  artifactUrl: (id, name) => `/v1/runs/${segment(id)}/artifacts/${segment(name)}`,
  /** @param {string} id @returns {Promise<{metric: string, items: import('./types.js').Checkpoint[]}>} */
  checkpoints: (id) => json('GET', `/v1/runs/${segment(id)}/checkpoints`),
  /** @param {string} id @param {number} step */
  checkpointUrl: (id, step) => `/v1/runs/${segment(id)}/checkpoints/${step}`,

  /**
   * @param {{topic?: string, since?: string, until?: string, limit?: number}} query
   * @returns {Promise<Page<import('./types.js').DeadLetter>>}
   */
  deadLetters: (query) => json('GET', '/v1/dead-letters', { query }),
  /** @param {string} id @returns {Promise<import('./types.js').DeadLetter>} */
  deadLetter: (id) => json('GET', `/v1/dead-letters/${segment(id)}`),
  /** @param {string} id @returns {Promise<import('./types.js').DeadLetter>} */
  replayDeadLetter: (id) => json('POST', `/v1/dead-letters/${segment(id)}/replay`, { json: {} }),

  /** @returns {Promise<Page<import('./types.js').Automation>>} */
  rules: () => json('GET', '/v1/automations'),
  /** @param {string} name @returns {Promise<import('./types.js').Automation>} */
  rule: (name) => json('GET', `/v1/automations/${segment(name)}`),
  /** @param {string} name @param {any} rule @returns {Promise<import('./types.js').Automation>} */
  putRule: (name, rule) => json('PUT', `/v1/automations/${segment(name)}`, { json: rule }),
  /** @param {string} name */
  removeRule: (name) => json('DELETE', `/v1/automations/${segment(name)}`),
  /** @param {any} rule @returns {Promise<Page<import('./types.js').TrialResult>>} */
  tryRule: (rule) => json('POST', '/v1/automation-trials', { query: { limit: 20 }, json: rule }),
  /** @param {string} name @param {number} limit @returns {Promise<Page<import('./types.js').Firing>>} */
  firings: (name, limit) => json('GET', `/v1/automations/${segment(name)}/firings`, { query: { limit } }),

  /** @param {string} [cursor] @returns {Promise<Page<import('./types.js').Model>>} */
  models: (cursor) => json('GET', '/v1/models', { query: { limit: 500, cursor } }),
  /** @param {string} name @returns {Promise<import('./types.js').Model>} */
  model: (name) => json('GET', `/v1/models/${segment(name)}`),
  /** @param {string} name @param {string} run */
  register: (name, run) => json('POST', `/v1/models/${segment(name)}/versions`, { json: { run } }),
  /** @param {string} name @param {string} alias @param {number} version @returns {Promise<import('./types.js').Model>} */
  promote: (name, alias, version) =>
    json('PUT', `/v1/models/${segment(name)}/aliases/${segment(alias)}`, { json: { version } }),
  /** @param {string} name @param {string} alias */
  removeAlias: (name, alias) => json('DELETE', `/v1/models/${segment(name)}/aliases/${segment(alias)}`),
  /**
   * @param {string} name
   * @param {{alias?: string, version?: string, top?: number}} query
   * @param {Blob} image
   * @returns {Promise<{model: string, version: number, predictions: {file: string, predictions: import('./types.js').Prediction[]}[]}>}
   */
  classify: (name, query, image) =>
    json('POST', `/v1/models/${segment(name)}/classify`, {
      query,
      body: image,
      headers: { 'Content-Type': image.type.startsWith('image/') ? image.type : 'application/octet-stream' },
    }),

  /** @param {string} [cursor] @returns {Promise<Page<import('./types.js').DatasetSummary>>} */
  datasets: (cursor) => json('GET', '/v1/datasets', { query: { limit: 500, cursor } }),
  /** @param {string} name @returns {Promise<import('./types.js').Dataset>} */
  dataset: (name) => json('GET', `/v1/datasets/${segment(name)}`),
  /**
   * @param {string} name
   * @param {number} version
   * @param {{class?: string, split?: string, count?: number}} query
   * @returns {Promise<Page<import('./types.js').Sample>>}
   */
  samples: (name, version, query) =>
    json('GET', `${versionPath(name, version)}/samples`, { query }),
  /** @param {string} name @param {number} version @returns {Promise<import('./types.js').Statistics>} */
  statistics: (name, version) => json('GET', `${versionPath(name, version)}/statistics`),
  /** @param {string} name @param {number} version @returns {Promise<Page<import('./types.js').DatasetUse>>} */
  datasetUses: (name, version) => json('GET', `${versionPath(name, version)}/uses`),
  /**
   * @param {string} name
   * @param {number} version
   * @param {number} index of the image
   * @param {{augmentation: string|Record<string, any>, count: number, seed: number}} wish
   * @returns {Promise<Blob>} a grid of images
   */
  augmented: async (name, version, index, wish) => {
    const path = `${versionPath(name, version)}/images/${index}/augmented`;
    const headers = { Accept: 'image/png, application/problem+json' };
    return (await send('POST', path, { json: wish, headers })).blob();
  },
  /** @param {string} name @param {number} version */
  quarantineUrl: (name, version) => `${versionPath(name, version)}/quarantine`,
  /** @param {string} name @param {number} version */
  exportUrl: (name, version) => `${versionPath(name, version)}/export?format=zip`,
  /** @param {string} name @param {number} version */
  deleteVersion: (name, version) => json('DELETE', versionPath(name, version)),
  /** @param {string} name */
  deleteDataset: (name) => json('DELETE', `/v1/datasets/${segment(name)}`),
  /**
   * @param {string} name
   * @param {{path: string, splitSeed?: number, maxBadShare?: number, mode?: string, padTo?: number, coarseLabels?: boolean}} request
   * @returns {Promise<import('./types.js').Import>}
   */
  importPath: (name, request) => json('POST', `/v1/datasets/${segment(name)}/imports`, { json: request }),
  /** @param {string} [dataset] @returns {Promise<Page<import('./types.js').Import>>} */
  imports: (dataset) => json('GET', '/v1/imports', { query: { dataset } }),
  /** @param {string} id @returns {Promise<import('./types.js').Import>} */
  import: (id) => json('GET', `/v1/imports/${segment(id)}`),
  /** @param {string} id */
  cancelImport: (id) => json('POST', `/v1/imports/${segment(id)}/cancel`, { json: {} }),
};
