// @ts-check
import { html, nothing } from 'lit';
import { chosen, dropped } from '../core/dropped.js';
import { define, PharosElement } from '../core/element.js';
import { icon } from '../core/icons.js';

/**
 * Takes files that are dropped, chosen or (where `paste` is set) pasted; dispatches `files`. Where `folders` is set it
 * takes folders, too, and dispatches `entries`: files with their places.
 */
class DropZone extends PharosElement {
  static properties = {
    label: {},
    hint: {},
    accept: {},
    multiple: { type: Boolean },
    paste: { type: Boolean },
    folders: { type: Boolean },
    error: {},
    over: { state: true },
  };

  constructor() {
    super();
    this.label = 'Choose a file';
    this.hint = '';
    this.accept = '';
    this.multiple = false;
    this.paste = false;
    this.folders = false;
    this.error = '';
    this.over = false;
    this.onPaste = (/** @type {ClipboardEvent} */ event) => {
      if (this.paste && event.clipboardData?.files.length) this.#give(event.clipboardData.files);
    };
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('paste', this.onPaste);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.onPaste);
  }

  /** @param {FileList|undefined|null} files */
  #give(files) {
    if (!files || files.length === 0) return;
    if (this.folders) return this.#tell(chosen([...files]));
    this.dispatchEvent(new CustomEvent('files', { detail: this.multiple ? [...files] : [files[0]] }));
  }

  /** @param {import('../core/tar.js').Entry[]} entries */
  #tell(entries) {
    if (entries.length > 0) this.dispatchEvent(new CustomEvent('entries', { detail: entries }));
  }

  /** @param {DragEvent} event */
  #drag(event) {
    event.preventDefault();
    this.over = event.type === 'dragover';
  }

  /** @param {DragEvent} event */
  async #drop(event) {
    event.preventDefault();
    this.over = false;
    if (this.folders && event.dataTransfer) return this.#tell(await dropped(event.dataTransfer));
    this.#give(event.dataTransfer?.files);
  }

  /** @param {Event} event */
  #chosen(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    this.#give(input.files);
    input.value = '';
  }

  render() {
    return html`<label
      class="drop"
      data-over=${this.over ? '' : nothing}
      @dragover=${this.#drag}
      @dragleave=${this.#drag}
      @drop=${this.#drop}
    >
      ${icon(this.accept.startsWith('image') ? 'image' : 'upload')}
      <span><b>${this.label}</b>${this.hint ? html`<span class="muted">${this.hint}</span>` : nothing}</span>
      <input
        type="file"
        class="sr-only"
        accept=${this.accept || nothing}
        ?multiple=${this.multiple}
        aria-invalid=${this.error ? 'true' : nothing}
        @change=${this.#chosen}
      />
    </label>
      ${
        this.folders
          ? html`<label class="button small drop-folder">
              ${icon('datasets')}Choose a folder
              <input type="file" class="sr-only" webkitdirectory @change=${this.#chosen} />
            </label>`
          : nothing
      }`;
  }
}

define('drop-zone', DropZone);
