// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import '../components/drop-zone.js';
import { field, fieldId } from '../components/field.js';
import '../components/problem-note.js';
import { progressBar } from '../components/progress-bar.js';
import { api } from '../core/api.js';
import { define, PageElement } from '../core/element.js';
import { bytes } from '../core/format.js';
import { onDetail } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { refusal } from '../core/refusal.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { upload } from '../core/upload.js';

/** Makes a data set of an uploaded archive or of a path that the platform sees. */
class ImportPage extends PageElement {
  static properties = {
    name: { state: true },
    from: { state: true },
    path: { state: true },
    file: { state: true },
    splitSeed: { state: true },
    maxBad: { state: true },
    refused: { state: true },
    problem: { state: true },
    sent: { state: true },
  };

  constructor() {
    super();
    this.name = router.query.get('dataset') ?? '';
    /** @type {'upload'|'path'} */
    this.from = 'upload';
    this.path = '';
    /** @type {File|undefined} */
    this.file = undefined;
    this.splitSeed = '1';
    this.maxBad = '5';
    /** @type {Record<string, string>} */
    this.refused = {};
    /** @type {Problem|undefined} */
    this.problem = undefined;
    /** @type {{done: number, total: number}|undefined} */
    this.sent = undefined;
    this.leaving = new AbortController();
    this.names = new Resource(this, async () => (await api.datasets()).items.map(({ name }) => name));
  }

  connectedCallback() {
    super.connectedCallback();
    this.entitle('Import a data set');
    this.names.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leaving.abort();
  }

