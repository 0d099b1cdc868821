import { html } from './dom.ts';
import { text } from './locales/index.ts';

const CONFIRMED = 'confirmed';

/** The second step before something is gone for good. */
export class ConfirmDialog {
  readonly element: HTMLDialogElement;
  readonly #question = html('p', { id: 'confirm-question' });
  readonly #confirm = html('button', { value: CONFIRMED, class: 'danger', 'data-testid': 'confirm' });

  constructor() {
    // The harmless button has the focus first: Enter pressed by habit erases nothing.
    const keep = html('button', { autofocus: true, 'data-testid': 'confirm-not' }, text.confirm.cancel);
    this.element = html(
      'dialog',
      { class: 'confirm', 'aria-labelledby': 'confirm-question', 'data-testid': 'confirm-dialog' },
      html('form', { method: 'dialog' }, this.#question, html('div', { class: 'buttons' }, keep, this.#confirm)),
    );
  }

  /** Whether the visitor means it. Escape means no. */
  ask(question: string, action: string): Promise<boolean> {
    this.#question.textContent = question;
    this.#confirm.textContent = action;
    // Escape leaves the value as it is, which may be that of the question before.
    this.element.returnValue = '';
    this.element.showModal();
    return new Promise((resolve) => {
      this.element.addEventListener('close', () => resolve(this.element.returnValue === CONFIRMED), { once: true });
    });
  }
}
