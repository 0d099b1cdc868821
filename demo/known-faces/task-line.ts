import { html } from '../dom.ts';
import { text } from '../locales/index.ts';

/** How the panel's task is doing: its words, and for a long one a bar and a way out. */
export class TaskLine {
  readonly element: HTMLElement;
  readonly #status = html('p', { class: 'status', role: 'status', 'data-testid': 'known-faces-status' });
  readonly #label = html('label', { for: 'task-progress' });
  readonly #bar = html('progress', { id: 'task-progress', max: 1, 'data-testid': 'known-faces-progress' });
  readonly #cancel = html(
    'button',
    { type: 'button', class: 'quiet', 'data-testid': 'known-faces-cancel' },
    text.actions.cancel,
  );
  readonly #progress = html(
    'div',
    { class: 'task-progress', hidden: true },
    html('div', {}, this.#label, this.#bar),
    this.#cancel,
  );
  #focusedBefore: Element | null = null;

  constructor(onCancel: () => void) {
    this.#cancel.addEventListener('click', onCancel);
    this.element = html('div', { class: 'task-line' }, this.#status, this.#progress);
  }

  say(message: string): void {
    this.#status.textContent = message;
  }

  /** Shows the bar, which has no end until `step()` is called. */
  beginProgress(title: string): void {
    this.#focusedBefore = document.activeElement;
    this.#label.textContent = title;
    this.#bar.removeAttribute('value');
    this.#progress.hidden = false;
    // Said, but not shown: the bar's label says the same and more.
    this.#status.classList.add('visually-hidden');
  }

  step(title: string, share: number): void {
    this.#label.textContent = title;
    this.#bar.value = share;
  }

  endProgress(): void {
    // The button that has the focus is about to go: back to where the task was started.
    const hadFocus = this.#cancel === document.activeElement;
    this.#progress.hidden = true;
    this.#status.classList.remove('visually-hidden');
    if (hadFocus && this.#focusedBefore instanceof HTMLElement) this.#focusedBefore.focus();
  }
}
