// @ts-check
import {
  Chart,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import { themeChanged } from './theme.js';

Chart.register(Decimation, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip);

/** A thin upright line where the pointer reads. */
const crosshair = {
  id: 'crosshair',
  /** @param {any} chart */
  afterDatasetsDraw(chart) {
    const active = chart.tooltip?.getActiveElements?.() ?? [];
    if (active.length === 0) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.strokeStyle = chart.options.scales.x.ticks.color;
    ctx.globalAlpha = 0.5;
    ctx.beginPath();
    ctx.moveTo(active[0].element.x, chartArea.top);
    ctx.lineTo(active[0].element.x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};
Chart.register(crosshair);

/** @type {Map<string, string>} colours of the present theme by their token */
const colors = new Map();
themeChanged.addEventListener('change', () => colors.clear());

/**
 * The value of a colour token, as a canvas understands it.
 * @param {string} token such as series-1
 */
export function tokenColor(token) {
  const known = colors.get(token);
  if (known) return known;
  const probe = document.createElement('span');
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  colors.set(token, color);
  return color;
}

/**
 * @param {string} color in rgb()
 * @param {number} share of its opacity
 */
export function faint(color, share) {
  const parts = color.match(/[\d.]+/g);
  return parts ? `rgb(${parts[0]} ${parts[1]} ${parts[2]} / ${share})` : color;
}

/**
 * @typedef {object} Look
 * @property {string} text
 * @property {string} grid
 * @property {string} surface
 * @property {string} line
 * @property {string} font
 */

/** @returns {Look} */
export function look() {
  return {
    text: tokenColor('muted'),
    grid: tokenColor('grid'),
    surface: tokenColor('raised'),
    line: tokenColor('text'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** A number without the zeros that say nothing, such as 20 %. @param {string} text */
const shortened = (text) => text.replace(/\.0+(?!\d)/, '');

/**
 * @param {Look} look
 * @param {{axis: string, log: boolean, zero: boolean, end: number, format: (value: number) => string}} settings
 * @returns {any} options of Chart.js
 */
export function lineOptions({ text, grid, surface, line, font }, { axis, log, zero, end, format }) {
  const ticks = { color: text, font: { family: font, size: 11 } };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    elements: { point: { radius: 0, hoverRadius: 3, hitRadius: 8 }, line: { borderWidth: 1.75, tension: 0 } },
    layout: { padding: { top: 6, right: 8 } },
    scales: {
      x: {
        type: 'linear',
        beginAtZero: true,
        max: end || undefined,
        grid: { display: false },
        border: { color: grid },
        title: { display: false, text: axis },
        ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 24, includeBounds: false, precision: axis === 'step' ? 0 : undefined },
      },
      y: {
        type: log ? 'logarithmic' : 'linear',
        beginAtZero: zero,
        grid: { color: grid },
        border: { display: false },
        ticks: { ...ticks, maxTicksLimit: 6, callback: (/** @type {number} */ value) => shortened(format(value)) },
      },
    },
    plugins: {
      decimation: { enabled: true, algorithm: 'min-max' },
      tooltip: {
        backgroundColor: surface,
        borderColor: grid,
        borderWidth: 1,
        titleColor: text,
        bodyColor: line,
        titleFont: { family: font, weight: 'normal', size: 11 },
        bodyFont: { family: font, size: 12 },
        padding: 8,
        boxWidth: 8,
        boxHeight: 8,
        boxPadding: 4,
        filter: (/** @type {any} */ item) => !item.dataset.background,
        callbacks: {
          title: (/** @type {any[]} */ items) => (items[0] ? `${axis} ${Number(items[0].parsed.x.toFixed(2))}` : ''),
          label: (/** @type {any} */ item) => ` ${item.dataset.label}: ${format(item.parsed.y)}`,
        },
      },
    },
  };
}

export { Chart };
