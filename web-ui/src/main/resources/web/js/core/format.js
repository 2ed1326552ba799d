// @ts-check
// Numbers and times as people read them. Everything takes what may be absent and answers with a dash.

export const NONE = '–';

/**
 * A value of the API as a number: what is not finite comes as text.
 * @param {number|string|null|undefined} value
 */
export function toNumber(value) {
  return value === null || value === undefined ? Number.NaN : Number(value);
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** @param {number|null|undefined} value such as 61,706 */
export function count(value) {
  return value === null || value === undefined || Number.isNaN(value) ? NONE : whole.format(value);
}

/** @param {number|string|null|undefined} value a share from 0 to 1, such as 3.42 % */
export function percent(value, digits = 2) {
  const number = toNumber(value);
  return Number.isFinite(number) ? `${(number * 100).toFixed(digits)}\u00a0%` : NONE;
}

/** @param {number|string|null|undefined} value with four digits that count, such as 0.2131 or 1.2e-5 */
export function measure(value) {
  const number = toNumber(value);
  if (value === null || value === undefined) return NONE;
  if (!Number.isFinite(number)) return String(value);
  if (number === 0) return '0';
  const size = Math.abs(number);
  if (size >= 1e6 || size < 1e-4) return Number(number.toPrecision(3)).toExponential().replace('e+', 'e');
  if (size >= 1000) return whole.format(number);
  return String(Number(number.toPrecision(4)));
}

/** @param {number|null|undefined} perSecond */
export function rate(perSecond) {
  if (perSecond === null || perSecond === undefined || !(perSecond >= 0)) return NONE;
  return perSecond >= 100 ? whole.format(perSecond) : perSecond.toFixed(1);
}

/** @param {number|null|undefined} value in powers of 1000, as the command line and the documents count: 1.5 MB */
export function bytes(value) {
  if (value === null || value === undefined) return NONE;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= (unit === 0 ? 1000 : 999.95) && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** @param {number|null|undefined} seconds such as 45 s, 3 min 20 s, 2 h 5 min */
export function duration(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NONE;
  const all = Math.max(0, Math.round(seconds));
  if (all < 60) return `${all}\u00a0s`;
  if (all < 3600) return join(Math.floor(all / 60), 'min', all % 60, 's');
  if (all < 86400) return join(Math.floor(all / 3600), 'h', Math.floor((all % 3600) / 60), 'min');
  return join(Math.floor(all / 86400), 'd', Math.floor((all % 86400) / 3600), 'h');
}

/** @param {number|null|undefined} seconds roughly, in one unit, such as 3 min */
export function roughly(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NONE;
  const units = [
    { size: 86400, unit: 'd' },
    { size: 3600, unit: 'h' },
    { size: 60, unit: 'min' },
  ];
  const { size, unit } = units.find((one) => seconds >= 1.5 * one.size) ?? { size: 1, unit: 's' };
  return `${Math.max(0, Math.round(seconds / size))}\u00a0${unit}`;
}

/** @param {number} big @param {string} bigUnit @param {number} small @param {string} smallUnit */
function join(big, bigUnit, small, smallUnit) {
  return small === 0 ? `${big}\u00a0${bigUnit}` : `${big}\u00a0${bigUnit} ${small}\u00a0${smallUnit}`;
}

/**
 * How long something took, or takes until now.
 * @param {string|null|undefined} from
 * @param {string|null|undefined} [to]
 */
export function elapsed(from, to) {
  if (!from) return NONE;
  return duration(((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1000);
}

/** @param {string|null|undefined} instant such as 5 min ago, or the day when it is long ago */
export function ago(instant, now = Date.now()) {
  if (!instant) return NONE;
  const seconds = (now - Date.parse(instant)) / 1000;
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 7 * 86400) return `${Math.floor(seconds / 86400)} d ago`;
  return new Date(instant).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** @param {string|null|undefined} instant in full, in the reader's time zone */
export function dateTime(instant) {
  return instant
    ? new Date(instant).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium', hour12: false })
    : NONE;
}

/** @param {string} instant of a log line */
export function clock(instant) {
  return new Date(instant).toLocaleTimeString('en', { hour12: false });
}

/** @param {{height: number, width: number, channels: number}|null|undefined} shape such as 28 × 28, grey */
export function imageSize(shape) {
  if (!shape) return NONE;
  return `${shape.height} × ${shape.width}, ${shape.channels === 1 ? 'grey' : 'colour'}`;
}

/** @param {number} n @param {string} one @param {string} [many] */
export function plural(n, one, many = `${one}s`) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** @param {import('./types.js').DatasetRef|string|null|undefined} dataset */
export function datasetName(dataset) {
  if (!dataset) return NONE;
  if (typeof dataset === 'string') return dataset;
  return dataset.version ? `${dataset.name} v${dataset.version}` : dataset.name;
}
