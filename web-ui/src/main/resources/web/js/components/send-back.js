// @ts-check
import { html } from 'lit';
import { api } from '../core/api.js';
import { notify } from '../core/notify.js';
import { ask } from './ask.js';

/**
 * Sends dead letters back to their topic, oldest first, once somebody has confirmed it.
 * @param {import('../core/types.js').DeadLetter[]} letters newest first
 * @param {() => void} onDone
 */
export async function sendBack(letters, onDone) {
  const topics = [...new Set(letters.map(({ topic }) => topic))].join(', ');
  const many = letters.length > 1 ? `${letters.length} messages` : 'this message';
  const done = await ask({
    title: `Send ${many} back?`,
    text: html`<p>
      ${letters.length > 1 ? 'They go' : 'It goes'} to ${topics} again, unchanged and once. What fails again comes back
      here.
    </p>`,
    action: 'Send back',
    act: async () => {
      for (const { id } of [...letters].reverse()) await api.replayDeadLetter(id);
    },
  });
  if (done) notify(letters.length > 1 ? `${letters.length} messages are sent back` : 'The message is sent back');
  onDone();
}
