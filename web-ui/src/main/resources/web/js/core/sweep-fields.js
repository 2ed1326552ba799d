// @ts-check
// How a sweep searches: what each value is called and what is valid (docs/sweeps.md).

/** @typedef {import('./job-fields.js').Field} Field */

/** Their paths begin with this, since a job has a name, too. */
export const SWEEP = 'sweep.';

/** @type {{name: 'grid'|'random'|'asha', title: string, about: string}[]} */
export const METHODS = [
  {
    name: 'grid',
    title: 'Grid',
    about: 'Every combination of the values, one after the other.',
  },
  {
    name: 'random',
    title: 'Random',
    about: 'Each trial draws its values by itself; good where few parameters matter.',
  },
  {
    name: 'asha',
    title: 'Successive halving',
    about: 'ASHA: many begin, the better ones go on. The most for the same time.',
  },
];

/** What is measured at the end of each epoch. */
export const METRICS = [
  'validation/top1-error',
  'validation/top5-error',
  'validation/loss',
  'train/top1-error',
  'train/loss',
];

/** @type {(get: (path: string) => string) => boolean} */
const halves = (get) => get(`${SWEEP}method`) === 'asha';

/** @type {Field[]} */
export const GOAL = [
  {
    path: `${SWEEP}metric`,
    label: 'Compared by',
    type: 'text',
    initial: METRICS[0],
    flag: '--metric',
    hint: 'What runs measure at the end of each epoch',
  },
  {
    path: `${SWEEP}mode`,
    label: 'Better is',
    type: 'choice',
    initial: 'min',
    choices: [
      ['min', 'less'],
      ['max', 'more'],
    ],
    flag: '--mode',
    hint: 'Less of errors and losses',
  },
  {
    path: `${SWEEP}maxTrials`,
    label: 'Trials',
    type: 'integer',
    initial: '',
    optional: true,
    min: 1,
    max: 1000,
    flag: '--trials',
    hint: 'At most',
  },
  {
    path: `${SWEEP}concurrentTrials`,
    label: 'At the same time',
    type: 'integer',
    initial: '4',
    min: 1,
    max: 1000,
    flag: '--concurrent',
    hint: 'Trials that train or queue',
  },
];

/** @type {Field[]} */
export const HALVING = [
  {
    path: `${SWEEP}halving.timeMetric`,
    label: 'Rungs count',
    type: 'choice',
    initial: 'epoch',
    choices: [
      ['epoch', 'epochs'],
      ['step', 'steps'],
    ],
    flag: '--time-metric',
    hint: 'What tells how long a trial has trained',
    when: halves,
  },
  {
    path: `${SWEEP}halving.maxTime`,
    label: 'Longest training',
    type: 'integer',
    initial: '',
    optional: true,
    min: 1,
    max: 1000000000,
    flag: '--max-time',
    hint: 'Of those that go on to the end',
    when: halves,
  },
  {
    path: `${SWEEP}halving.divisor`,
    label: 'Divisor',
    type: 'integer',
    initial: '3',
    min: 2,
    max: 16,
    flag: '--divisor',
    hint: 'One in so many goes on',
    when: halves,
  },
  {
    path: `${SWEEP}halving.rungs`,
    label: 'Rungs at most',
    type: 'integer',
    initial: '5',
    min: 1,
    max: 20,
    flag: '--rungs',
    hint: 'The end among them',
    when: halves,
  },
];

/** @type {Field[]} */
export const NAMES = [
  {
    path: `${SWEEP}name`,
    label: 'Name',
    type: 'text',
    initial: '',
    hint: 'Of the sweep; its trials are numbered',
  },
  {
    path: `${SWEEP}register`,
    label: 'Register the best as',
    type: 'id',
    initial: '',
    hint: 'The model that gets it as a new version; empty: none',
  },
];

/** @type {Field[]} */
export const LIMITS = [
  {
    path: `${SWEEP}maxEpochs`,
    label: 'Budget',
    type: 'integer',
    initial: '',
    optional: true,
    min: 1,
    max: 1000000000,
    flag: '--max-epochs',
    hint: 'Epochs of all trials together; empty: no limit',
  },
  {
    path: `${SWEEP}seed`,
    label: 'Seed of the draws',
    type: 'integer',
    initial: '1',
    flag: '--sweep-seed',
    hint: 'The same seed: the same trials',
  },
];

/** @type {Field[]} */
export const SEARCH = [...GOAL, ...HALVING, ...NAMES, ...LIMITS];
