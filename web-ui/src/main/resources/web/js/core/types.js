// @ts-check
// What the HTTP API answers (docs/http-api.md), for the editor and the reader. Nothing here runs.

/** @typedef {'QUEUED'|'ASSIGNED'|'RUNNING'|'PAUSED'|'SUCCEEDED'|'FAILED'|'CANCELLED'} RunState */

/** @typedef {{epoch: number, epochs: number, step: number, steps: number, imagesPerSecond?: number, secondsLeft?: number|null}} Progress */

/** @typedef {{name: string, version?: number}} DatasetRef */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} name
 * @property {string} experiment
 * @property {string} team
 * @property {RunState} state
 * @property {string|null} [reason]
 * @property {string} network
 * @property {DatasetRef} dataset
 * @property {number} attempt
 * @property {number} priority
 * @property {Progress|null} [progress]
 * @property {Record<string, number|string>} [metrics]
 * @property {Record<string, string>} [tags]
 * @property {string|null} [register]
 * @property {{name: string, version: number}|null} [model]
 * @property {string} createdAt
 * @property {string|null} [startedAt]
 * @property {string|null} [endedAt]
 * @property {Job} [job]
 * @property {Attempt[]} [attempts]
 * @property {Record<string, string>} [params]
 * @property {Artifact[]} [artifacts]
 * @property {{position?: number, estimatedStart?: string}|null} [queue] where it stands, while it waits
 */

/** @typedef {{position?: number, reason?: string, estimatedStart?: string, run: Run}} Waiting */
/** @typedef {{name: string, share: number, maxDevices?: number, maxQueued?: number, devices: number, queued: number}} Team */

/**
 * @typedef {object} Automation
 * @property {string} name
 * @property {{about?: string, on: {type: string, source?: string}, when: string, do: Record<string, any>, enabled: boolean}} rule
 * @property {string} createdBy
 * @property {number} firings how often it acted in the last day
 * @property {string} [lastFiredAt]
 * @property {string} [lastError]
 * @property {string} [lastErrorAt]
 */
/** @typedef {{id: string, eventType: string, eventId: string, state: string, detail: string, run?: string, chain: string[], attempts: number, firedAt: string}} Firing */
/** @typedef {{id: string, type: string, time: string, held?: boolean, error?: string, state?: string, detail?: string}} TrialResult */

/** @typedef {{number: number, worker: string, workerName?: string, state: string, device?: string, reason?: string, fromStep?: number, assignedAt?: string, startedAt?: string, endedAt?: string}} Attempt */

/** @typedef {{name: string, attempt?: number, step?: number, digest: string, size: number, createdAt?: string}} Artifact */

/**
 * @typedef {object} Job
 * @property {string} [name]
 * @property {string} [experiment]
 * @property {{name: string, settings?: Record<string, string>, input?: string}} network
 * @property {DatasetRef} dataset
 * @property {Record<string, any>} [training]
 * @property {{model: string, version?: number, alias?: string, freezeUpTo?: string}} [startFrom]
 * @property {string} [device]
 * @property {string} [team]
 * @property {number} [priority]
 * @property {{devices?: number, labels?: Record<string, string>}} [needs]
 * @property {{time?: string, runs?: string[], otherwise?: string}} [waitFor]
 * @property {boolean} [preemptible]
 * @property {number} [maxAttempts]
 * @property {string} [register]
 * @property {Record<string, string>} [tags]
 */

/** @typedef {{step: number, epoch: number, value: number|string, at?: string}} MetricPoint */
/** @typedef {{name: string, points: MetricPoint[]}} MetricSeries */
/** @typedef {{attempt: number, sequence: number, at: string, level: string, message: string, match?: boolean}} LogLine */
/** @typedef {{step: number, epoch?: number, attempt: number, digest: string, size: number, metrics: Record<string, any>, kept: string[], createdAt: string}} Checkpoint */

/** @typedef {{classes: string[], confusion: number[][]}} Evaluation */
/** @typedef {{id: string, run: string, spec: Record<string, any>, dataset: {name: string, version: number}, state: string, reason?: string, worker?: string, results: {name: string, mediaType: string}[], createdAt: string, startedAt?: string, endedAt?: string}} Inspection */

/**
 * @typedef {object} DeadLetter from `headers` on only where one is asked for
 * @property {string} id
 * @property {string} topic
 * @property {string} at
 * @property {string} [key]
 * @property {string} [type]
 * @property {number} size
 * @property {string} [exception]
 * @property {string} [reason]
 * @property {{topic?: string, partition?: number, offset?: number}} from
 * @property {string} [replayedAt]
 * @property {{name: string, value?: string}[]} [headers]
 * @property {any} [json]
 * @property {string} [text]
 * @property {string} [base64]
 * @property {string} [stackTrace]
 */

/** @typedef {{name: string, type: string, default?: any, values?: any[], about?: string}} Setting */

/**
 * @typedef {object} Network the second half only where one network is asked for
 * @property {string} name
 * @property {string} title
 * @property {string} about
 * @property {{height: number, width: number, channels: number}} input
 * @property {number} [classes]
 * @property {number} parameters
 * @property {Setting[]} settings
 * @property {number} [batch]
 * @property {string} [optimizer]
 * @property {Layer[]} [layers]
 * @property {Totals} [totals] without auxiliary heads
 * @property {Totals} [trainingTotals] with them
 * @property {Memory} [memory] while training
 */

