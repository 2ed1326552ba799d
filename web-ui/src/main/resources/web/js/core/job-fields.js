// @ts-check
// The values of a job: what they are called, what is valid, and what they are when nobody says (docs/http-api.md).

/**
 * @typedef {object} Field
 * @property {string} path within the job
 * @property {string} label
 * @property {string} hint
 * @property {'integer'|'number'|'text'|'choice'|'id'} type an id is a name that addresses carry, or empty
 * @property {string} initial the documented default
 * @property {number} [min]
 * @property {number} [max]
 * @property {boolean} [open] the least value itself is not valid
 * @property {boolean} [openEnd] the greatest value itself is not valid
 * @property {[string, string][]} [choices] value and text
 * @property {string} [flag] of the command line
 */

/** @type {Field[]} */
export const TRAINING = [
  {
    path: 'training.epochs',
    label: 'Epochs',
    type: 'integer',
    initial: '10',
    min: 1,
    max: 100000,
    flag: '--epochs',
    hint: 'Passes over the training images',
  },
  {
    path: 'training.batchSize',
    label: 'Batch size',
    type: 'integer',
    initial: '32',
    min: 1,
    max: 65536,
    flag: '--batch-size',
    hint: 'Images per step',
  },
  {
    path: 'training.optimizer',
    label: 'Optimizer',
    type: 'choice',
    initial: 'adam',
    choices: [
      ['adam', 'Adam'],
      ['sgd', 'SGD with momentum'],
    ],
    flag: '--optimizer',
    hint: '',
  },
  {
    path: 'training.learningRate',
    label: 'Learning rate',
    type: 'number',
    initial: '0.001',
    min: 0,
    open: true,
    max: 100,
    flag: '--lr',
    hint: 'For Adam often 0.001, for SGD 0.01',
  },
  {
    path: 'training.momentum',
    label: 'Momentum',
    type: 'number',
    initial: '0.9',
    min: 0,
    max: 1,
    openEnd: true,
    flag: '--momentum',
    hint: 'Of SGD',
  },
  {
    path: 'training.weightDecay',
    label: 'Weight decay',
    type: 'number',
    initial: '0',
    min: 0,
    max: 1,
    flag: '--weight-decay',
    hint: 'L2 penalty, such as 0.0005',
  },
  {
    path: 'training.augmentation',
    label: 'Augmentation',
    type: 'choice',
    initial: 'none',
    choices: [
      ['none', 'None'],
      ['crop-mirror', 'Random crops and mirror images'],
    ],
    flag: '--augmentation',
    hint: '',
  },
  {
    path: 'training.seed',
    label: 'Seed',
    type: 'integer',
    initial: '1',
    flag: '--seed',
    hint: 'The same seed on a CPU: the same parameters, bit for bit',
  },
  {
    path: 'training.logInterval',
    label: 'Log interval',
    type: 'integer',
    initial: '1',
    min: 1,
    flag: '--log-interval',
    hint: 'Steps between two points of a curve',
  },
  {
    path: 'training.checkpointEpochs',
    label: 'Checkpoint every',
    type: 'integer',
    initial: '1',
    min: 1,
    flag: '--checkpoint-epochs',
    hint: 'Epochs; a lost run goes on from there',
  },
];

/** @type {Field[]} */
export const RUN = [
  {
    path: 'name',
    label: 'Name',
    type: 'text',
    initial: '',
    flag: '--name',
    hint: 'By default made from network and data set',
  },
  {
    path: 'experiment',
    label: 'Experiment',
    type: 'text',
    initial: 'default',
    flag: '--experiment',
    hint: 'Collects runs that belong together',
  },
  {
    path: 'register',
    label: 'Register as',
    type: 'id',
    initial: '',
    flag: '--register',
    hint: 'The model that gets the result as a new version; empty: none',
  },
  {
    path: 'device',
    label: 'Device',
    type: 'choice',
    initial: 'auto',
    choices: [
      ['auto', 'CUDA where there is one'],
      ['cpu', 'CPU'],
      ['cuda', 'CUDA only'],
    ],
    flag: '--device',
    hint: '',
  },
  {
    path: 'priority',
    label: 'Priority',
    type: 'integer',
    initial: '50',
    min: 1,
    max: 99,
    flag: '--priority',
    hint: '1 goes first',
  },
  {
    path: 'maxAttempts',
    label: 'Attempts',
    type: 'integer',
    initial: '3',
    min: 1,
    max: 10,
    flag: '--max-attempts',
    hint: 'How often to try when a worker is lost',
  },
];

export const FIELDS = [...TRAINING, ...RUN];
