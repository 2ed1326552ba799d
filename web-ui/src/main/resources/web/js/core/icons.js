// @ts-check
import { html, svg } from 'lit';

/** @type {Record<string, import('lit').SVGTemplateResult>} */
const shapes = {
  runs: svg`<path d="M3 18h3l4-9 4 6 3-11 2 6h2" />`,
  datasets: svg`<rect x="3.5" y="3.5" width="7" height="7" rx="1.5" /><rect x="13.5" y="3.5" width="7" height="7" rx="1.5" /><rect x="3.5" y="13.5" width="7" height="7" rx="1.5" /><rect x="13.5" y="13.5" width="7" height="7" rx="1.5" />`,
  networks: svg`<circle cx="5" cy="6.5" r="2" /><circle cx="5" cy="17.5" r="2" /><circle cx="12" cy="12" r="2" /><circle cx="19" cy="6.5" r="2" /><circle cx="19" cy="17.5" r="2" /><path d="m6.6 7.7 3.8 3m-3.8 5.6 3.8-3m3.2-2.6 3.8-3m-3.8 5.6 3.8 3" />`,
  models: svg`<path d="M12 3 4 7.2v9.6L12 21l8-4.2V7.2zM4 7.2l8 4.3 8-4.3M12 11.5V21" />`,
  classify: svg`<path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8m8 0h2.5A1.5 1.5 0 0 1 20 5.5V8m0 8v2.5a1.5 1.5 0 0 1-1.5 1.5H16m-8 0H5.5A1.5 1.5 0 0 1 4 18.5V16" /><circle cx="12" cy="12" r="3.2" />`,
  platform: svg`<rect x="3.5" y="4" width="17" height="6.5" rx="1.5" /><rect x="3.5" y="13.5" width="17" height="6.5" rx="1.5" /><path d="M7 7.25h.01M7 16.75h.01M11 7.25h6M11 16.75h6" />`,
  add: svg`<path d="M12 5v14M5 12h14" />`,
  sun: svg`<circle cx="12" cy="12" r="4" /><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />`,
  moon: svg`<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z" />`,
  leave: svg`<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4m5-4 4-4-4-4m4 4H9" />`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2" /><path d="M15.5 5.5v-.5a1.5 1.5 0 0 0-1.5-1.5H6A1.5 1.5 0 0 0 4.5 5v8A1.5 1.5 0 0 0 6 14.5h-.5" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  stop: svg`<circle cx="12" cy="12" r="8.5" /><path d="M8.5 8.5h7v7h-7z" />`,
  pause: svg`<path d="M9 5.5v13m6-13v13" />`,
  again: svg`<path d="M4.5 12a7.5 7.5 0 0 1 13-5.1L20 9.5M20 4.5v5h-5M19.5 12a7.5 7.5 0 0 1-13 5.1L4 14.5M4 19.5v-5h5" />`,
  download: svg`<path d="M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4.5 19.5h15" />`,
  upload: svg`<path d="M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M4.5 19.5h15" />`,
  image: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2" /><circle cx="9" cy="10" r="1.7" /><path d="m4 17 5-4 3.5 2.5 3-2.5 4.5 4" />`,
  search: svg`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4 4" />`,
  tag: svg`<path d="M4 4.5h7.5l8 8-7 7-8-8z" /><path d="M8 8.5h.01" />`,
  back: svg`<path d="M14.5 6 8.5 12l6 6" />`,
  down: svg`<path d="m6.5 9.5 5.5 5.5 5.5-5.5" />`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17h.01" />`,
  star: svg`<path d="m12 3.5 2.6 5.4 5.9.800-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z" />`,
};

/**
 * A picture beside a text that says the same.
 * @param {string} name
 */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
}

/** The lighthouse: tower, lamp, and a beam on each side. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <path class="beam" d="M17.5 8.5 31 3.6v9.8L17.5 9.9z" opacity=".6" />
  <path class="beam" d="M14.5 8.5 1 3.6v9.8l13.5-3.5z" opacity=".28" />
  <circle class="lamp" cx="16" cy="9.2" r="2.6" />
  <path class="tower" d="M12.2 12.6h7.6l.5 2.2h-8.6zM12.8 16.2h6.4l1.9 10.4H10.9z" />
  <path class="band" d="M12 20.6h8l.5 2.6h-9z" />
  <path class="tower" d="M8.6 26.6h14.8v1.9H8.6z" />
</svg>`;
