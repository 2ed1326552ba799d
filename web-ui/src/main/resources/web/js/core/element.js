// @ts-check
import { LitElement } from 'lit';

/**
 * An element of the dashboard. It renders into the page itself: one style sheet and one set of ids, so that labels,
 * descriptions and landmarks reach across elements.
 */
export class PharosElement extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/**
 * An element that is a whole page.
 */
export class PageElement extends PharosElement {
  /** Names the page in the browser's tab and history. @param {string} title */
  entitle(title) {
    document.title = `${title} · Pharos`;
  }
}

/**
 * @param {string} tag
 * @param {CustomElementConstructor} type
 */
export function define(tag, type) {
  if (!customElements.get(tag)) customElements.define(tag, type);
}
