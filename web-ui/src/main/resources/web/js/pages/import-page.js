// @ts-check
import { html, nothing } from 'lit';
import { codeBlock } from '../components/code-block.js';
import '../components/drop-zone.js';
import { field, fieldId } from '../components/field.js';
import { importOptions, optionsOf, USUAL_OPTIONS, wrongOptions } from '../components/import-options.js';
import '../components/problem-note.js';
import { uploadProgress } from '../components/upload-progress.js';
import { api } from '../core/api.js';
import { chosen, nameAfter } from '../core/chosen.js';
import { define, PageElement } from '../core/element.js';
import { bytes, plural } from '../core/format.js';
import { brokenOff, fingerprint, forget } from '../core/kept-uploads.js';
import { onDetail } from '../core/on.js';
import { Problem } from '../core/problem.js';
import { refusal } from '../core/refusal.js';
import { Resource } from '../core/resource.js';
import { router } from '../core/router.js';
import { LEFT, upload } from '../core/upload.js';

const FIELDS = ['name', 'path', 'mode', 'splitSeed', 'maxBadShare', 'padTo', 'coarseLabels'];

/** Makes a data set of an uploaded archive, folder or files, or of a path that the platform sees. */
class ImportPage extends PageElement {
  static properties = {
    name: { state: true },
    from: { state: true },
    path: { state: true },
    file: { state: true },
    options: { state: true },
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
    /** @type {import('../core/chosen.js').Chosen|undefined} */
    this.file = undefined;
    this.options = { ...USUAL_OPTIONS };
    /** @type {Record<string, string>} */
    this.refused = {};
    /** @type {Problem|undefined} */
    this.problem = undefined;
    /** @type {import('../core/upload.js').Sent|undefined} */
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
    this.leaving.abort(LEFT);
  }

  /** @param {import('../core/tar.js').Entry[]} files */
  #take(files) {
    this.file = chosen(files);
    if (this.name === '') this.name = nameAfter(this.file.name);
    this.refused = {};
  }

  #check() {
    /** @type {Record<string, string>} */
    const found = {};
    const name = this.name.trim() === '' ? 'Give the data set a name.' : refusal({ type: 'id' }, this.name);
    if (name) found.name = name;
    if (this.from === 'upload' && !this.file) found.file = 'Choose an archive, a folder or files.';
    if (this.from === 'path' && this.path.trim() === '') found.path = 'Give the path of a folder or archive.';
    Object.assign(found, Object.fromEntries(wrongOptions(this.options)));
    return found;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    this.refused = this.#check();
    this.problem = undefined;
    if (Object.keys(this.refused).length > 0) return this.#toFirstError();
    const name = this.name.trim();
    const options = optionsOf(this.options);
    try {
      const job =
        this.file && this.from === 'upload'
          ? await this.#upload(name, this.file, options)
          : await api.importPath(name, { path: this.path.trim(), ...options });
      router.go(`/imports/${job.id}`);
    } catch (error) {
      const problem = Problem.from(error);
      this.refused = Object.fromEntries(
        problem.errors.map(({ field: path, message }) => [path.replace(/^[#/]+/, ''), message]),
      );
      const told =
        Object.keys(this.refused).length > 0 &&
        Object.keys(this.refused).every((path) => FIELDS.includes(path));
      this.problem = told ? undefined : problem;
      this.#toFirstError();
    } finally {
      this.sent = undefined;
    }
  }

  /** @param {string} name @param {import('../core/chosen.js').Chosen} file @param {ReturnType<typeof optionsOf>} options */
  #upload(name, file, { coarseLabels, ...options }) {
    const query = { ...options, coarseLabels: coarseLabels ? 'true' : undefined };
    const body = file.archive();
    this.sent = { done: 0, total: body.size, waiting: false };
    const source = { key: fingerprint(name, query, file.entries), name: file.name };
    return upload(name, body, source, query, (sent) => (this.sent = sent), this.leaving.signal);
  }

  #stop() {
    this.leaving.abort();
    this.leaving = new AbortController();
  }

  /** @param {string} key @param {string} dataset @param {string} name */
  #unfinished(key, dataset, name) {
    const drop = () => {
      forget(key);
      this.requestUpdate();
    };
    return html`<p class="small muted" data-upload=${key}>
      The upload of ${name} for ${dataset} was broken off. Choose the same again, and it goes on where it stopped.
      <button type="button" class="button small" @click=${drop}>Forget it</button>
    </p>`;
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
          ${this.sent ? uploadProgress(this.file?.name ?? '', this.sent, () => this.#stop()) : this.#fields()}
        </form>
        <aside class="card stack" aria-label="What is expected">
          <h2>One folder for each class</h2>
          <pre class="tree" aria-label="Example of folders">
${'photos/\n  cat/\n    1.jpg\n    2.png\n  dog/\n    rex.webp'}</pre>
          <p class="small muted">
            PNG, JPEG, GIF, BMP, WebP, TIFF, of any size; or a list of paths and labels (CSV, JSONL), or the files of MNIST, CIFAR and ImageNet. Folders called
            train, validation and test above the classes are kept as the split; otherwise the images are split the same way each time.
          </p>
          ${codeBlock(`./pharos dataset import ./photos --name ${this.name || 'photos'}`, 'The same in a terminal')}
        </aside>
      </div>
    `;
  }

  #fields() {
    const { file } = this;
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
          ${source('upload', 'Upload')} ${source('path', 'A path on the platform’s machine')}
        </div>
      </fieldset>
      ${
        this.from === 'upload'
          ? html`<div class="field">
              <drop-zone
                folders
                multiple
                .label=${file ? file.name : 'Drop an archive, a folder or files here, or choose'}
                .hint=${file ? `${file.entries.length > 1 ? `${plural(file.entries.length, 'file')}, ` : ''}${bytes(file.size)}; choose another` : 'zip, tar, tar.gz, tar.zst; MNIST and CIFAR files as they are'}
                .error=${this.refused.file ?? ''}
                @entries=${onDetail((entries) => this.#take(entries))}
              >
              </drop-zone>
              <p class="error" role="alert">${this.refused.file ?? nothing}</p>
              ${brokenOff().map(([key, { dataset, name }]) => this.#unfinished(key, dataset, name))}
            </div>`
          : field({
              path: 'path',
              label: 'Path',
              required: true,
              value: this.path,
              error: this.refused.path,
              hint: 'A folder or archive that the data-set service can read',
              onChange: (value) => (this.path = value),
            })
      }
      ${field({ path: 'name', label: 'Name', required: true, value: this.name, error: this.refused.name, suggestions: this.names.value, hint: 'An existing name gets a new version', onChange: (value) => (this.name = value) })}
      ${importOptions(this.options, this.refused, (change) => (this.options = { ...this.options, ...change }))}
      <div><button class="button primary">Import</button></div>
    `;
  }
}

define('import-page', ImportPage);
