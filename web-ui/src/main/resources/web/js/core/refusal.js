// @ts-check

/** Names of data sets and models. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Why a value is refused; empty if it is not.
 * @param {Pick<import('./job-fields.js').Field, 'type'|'min'|'max'|'open'|'openEnd'|'choices'|'optional'|'written'>} field
 * @param {string} text
 */
export function refusal(field, text) {
  if (field.optional && text.trim() === '') return '';
  if (field.type === 'text') return '';
  if (field.type === 'id') {
    return text.trim() === '' || ID.test(text.trim())
      ? ''
      : `“${text}” is not valid; letters, digits and . _ - are, beginning with a letter or digit, at most 100.`;
  }
  if (field.type === 'choice' && field.written && text.startsWith('{')) return '';
  if (field.type === 'choice')
    return field.choices?.some(([value]) => value === text) ? '' : `“${text}” is none of the choices.`;
  const number = Number(text.trim() === '' ? Number.NaN : text);
  if (!Number.isFinite(number)) return `${text.trim() === '' ? 'Nothing' : `“${text}”`} is no number; ${valid(field)}.`;
  if (field.type === 'integer' && !Number.isInteger(number)) return `${text} is no whole number; ${valid(field)}.`;
  const { min = -Infinity, max = Infinity, open, openEnd } = field;
  const fits = (open ? number > min : number >= min) && (openEnd ? number < max : number <= max);
  return fits ? '' : `${text} is not valid; ${valid(field)}.`;
}

/** @param {Pick<import('./job-fields.js').Field, 'type'|'min'|'max'|'open'|'openEnd'>} field */
function valid({ type, min, max, open, openEnd }) {
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  const limits = [
    min === undefined ? '' : open ? `above ${min}` : `from ${min}`,
    max === undefined ? '' : openEnd ? `to below ${max.toLocaleString('en')}` : `to ${max.toLocaleString('en')}`,
  ].filter(Boolean);
  return `give ${kind}${limits.length > 0 ? ` ${limits.join(' ')}` : ''}`;
}
