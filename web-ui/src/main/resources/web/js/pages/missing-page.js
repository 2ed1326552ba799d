// @ts-check
import { html } from 'lit';
import { define, PageElement } from '../core/element.js';

/** An address that leads nowhere. */
class MissingPage extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    this.entitle('Not found');
  }

  render() {
    return html`<div class="empty">
      <h1 tabindex="-1">There is no such page</h1>
      <p>Nothing is at <code>${location.pathname}</code>.</p>
      <p><a class="button primary" href="/runs">Go to the runs</a></p>
    </div>`;
  }
}

define('missing-page', MissingPage);
