// @ts-check

/**
 * @typedef {object} Route
 * @property {string} pattern such as /runs/:id
 * @property {string} tag the element that shows it
 * @property {string} section the entry of the navigation that it belongs to
 * @property {() => Promise<any>} load fetches the element's module
 */

/** @type {Route[]} */
const routes = [
  { pattern: '/runs', tag: 'runs-page', section: 'runs', load: () => import('../pages/runs-page.js') },
  { pattern: '/queue', tag: 'queue-page', section: 'queue', load: () => import('../pages/queue-page.js') },
  { pattern: '/sweeps', tag: 'sweeps-page', section: 'sweeps', load: () => import('../pages/sweeps-page.js') },
  { pattern: '/sweeps/:sweep', tag: 'sweep-page', section: 'sweeps', load: () => import('../pages/sweep-page.js') },
  { pattern: '/compare', tag: 'compare-page', section: 'runs', load: () => import('../pages/compare-page.js') },
  { pattern: '/runs/:run', tag: 'run-page', section: 'runs', load: () => import('../pages/run-page.js') },
  {
    pattern: '/new-sweep',
    tag: 'sweep-form-page',
    section: 'sweeps',
    load: () => import('../pages/sweep-form-page.js'),
  },
  { pattern: '/new', tag: 'submit-page', section: 'new', load: () => import('../pages/submit-page.js') },
  { pattern: '/datasets', tag: 'datasets-page', section: 'datasets', load: () => import('../pages/datasets-page.js') },
  { pattern: '/import', tag: 'import-page', section: 'datasets', load: () => import('../pages/import-page.js') },
  {
    pattern: '/imports/:job',
    tag: 'import-run-page',
    section: 'datasets',
    load: () => import('../pages/import-run-page.js'),
  },
  {
    pattern: '/datasets/:name',
    tag: 'dataset-page',
    section: 'datasets',
    load: () => import('../pages/dataset-page.js'),
  },
  {
    pattern: '/datasets/:name/augment',
    tag: 'augment-page',
    section: 'datasets',
    load: () => import('../pages/augment-page.js'),
  },
  { pattern: '/networks', tag: 'networks-page', section: 'networks', load: () => import('../pages/networks-page.js') },
  {
    pattern: '/networks/:name',
    tag: 'network-page',
    section: 'networks',
    load: () => import('../pages/network-page.js'),
  },
  { pattern: '/models', tag: 'models-page', section: 'models', load: () => import('../pages/models-page.js') },
  { pattern: '/models/:name', tag: 'model-page', section: 'models', load: () => import('../pages/model-page.js') },
  { pattern: '/classify', tag: 'classify-page', section: 'classify', load: () => import('../pages/classify-page.js') },
  { pattern: '/platform', tag: 'platform-page', section: 'platform', load: () => import('../pages/platform-page.js') },
  { pattern: '/rules', tag: 'rules-page', section: 'rules', load: () => import('../pages/rules-page.js') },
  { pattern: '/rules/:rule', tag: 'rule-page', section: 'rules', load: () => import('../pages/rule-page.js') },
  { pattern: '/new-rule', tag: 'rule-page', section: 'rules', load: () => import('../pages/rule-page.js') },
  {
    pattern: '/dead-letters',
    tag: 'dead-letters-page',
    section: 'dead-letters',
    load: () => import('../pages/dead-letters-page.js'),
  },
  {
    pattern: '/dead-letters/:letter',
    tag: 'dead-letter-page',
    section: 'dead-letters',
    load: () => import('../pages/dead-letter-page.js'),
  },
];

/** Fetches every page while nothing else happens, so that going there needs no connection to load it. */
export function preload() {
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 500));
  idle(() => routes.forEach((route) => route.load().catch(() => undefined)));
}

/** @type {Route} */
const missing = { pattern: '', tag: 'missing-page', section: '', load: () => import('../pages/missing-page.js') };

/** Served by the platform itself, not pages of this one. */
const elsewhere = /^\/(v1|v2|openapi|webjars)(\/|$)/;

/**
 * @param {string} path
 * @returns {{route: Route, params: Record<string, string>}}
 */
export function match(path) {
  const wanted = path.replace(/\/+$/, '').split('/');
  for (const route of routes) {
    const pattern = route.pattern.split('/');
    if (pattern.length !== wanted.length) continue;
    /** @type {Record<string, string>} */
    const params = {};
    const fits = pattern.every((part, i) => {
      if (!part.startsWith(':')) return part === wanted[i];
      params[part.slice(1)] = decode(wanted[i]);
      return wanted[i] !== '';
    });
    if (fits) return { route, params };
  }
  return { route: missing, params: {} };
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Says where the reader is, with the History API. Dispatches `change` when the page is another one. */
class Router extends EventTarget {
  start() {
    window.addEventListener('popstate', () => this.#changed());
    document.addEventListener('click', (event) => this.#clicked(event));
    if (location.pathname === '/') history.replaceState(null, '', `/runs${location.search}`);
    this.#changed();
  }

  /** @param {string} href */
  go(href) {
    if (href !== location.pathname + location.search) history.pushState(null, '', href);
    this.#changed();
  }

  get query() {
    return new URLSearchParams(location.search);
  }

  /**
   * Writes what a page shows into its address, without leaving the page; empty values go.
   * @param {Record<string, string|undefined>} values
   */
  keep(values) {
    const query = this.query;
    for (const [name, value] of Object.entries(values)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const search = query.toString();
    history.replaceState(history.state, '', location.pathname + (search === '' ? '' : `?${search}`));
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change', { detail: match(location.pathname) }));
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || elsewhere.test(link.pathname)) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
