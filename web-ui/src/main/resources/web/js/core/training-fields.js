// @ts-check
// How to train: what each value is called and what is valid (docs/networks.md). What it is when nobody says, the recipe
// tells; `initial` stands where the recipe is silent.
import { choice, integer, number } from './field-kinds.js';

/** @typedef {import('./job-fields.js').Field} Field */
/** @typedef {import('./job-fields.js').Get} Get */

/** @param {...string} kinds of schedules that have the field */
const schedule =
  (...kinds) =>
  (/** @type {Get} */ get) =>
    kinds.includes(get('training.schedule.kind'));

/** @type {(get: Get) => boolean} */
const stopsEarly = (get) => get('training.earlyStopping.patience').trim() !== '';

const EPOCHS = { min: 1, max: 100000 };
const SHARE = { min: 0, max: 1, openEnd: true };

/** What everybody looks at. @type {Field[]} */
export const FIRST = [
  integer('epochs', 'Epochs', 'Passes over the training images', { initial: '10', ...EPOCHS, flag: '--epochs' }),
  integer('batchSize', 'Batch size', 'Images per step', { initial: '32', min: 1, max: 65536, flag: '--batch-size' }),
  number('learningRate', 'Learning rate', 'For Adam often 0.001, for SGD 0.01', {
    initial: '0.001',
    min: 0,
    open: true,
    max: 100,
    flag: '--lr',
  }),
];

/** @type {Field[]} */
const SCHEDULE = [
  choice('schedule.kind', 'Schedule', '', [
    ['constant', 'Constant'],
    ['step', 'Down every so many epochs'],
    ['plateau', 'Down when validation stops improving'],
    ['cosine', 'Along half a cosine'],
  ]),
  integer('schedule.every', 'Down every', 'Epochs', { initial: '10', ...EPOCHS, when: schedule('step') }),
  number('schedule.factor', 'Multiplied by', 'What a change makes of the rate', {
    initial: '0.1',
    ...SHARE,
    open: true,
    when: schedule('step', 'plateau'),
  }),
  integer('schedule.patience', 'Patience', 'Epochs without a lower error before a change', {
    initial: '5',
    ...EPOCHS,
    when: schedule('plateau'),
  }),
  integer('schedule.most', 'Changes at most', '', { initial: '3', min: 1, max: 100, when: schedule('plateau') }),
  number('schedule.minimum', 'Ends at', 'Learning rate of the last step', {
    initial: '0',
    min: 0,
    max: 100,
    when: schedule('cosine'),
  }),
  number('warmupEpochs', 'Warm-up', 'Epochs in which the rate rises from 0; 0.5 is half of one', {
    initial: '0',
    min: 0,
    max: 100000,
    flag: '--warmup-epochs',
  }),
];

/** @type {Field[]} */
const OPTIMIZER = [
  choice(
    'optimizer',
    'Optimizer',
    '',
    [
      ['adam', 'Adam'],
      ['sgd', 'SGD with momentum'],
    ],
    '--optimizer',
  ),
  number('momentum', 'Momentum', '', {
    initial: '0.9',
    ...SHARE,
    flag: '--momentum',
    when: (get) => get('training.optimizer') === 'sgd',
  }),
  number('weightDecay', 'Weight decay', 'Such as 0.0005; 0: none', {
    initial: '0',
    ...SHARE,
    flag: '--weight-decay',
  }),
  choice(
    'decayMode',
    'Decay is taken',
    '',
    [
      ['l2', 'in the gradient (L2)'],
      ['decoupled', 'beside the step (decoupled)'],
    ],
    '--decay-mode',
    (get) => Number(get('training.weightDecay')) > 0,
  ),
  number('clipNorm', 'Clip gradients at', 'Norm of all gradients together; empty: never', {
    initial: '',
    optional: true,
    min: 0,
    open: true,
    flag: '--clip-norm',
  }),
];

/** @type {Field[]} */
const GENERALITY = [
  {
    ...choice(
      'augmentation',
      'Augmentation',
      '',
      [
        ['none', 'None'],
        ['crop-mirror', 'Random crops and mirror images'],
        ['alexnet', 'Crops, mirror images and colour noise'],
      ],
      '--augmentation',
    ),
    written: true,
  },
  number('labelSmoothing', 'Label smoothing', 'Share spread over all classes, such as 0.1', {
    initial: '0',
    ...SHARE,
    flag: '--label-smoothing',
  }),
  integer('earlyStopping.patience', 'Stop early after', 'Epochs without a lower validation error; empty: never', {
    initial: '',
    optional: true,
    ...EPOCHS,
  }),
  number('earlyStopping.minimumDelta', 'Lower by at least', 'A share: 0.001 is 0.1 %', {
    initial: '0',
    min: 0,
    max: 1,
    when: stopsEarly,
  }),
];

/** @type {Field[]} */
const RECORD = [
  choice(
    'evaluation',
    'Final test with',
    '',
    [
      ['centre', 'the middle of each image'],
      ['ten-crops', 'ten crops of each image as well'],
    ],
    '--evaluation',
  ),
  integer('seed', 'Seed', 'The same seed on a CPU: the same parameters, bit for bit', {
    initial: '1',
    flag: '--seed',
  }),
  integer('logInterval', 'Log interval', 'Steps between two points of a curve', {
    initial: '1',
    min: 1,
    flag: '--log-interval',
  }),
  integer('checkpointEpochs', 'Checkpoint every', 'Epochs; a lost run goes on from there', {
    initial: '1',
    min: 1,
    flag: '--checkpoint-epochs',
  }),
  integer('keepCheckpoints.last', 'Keep checkpoints', 'The newest, so many; the best stays as well', {
    initial: '5',
    min: 1,
    max: 1000,
    flag: '--keep-last',
  }),
  integer('keepCheckpoints.spread', 'and of those before', 'So many, spread over the training, to see features evolve', {
    initial: '6',
    min: 0,
    max: 100,
    flag: '--keep-spread',
  }),
  choice(
    'keepCheckpoints.best',
    'The best has the lowest',
    '',
    [
      ['validation/top1-error', 'validation error, top 1'],
      ['validation/top5-error', 'validation error, top 5'],
      ['validation/loss', 'validation loss'],
      ['train/top1-error', 'training error, top 1'],
      ['train/top5-error', 'training error, top 5'],
      ['train/loss', 'training loss'],
    ],
    '--keep-best',
  ),
];

/** What most people leave alone, by what it is about. @type {{title: string, fields: Field[]}[]} */
export const MORE = [
  { title: 'Learning rate over time', fields: SCHEDULE },
  { title: 'Optimizer', fields: OPTIMIZER },
  { title: 'Against learning by heart', fields: GENERALITY },
  { title: 'Test and record', fields: RECORD },
];

/** @type {Field[]} */
export const TRAINING = [...FIRST, ...MORE.flatMap(({ fields }) => fields)];

/** What a schedule consists of, by its kind. @type {Record<string, string[]>} */
export const SCHEDULES = {
  constant: [],
  step: ['every', 'factor'],
  plateau: ['factor', 'patience', 'most'],
  cosine: ['minimum'],
};
