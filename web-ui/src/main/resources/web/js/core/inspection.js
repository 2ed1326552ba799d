// @ts-check
// What can be looked at in a trained network, and which questions each way asks.

/** @typedef {import('./types.js').Inspection} Inspection */

/** @type {{kind: string, text: string, about: string, fields: string[]}[]} */
export const KINDS = [
  { kind: 'filters', text: 'First filters', about: 'The filters that see the image, all on one scale: grey is 0.', fields: ['layer'] },
  {
    kind: 'deconvolution',
    text: 'Deconvolution',
    about:
      'What excites the maps of a layer most: on the left nine strong activations projected back to pixels, on the right the patches of the images that caused them.',
    fields: ['layer', 'maps', 'split'],
  },
  {
    kind: 'occlusion',
    text: 'Occlusion map',
    about: 'How probable a class is while a grey square covers a part of the image: dark where the network looks.',
    fields: ['image', 'label', 'square', 'stride'],
  },
  {
    kind: 'evolution',
    text: 'Evolution of features',
    about: 'A row for each map: what excites it most, projected back, after some of the run’s checkpoints.',
    fields: ['layer', 'maps', 'split'],
  },
  {
    kind: 'dense',
    text: 'Dense scores',
    about: 'How probable a class is at every place of the enlarged image, in one pass: bright where it is.',
    fields: ['image', 'label', 'scale'],
  },
  {
    kind: 'evaluation',
    text: 'Evaluation',
    about: 'Errors, confusion, calibration and the worst mistakes, on any data set with the same classes.',
    fields: ['dataset', 'split', 'crops'],
  },
];

/** @type {Record<string, {label: string, hint?: string, choices?: [string, string][], number?: boolean}>} */
export const FIELDS = {
  layer: { label: 'Layer', hint: 'By default the first convolution for filters, else the last.' },
  maps: { label: 'Maps', hint: 'Such as 4, 17; by default those that are excited most.' },
  image: { label: 'Image', hint: 'Its number in the data set; by default the first test image.', number: true },
  label: { label: 'Class', hint: 'By default the image’s own.' },
  square: { label: 'Side of the square', hint: 'In pixels; by default a quarter of the input.', number: true },
  stride: { label: 'Stride', hint: 'In pixels; by default a sixteenth of the input.', number: true },
  scale: { label: 'Enlarged', hint: 'How many times; 2 by default.', number: true },
  dataset: { label: 'Data set', hint: 'NAME or NAME@VERSION; by default the run’s own.' },
  split: {
    label: 'Images',
    choices: [
      ['', 'Not trained on'],
      ['train', 'Training'],
      ['validation', 'Validation'],
      ['test', 'Test'],
    ],
  },
  crops: {
    label: 'Of each image',
    choices: [
      ['', 'The middle'],
      ['ten', 'Ten crops'],
      ['dense', 'Every place'],
    ],
  },
};

/**
 * The request that a form's answers make.
 * @param {string} run
 * @param {string} kind
 * @param {Record<string, string>} answers by field
 * @returns {Record<string, any>}
 */
export function request(run, kind, answers) {
  /** @type {Record<string, any>} */
  const spec = { kind, run };
  for (const field of KINDS.find((one) => one.kind === kind)?.fields ?? []) {
    const text = (answers[field] ?? '').trim();
    if (text === '') continue;
    if (field === 'maps') spec.maps = text.split(/[\s,]+/).map(Number);
    else if (field === 'dataset') spec.dataset = datasetOf(text);
    else spec[field] = FIELDS[field].number ? Number(text) : text;
  }
  return spec;
}

/** @param {string} text NAME or NAME@VERSION */
function datasetOf(text) {
  const [name, version] = text.split('@');
  return version ? { name, version: Number(version) } : { name };
}

/**
 * What was asked for, in words.
 * @param {Inspection} inspection
 */
export function asked({ spec, dataset }) {
  const parts = [`${dataset.name}@${dataset.version}`];
  if (spec.layer) parts.push(spec.layer);
  if (spec.maps) parts.push(`maps ${spec.maps.join(', ')}`);
  if (spec.image !== undefined) parts.push(`image ${spec.image}`);
  if (spec.label) parts.push(spec.label);
  if (spec.square) parts.push(`square ${spec.square}`);
  if (spec.scale) parts.push(`×${spec.scale}`);
  if (spec.split) parts.push(`${spec.split} images`);
  if (spec.crops) parts.push(spec.crops === 'ten' ? 'ten crops' : spec.crops);
  return parts.join(' · ');
}
