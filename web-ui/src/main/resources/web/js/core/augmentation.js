// @ts-check
// An augmentation as a form holds it, and as a job says it (docs/http-api.md).

/** @typedef {Record<string, string>} Chosen texts and ticks ('yes') by name */

/**
 * @typedef {object} Knob
 * @property {string} name
 * @property {string} label
 * @property {string} initial
 * @property {number} [min]
 * @property {number} max
 * @property {boolean} [open] the least value itself is not valid
 * @property {boolean} [whole]
 */

/** @type {[string, string][]} */
export const WINDOWS = [
  ['centre', 'The centre'],
  ['randomCrop', 'Random crop'],
  ['padAndCrop', 'Pad and crop'],
  ['randomResizedCrop', 'Random resized crop'],
];

/** @type {[string, string][]} */
export const NORMALISATIONS = [
  ['channel', 'Mean and deviation of the channel'],
  ['mean-image', 'Mean image'],
  ['none', 'None'],
];

/** @param {string} name @param {string} label @param {string} initial @param {number} max @param {Partial<Knob>} [more] @returns {Knob} */
const knob = (name, label, initial, max, more) => ({ name, label, initial, min: 0, max, ...more });

/** What each way of choosing a window asks for. @type {Record<string, Knob[]>} */
export const WINDOW_KNOBS = {
  centre: [],
  randomCrop: [],
  padAndCrop: [knob('pixels', 'Margin, pixels', '4', 256, { min: 1, whole: true })],
  randomResizedCrop: [
    knob('scaleFrom', 'Area from', '0.08', 1, { open: true }),
    knob('scaleTo', 'Area to', '1', 1, { open: true }),
    knob('ratioFrom', 'Width to height from', '0.75', 100, { open: true }),
    knob('ratioTo', 'Width to height to', '1.333', 100, { open: true }),
  ],
};

/** What can be added, in the order in which it happens. @type {{name: string, label: string, knobs: Knob[]}[]} */
export const EFFECTS = [
  { name: 'mirror', label: 'Mirror', knobs: [] },
  {
    name: 'colourJitter',
    label: 'Colour jitter',
    knobs: [
      knob('brightness', 'Brightness', '0.4', 1),
      knob('contrast', 'Contrast', '0.4', 1),
      knob('saturation', 'Saturation', '0.4', 1),
    ],
  },
  { name: 'pcaColour', label: 'PCA colour noise', knobs: [knob('sigma', 'Sigma', '0.1', 10, { open: true })] },
  { name: 'cutOut', label: 'Cut-out', knobs: [knob('size', 'Side, pixels', '16', 256, { min: 1, whole: true })] },
];

/** What the words of a job stand for. @type {Record<string, Chosen>} */
export const WORDS = {
  none: { window: 'centre' },
  'crop-mirror': { window: 'randomCrop', mirror: 'yes' },
  alexnet: { window: 'randomCrop', mirror: 'yes', pcaColour: 'yes' },
};

/** @param {Chosen} chosen @param {Knob} knob */
export const knobValue = (chosen, { name, initial }) => chosen[name] ?? initial;

/** The knobs that count now. @param {Chosen} chosen */
export function activeKnobs(chosen) {
  return [
    ...(WINDOW_KNOBS[chosen.window] ?? []),
    ...EFFECTS.filter(({ name }) => chosen[name]).flatMap(({ knobs }) => knobs),
  ];
}

/** The word that a job has for it, if there is one. @param {Chosen} chosen */
export function wordOf(chosen) {
  const key = (/** @type {Chosen} */ one) => JSON.stringify(objectOf(one));
  return Object.keys(WORDS).find((word) => key(WORDS[word]) === key(chosen));
}

/** As a job says it: a word where there is one. @param {Chosen} chosen @returns {string|Record<string, any>} */
export function augmentationOf(chosen) {
  return wordOf(chosen) ?? objectOf(chosen);
}

/** @param {Chosen} chosen */
function objectOf(chosen) {
  /** @type {Record<string, any>} */
  const object = {};
  /** @param {Knob[]} knobs */
  const values = (knobs) => Object.fromEntries(knobs.map((one) => [one.name, Number(knobValue(chosen, one))]));
  const window = values(WINDOW_KNOBS[chosen.window] ?? []);
  if (chosen.window === 'randomCrop') object.randomCrop = true;
  if (chosen.window === 'padAndCrop') object.padAndCrop = window;
  if (chosen.window === 'randomResizedCrop')
    object.randomResizedCrop = {
      scale: [window.scaleFrom, window.scaleTo],
      ratio: [window.ratioFrom, window.ratioTo],
    };
  for (const { name, knobs } of EFFECTS)
    if (chosen[name]) object[name] = knobs.length > 0 ? values(knobs) : true;
  if (chosen.normalisation && chosen.normalisation !== 'channel') object.normalisation = chosen.normalisation;
  return object;
}

/** How a form shows what a job says. @param {any} augmentation a word or an object @returns {Chosen} */
export function chosenOf(augmentation) {
  if (typeof augmentation === 'string') return { ...(WORDS[augmentation] ?? WORDS.none) };
  /** @type {Chosen} */
  const chosen = { window: WINDOWS.find(([name]) => augmentation[name])?.[0] ?? 'centre' };
  const { scale, ratio } = augmentation.randomResizedCrop ?? {};
  const ranges = { scaleFrom: scale?.[0], scaleTo: scale?.[1], ratioFrom: ratio?.[0], ratioTo: ratio?.[1] };
  const parts = [ranges, augmentation.padAndCrop, ...EFFECTS.map(({ name }) => augmentation[name])];
  for (const [name, value] of parts.flatMap((part) => (part instanceof Object ? Object.entries(part) : [])))
    if (value !== undefined) chosen[name] = String(value);
  for (const { name } of EFFECTS) if (augmentation[name]) chosen[name] = 'yes';
  if (augmentation.normalisation) chosen.normalisation = augmentation.normalisation;
  return chosen;
}
