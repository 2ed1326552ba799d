// @ts-check
import { firstBroken, merge, toPoints } from './curves.js';
import { percent, rate } from './format.js';

/** @typedef {import('./types.js').MetricPoint} MetricPoint */
/** @typedef {import('./types.js').Run} Run */

/** Every metric that is drawn. */
export const DRAWN = [
  'train/loss',
  'validation/loss',
  'train/learning-rate',
  'train/images-per-second',
  'train/top1-error',
  'train/top5-error',
  'validation/top1-error',
  'validation/top5-error',
];

/** Metrics that come often and jump about; the others say what they say once an epoch, or are exact. */
export const NOISY = new Set(['train/loss', 'train/images-per-second']);

/** The charts of a run. @type {{heading: string, names: Record<string, string>, format?: (value: number) => string, zero?: boolean}[]} */
export const CHARTS = [
  { heading: 'Loss', names: { 'train/loss': 'train', 'validation/loss': 'validation' } },
  {
    heading: 'Top-1 error',
    names: { 'train/top1-error': 'train', 'validation/top1-error': 'validation' },
    format: (value) => percent(value, 1),
    zero: true,
  },
  {
    heading: 'Top-5 error',
    names: { 'train/top5-error': 'train', 'validation/top5-error': 'validation' },
    format: (value) => percent(value, 1),
    zero: true,
  },
  { heading: 'Learning rate', names: { 'train/learning-rate': 'train' }, zero: true },
  { heading: 'Images per second', names: { 'train/images-per-second': 'train' }, format: rate, zero: true },
];

/** The points of one run by metric. Unchangeable: each change makes another. */
export class RunMetrics {
  /** @param {Map<string, MetricPoint[]>} [series] */
  constructor(series = new Map()) {
    this.series = series;
  }

  /** @param {import('./types.js').MetricSeries[]} series as the API answers them */
  static of(series) {
    return new RunMetrics(new Map(series.map(({ name, points }) => [name, points])));
  }

  /** @param {({name: string} & MetricPoint)[]} points as they arrive */
  with(points) {
    const series = new Map(this.series);
    for (const [name, added] of groupByName(points)) series.set(name, merge(series.get(name) ?? [], added));
    return new RunMetrics(series);
  }

  /** @param {string} name */
  points(name) {
    return this.series.get(name) ?? [];
  }

  /**
   * @param {string} name
   * @param {{epochs: boolean, log: boolean, stepsPerEpoch: number|undefined}} view
   */
  curve(name, { epochs, log, stepsPerEpoch }) {
    return toPoints(this.points(name), epochs ? stepsPerEpoch : undefined, log);
  }

  /** What to say of values that cannot be drawn. @param {string[]} names */
  brokenNote(names) {
    for (const name of names) {
      const point = firstBroken(this.points(name));
      if (point) return `${name} was ${point.value} at step ${point.step}`;
    }
    return '';
  }
}

/** @param {({name: string} & MetricPoint)[]} points */
function groupByName(points) {
  /** @type {Map<string, MetricPoint[]>} */
  const groups = new Map();
  for (const { name, ...point } of points) groups.set(name, [...(groups.get(name) ?? []), point]);
  return groups;
}

/**
 * Steps of one epoch, from a run's progress or from its newest point.
 * @param {Run|undefined} run
 * @param {RunMetrics} metrics
 */
export function stepsPerEpoch(run, metrics) {
  const progress = run?.progress;
  if (progress && progress.epochs > 0 && progress.steps > 0) return progress.steps / progress.epochs;
  const ends = metrics.points('validation/top1-error');
  const last = ends[ends.length - 1];
  return last && last.epoch > 0 ? last.step / last.epoch : undefined;
}
