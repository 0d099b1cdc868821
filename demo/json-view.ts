import { compactJson } from './compact-json.ts';
import { html } from './dom.ts';
import { text } from './locales/index.ts';

const COPIED_FOR_MS = 2_000;

/** What was asked and what was answered, word for word. */
export class JsonView {
  readonly element: HTMLElement;
  readonly #request = new JsonBlock(text.json.request, 'raw-request');
  readonly #answer = new JsonBlock(text.json.answer, 'raw-json');

  constructor() {
    this.element = html(
      'details',
      { class: 'panel', 'data-testid': 'json' },
      html('summary', {}, text.json.heading),
      html('div', { class: 'json-blocks' }, this.#request.element, this.#answer.element),
    );
  }

  /** The answer is left out where the call ended in an error. */
  show(request: unknown, answer: unknown): void {
    this.#request.show(request);
    this.#answer.show(answer);
  }
}

class JsonBlock {
  readonly element: HTMLElement;
  readonly #code: HTMLElement;
  readonly #copy: HTMLButtonElement;

  constructor(title: string, testId: string) {
    // Focusable, so that the keyboard can scroll it.
    this.#code = html(
      'pre',
      { tabindex: '0', role: 'region', 'aria-label': title, 'data-testid': testId },
      text.json.empty,
    );
    this.#copy = html(
      'button',
      { type: 'button', class: 'quiet', disabled: true, 'aria-label': text.json.copyLabel(title) },
      html('span', { 'aria-live': 'polite' }, text.json.copy),
    );
    this.#copy.addEventListener('click', () => void this.#copyText());
    this.element = html(
      'div',
      { class: 'json-block' },
      html('header', {}, html('h3', {}, title), this.#copy),
      this.#code,
    );
  }

  show(value: unknown): void {
    this.#code.textContent = value === undefined ? text.json.empty : compactJson(value);
    this.#copy.disabled = value === undefined;
  }

  async #copyText(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#code.textContent);
      this.#say(text.json.copied);
    } catch {
      getSelection()?.selectAllChildren(this.#code);
      this.#code.focus();
      this.#say(text.json.copyFailed);
    }
  }

  #say(words: string): void {
    const label = this.#copy.querySelector('span');
    if (!label) return;
    label.textContent = words;
    setTimeout(() => {
      label.textContent = text.json.copy;
    }, COPIED_FOR_MS);
  }
}
