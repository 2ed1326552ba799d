// @ts-check
import { html, nothing, render } from 'lit';
import { Problem } from '../core/problem.js';

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {unknown} text a template or a text
 * @property {string} [action] what the button does, such as "Cancel the run"; none where nothing can be done
 * @property {string} [stay] what the other button does
 * @property {boolean} [danger]
 * @property {(form: HTMLFormElement) => Promise<any>} act what is done; a thrown problem is shown and the question stays
 */

let asked = 0;

/**
 * Asks in a modal dialog, and acts. Focus goes back to where it was.
 * @param {Question} question
 * @returns {Promise<boolean>} whether it was done
 */
export function ask(question) {
  asked += 1;
  const id = `ask-${asked}`;
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', id);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let done = false;
    /** @param {{busy?: boolean, problem?: Problem}} state */
    const show = ({ busy = false, problem } = {}) =>
      render(content(question, id, { busy, problem, submit, leave }), dialog);
    const leave = () => dialog.close();
    /** @param {SubmitEvent} event */
    const submit = async (event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      show({ busy: true });
      try {
        await question.act(form);
        done = true;
        dialog.close();
      } catch (error) {
        show({ problem: Problem.from(error) });
      }
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(done);
    });
    show();
    dialog.showModal();
  });
}

/**
 * @param {Question} question
 * @param {string} id
 * @param {{busy: boolean, problem?: Problem, submit: (event: SubmitEvent) => void, leave: () => void}} state
 */
function content(question, id, { busy, problem, submit, leave }) {
  return html`<form class="stack" @submit=${submit}>
    <h2 id=${id}>${question.title}</h2>
    <div class="stack">${question.text}</div>
    ${problem ? html`<p class="error" role="alert">${problem.detail ?? problem.title}</p>` : nothing}
    <div class="dialog-actions">
      <button type="button" class="button" @click=${leave}>${question.stay ?? 'Back'}</button>
      ${question.action ? html`<button class="button ${question.danger ? 'danger' : 'primary'}" ?disabled=${busy}>${question.action}</button>` : nothing}
    </div>
  </form>`;
}
