import { html } from '../dom.ts';

interface FileChooserOptions {
  readonly label: string;
  readonly accept: string;
  readonly testId: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A file input that looks like a button and takes many files. */
export class FileChooser {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;

  constructor({ label, accept, testId, onFiles }: FileChooserOptions) {
    this.#input = html('input', {
      type: 'file',
      multiple: true,
      accept,
      class: 'visually-hidden',
      'data-testid': testId,
    });
    this.element = html('label', { class: 'file-button' }, this.#input, label);
    this.#input.addEventListener('change', () => {
      const files = [...(this.#input.files ?? [])];
      // Emptied, so that the same files can be chosen again.
      this.#input.value = '';
      if (files.length > 0) onFiles(files);
    });
    this.#input.addEventListener('click', (event) => {
      if (this.#input.getAttribute('aria-disabled') === 'true') event.preventDefault();
    });
  }

  setBusy(busy: boolean): void {
    this.#input.setAttribute('aria-disabled', String(busy));
  }
}