/** @typedef {{name: string, kind: string, inputs: string[], output: number[], parameters: number, statistics: number, multiplyAdds: number, activationBytes: number, trainingActivationBytes: number, auxiliary: boolean}} Layer */
/** @typedef {{parameters: number, multiplyAdds: number, activationBytes: number}} Totals */
/** @typedef {{parametersBytes: number, gradientsBytes: number, updaterBytes: number, activationsBytes: number, trainingBytes: number}} Memory */

/** @typedef {{name: string, about: string, training: Record<string, any>}} Recipe */
/** @typedef {{name: string, about: string, variants: {name: string, settings: Record<string, string>, augmentation?: string}[]}} Comparison */

/**
 * @typedef {object} DatasetVersion
 * @property {number} version
 * @property {string} contentId
 * @property {number} height
 * @property {number} width
 * @property {number} channels
 * @property {string[]} classes
 * @property {ClassCount[]} counts
 * @property {number} training
 * @property {number} validation
 * @property {number} test
 * @property {BadFile[]} [badFiles]
 * @property {{digest: string, size: number}[]} [parts]
 * @property {number} [leftOut]
 * @property {{digest: string, size: number}} [packed]
 * @property {string} source
 * @property {string} createdAt
 */

/** @typedef {{groups: number, acrossSplits?: number, acrossClasses?: number, examples?: {file: string, class: string, split: string}[][]}} Duplicates */

/**
 * @typedef {object} Statistics
 * @property {number[]} mean
 * @property {number[]} deviation
 * @property {number[]} [eigenvalues]
 * @property {number[][]} [eigenvectors] one row for each eigenvalue
 * @property {string} meanImage where it is
 * @property {{sizes?: {height: number, width: number, images: number}[], otherSizes?: number, duplicates?: Duplicates, nearDuplicates?: Duplicates, alreadyThere?: number}} report
 */

/** @typedef {{run: string, name: string, state: string, models: string[]}} DatasetUse */

/** @typedef {{class: string, training: number, validation: number, test: number}} ClassCount */
/** @typedef {{file: string, reason: string}} BadFile */
/** @typedef {{name: string, createdAt: string, latest: number}} DatasetSummary the number of its newest version */
/** @typedef {{name: string, createdAt: string, versions: DatasetVersion[]}} Dataset */
/** @typedef {{index: number, class: string, split: string, source: string, url: string}} Sample */

/** @typedef {{id: string, dataset: string, source: string, phase: string, done: number, total: number, secondsLeft?: number, bad: number, badFiles?: BadFile[], leftOut?: number, reason?: string, version?: number, createdAt: string, updatedAt?: string, endedAt?: string}} Import */

/** @typedef {{version: number, run: string, createdAt: string, digest: string, size: number, network: string, dataset: DatasetRef|string, metrics?: Record<string, number|string>}} ModelVersion */
/** @typedef {{name: string, createdAt: string, aliases: Record<string, number>, versions: ModelVersion[]}} Model */

/** @typedef {{id: string, name: string, state: string, device: {kind: string, name: string, cores: number, memoryBytes: number, engine: string, note?: string}, slots: number, labels?: Record<string, string>, active?: {run: string, attempt: number}[], startedAt: string, lastSeenAt: string}} Worker */

/** @typedef {{name: string, version: string, kafka: {bootstrapServers: string, topicPrefix: string}}} Platform */

/** @typedef {{label: string, probability: number}} Prediction */

/** @typedef {{values?: any[], from?: number, to?: number, scale?: 'linear'|'log', step?: number, count?: number, whole?: boolean}} SweepParameter */
/** @typedef {{trial: number, run: string, value: number, values: Record<string, any>}} BestTrial */

/**
 * @typedef {object} Sweep
 * @property {string} id
 * @property {string} name
 * @property {string} team
 * @property {string} state
 * @property {string} [reason]
 * @property {'grid'|'random'|'asha'} method
 * @property {string} metric
 * @property {'min'|'max'} mode
 * @property {Record<string, number>} trials how many stand where, by their state
 * @property {BestTrial} [best]
 * @property {string} [register]
 * @property {number} [version]
 * @property {string} createdAt
 * @property {string} [endedAt]
 */

/** @typedef {{timeMetric?: 'epoch'|'step', maxTime?: number, divisor?: number, rungs?: number}} Halving */
/** @typedef {{name?: string, job: Job, parameters: Record<string, SweepParameter>, method: 'grid'|'random'|'asha', metric?: string, mode?: 'min'|'max', maxTrials?: number, concurrentTrials?: number, maxEpochs?: number, halving?: Halving, seed?: number, register?: string}} SweepSpec */
/** @typedef {Sweep & {spec: SweepSpec, rungs: {time: number, trials: number, promoted: number}[], importance: {parameter: string, share: number}[]}} SweepDetail */
/** @typedef {{number: number, state: string, values: Record<string, any>, run?: string, runState?: string, value?: number, rungs: (number|null)[], epoch?: number, reason?: string}} Trial */

export {};
