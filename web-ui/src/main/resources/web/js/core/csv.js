// @ts-check
// Comma-separated values, RFC 4180.

/** @param {unknown} value */
function cell(value) {
  const text = value === undefined || value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {unknown[][]} rows */
export const csv = (rows) => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Every point of every metric. @param {import('./types.js').MetricSeries[]} series */
export function metricsCsv(series) {
  return csv([
    ['metric', 'step', 'epoch', 'value', 'at'],
    ...series.flatMap(({ name, points }) =>
      points.map(({ step, epoch, value, at }) => [name, step, epoch, value, at]),
    ),
  ]);
}
