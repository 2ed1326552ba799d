// @ts-check

/** Dispatches `change` when the colours have changed, whoever changed them. */
export const themeChanged = new EventTarget();

const darkSystem = matchMedia('(prefers-color-scheme: dark)');
darkSystem.addEventListener('change', () => themeChanged.dispatchEvent(new Event('change')));

/** @returns {'light'|'dark'} */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return darkSystem.matches ? 'dark' : 'light';
}

/** Light becomes dark and dark light, remembered on this device; what the system shows anyway is not remembered. */
export function toggleTheme() {
  const wanted = theme() === 'dark' ? 'light' : 'dark';
  const follows = wanted === (darkSystem.matches ? 'dark' : 'light');
  if (follows) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
  remember('theme', follows ? undefined : wanted);
  themeChanged.dispatchEvent(new Event('change'));
}

/**
 * Keeps a preference on this device.
 * @param {string} name
 * @param {string|undefined} value
 */
export function remember(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(`pharos.${name}`);
    else localStorage.setItem(`pharos.${name}`, value);
  } catch {
    // Storage is closed to this page; the preference lasts as long as the tab.
  }
}

/** @param {string} name */
export function remembered(name) {
  try {
    return localStorage.getItem(`pharos.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}
