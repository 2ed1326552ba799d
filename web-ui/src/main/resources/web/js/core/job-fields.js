// @ts-check
// The values of a job: what they are called, what is valid, and what they are when nobody says (docs/http-api.md).
import { TRAINING } from './training-fields.js';

/** @typedef {(path: string) => string} Get the text of another field */

/**
 * @typedef {object} Field
 * @property {string} path within the job
 * @property {string} label
 * @property {string} hint
 * @property {'integer'|'number'|'text'|'choice'|'id'} type an id is a name that addresses carry, or empty
 * @property {string} initial the documented default
 * @property {boolean} [optional] empty is valid, and means none
 * @property {number} [min]
 * @property {number} [max]
 * @property {boolean} [open] the least value itself is not valid
 * @property {boolean} [openEnd] the greatest value itself is not valid
 * @property {[string, string][]} [choices] value and text
 * @property {boolean} [written] an object, written as JSON, is valid besides the choices
 * @property {string} [flag] of the command line
 * @property {(get: Get) => boolean} [when] whether the other values leave it a meaning
 */

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
    path: 'register',
    label: 'Register as',
    type: 'id',
    initial: '',
    flag: '--register',
    hint: 'The model that gets the result as a new version; empty: none',
  },
];

/** What most people leave alone. @type {Field[]} */
export const MORE_RUN = [
  {
    path: 'experiment',
    label: 'Experiment',
    type: 'text',
    initial: 'default',
    flag: '--experiment',
    hint: 'Collects runs that belong together',
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
    path: 'team',
    label: 'Team',
    type: 'text',
    initial: 'default',
    flag: '--team',
    hint: 'Whose share and limits count',
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
    path: 'needs.devices',
    label: 'Devices',
    type: 'integer',
    initial: '1',
    min: 1,
    max: 64,
    flag: '--devices',
    hint: 'Slots of one worker, all at once',
  },
  {
    path: 'waitFor.time',
    label: 'Start after',
    type: 'text',
    initial: '',
    flag: '--start-after',
    hint: 'Such as 2026-11-22T20:00:00Z; empty: at once',
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

/** Every field that a job has whatever its network. @type {Field[]} */
export const FIELDS = [...TRAINING, ...RUN, ...MORE_RUN];