  /** @param {File} file */
  #take(file) {
    this.file = file;
    if (this.name === '') {
      this.name = file.name
        .replace(/\.(zip|tar|tgz|tar\.gz)$/i, '')
        .toLowerCase()
        .replaceAll(/[^a-z0-9._-]+/g, '-');
    }
    this.refused = {};
  }

  #check() {
    /** @type {Record<string, string>} */
    const found = {};
    const name = this.name.trim() === '' ? 'Give the data set a name.' : refusal({ type: 'id' }, this.name);
    if (name) found.name = name;
    if (this.from === 'upload' && !this.file) found.file = 'Choose an archive: zip, tar or tar.gz.';
    if (this.from === 'path' && this.path.trim() === '') found.path = 'Give the path of a folder or archive.';
    const seed = refusal({ type: 'integer' }, this.splitSeed);
    const bad = refusal({ type: 'number', min: 0, max: 100 }, this.maxBad);
    if (seed) found.splitSeed = seed;
    if (bad) found.maxBadShare = bad;
    return found;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    this.refused = this.#check();
    this.problem = undefined;
    if (Object.keys(this.refused).length > 0) return this.#toFirstError();
    const name = this.name.trim();
    const maxBadShare = Number(this.maxBad) / 100;
    try {
      const job =
        this.file && this.from === 'upload'
          ? await this.#upload(name, this.file, maxBadShare)
          : await api.importPath(name, { path: this.path.trim(), splitSeed: Number(this.splitSeed), maxBadShare });
      router.go(`/imports/${job.id}`);
    } catch (error) {
      const problem = Problem.from(error);
      this.refused = Object.fromEntries(
        problem.errors.map(({ field: path, message }) => [path.replace(/^[#/]+/, ''), message]),
      );
      const told =
        Object.keys(this.refused).length > 0 &&
        Object.keys(this.refused).every((path) => ['name', 'path', 'splitSeed', 'maxBadShare'].includes(path));
      this.problem = told ? undefined : problem;
      this.#toFirstError();
    } finally {
      this.sent = undefined;
    }
  }

  /** @param {string} name @param {File} file @param {number} maxBadShare */
  #upload(name, file, maxBadShare) {
    this.sent = { done: 0, total: file.size };
    const onProgress = (/** @type {number} */ done, /** @type {number} */ total) => (this.sent = { done, total });
    return upload(name, file, { splitSeed: this.splitSeed.trim(), maxBadShare }, onProgress, this.leaving.signal);
  }

  #stop() {
    this.leaving.abort();
    this.leaving = new AbortController();
  }

  async #toFirstError() {
    await this.updateComplete;
    const [first] = Object.keys(this.refused);
    const target =
      this.querySelector(`#${fieldId(first ?? 'none')}`) ??
      this.querySelector('drop-zone input') ??
      this.querySelector('input');
    if (first) /** @type {HTMLElement|null} */ (target)?.focus();
  }

  render() {
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="/datasets">Data sets</a></nav>
      <div class="page-head"><h1 tabindex="-1">Import a data set</h1></div>
      ${this.problem ? html`<problem-note .problem=${this.problem}></problem-note>` : nothing}
      <div class="submit-form">
        <form class="card stack wide" @submit=${this.#submit} novalidate>
          ${this.sent ? this.#sending(this.sent) : this.#fields()}
        </form>
        <aside class="card stack" aria-label="What is expected">
          <h2>One folder for each class</h2>
          <pre class="tree" aria-label="Example of folders">
${'photos/\n  cat/\n    1.jpg\n    2.png\n  dog/\n    rex.webp'}</pre>
          <p class="small muted">
            PNG, JPEG, GIF, BMP, WebP, TIFF, of any size. Folders called train, validation and test above the classes
            are kept as the split; otherwise the images are split the same way each time.
          </p>
          ${codeBlock(`./pharos dataset import ./photos --name ${this.name || 'photos'}`, 'The same in a terminal')}
        </aside>
      </div>
    `;
  }

  /** @param {{done: number, total: number}} sent */
  #sending({ done, total }) {
    return html`
      <h2>Uploading ${this.file?.name}</h2>
      ${progressBar({ done, total, label: 'Upload' })}
      <p class="muted">${bytes(done)} of ${bytes(total)}</p>
      <p><button type="button" class="button" @click=${this.#stop}>Stop the upload</button></p>
    `;
  }

  #fields() {
    /** @param {'upload'|'path'} id @param {string} text */
    const source = (id, text) =>
      html`<label class="inline">
        <input type="radio" name="from" .checked=${this.from === id} @change=${() => (this.from = id)} />
        ${text}
      </label>`;
    return html`
      <fieldset class="field">
        <legend>Source</legend>
        <div class="row">
          ${source('upload', 'Upload an archive')} ${source('path', 'A path on the platform’s machine')}
        </div>
      </fieldset>
      ${
        this.from === 'upload'
          ? html`<div class="field">
              <drop-zone
                .label=${this.file ? this.file.name : 'Drop an archive here, or choose one'}
                .hint=${this.file ? `${bytes(this.file.size)}; choose another` : 'zip, tar or tar.gz'}
                .error=${this.refused.file ?? ''}
                accept=".zip,.tar,.tgz,.tar.gz,application/zip,application/x-tar,application/gzip"
                @files=${onDetail(([file]) => this.#take(file))}
              >
              </drop-zone>
              <p class="error" role="alert">${this.refused.file ?? nothing}</p>
            </div>`
          : field({
              path: 'path',
              label: 'Path',
              required: true,
              value: this.path,
              error: this.refused.path,
              hint: 'A folder, zip, tar or tar.gz that the dataset service can read',
              onChange: (value) => (this.path = value),
            })
      }
      ${field({ path: 'name', label: 'Name', required: true, value: this.name, error: this.refused.name, suggestions: this.names.value, hint: 'An existing name gets a new version', onChange: (value) => (this.name = value) })}
      <div class="grid-fields">
        ${field({ path: 'splitSeed', label: 'Split seed', value: this.splitSeed, error: this.refused.splitSeed, inputmode: 'numeric', hint: 'The same seed gives the same split', onChange: (value) => (this.splitSeed = value) })}
        ${field({ path: 'maxBadShare', label: 'Bad files allowed, in %', value: this.maxBad, error: this.refused.maxBadShare, inputmode: 'decimal', hint: 'With more than that the import fails', onChange: (value) => (this.maxBad = value) })}
      </div>
      <div><button class="button primary">Import</button></div>
    `;
  }
}

define('import-page', ImportPage);
