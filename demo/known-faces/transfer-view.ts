import { html } from '../dom.ts';
import { text } from '../locales/index.ts';

const words = text.knownFaces;
const MIN_PASSPHRASE = 8;

interface TransferEvents {
  readonly onExport: (passphrase: string) => void;
  readonly onImport: (file: File, passphrase: string) => void;
}

/** Takes a collection to another browser, as a file and the passphrase that opens it. */
export class TransferView {
  readonly element: HTMLElement;
  readonly #exportPassphrase = passphraseField('export-passphrase', 'new-password');
  readonly #importPassphrase = passphraseField('import-passphrase', 'off');
  readonly #export = html('button', { 'data-testid': 'export' }, words.export);
  readonly #import = html('button', { 'data-testid': 'import' }, words.import);
  readonly #file = html('input', {
    id: 'import-file',
    type: 'file',
    accept: '.idem',
    required: true,
    'data-testid': 'import-file',
  });

  constructor(events: TransferEvents) {
    const exportForm = html(
      'form',
      { class: 'transfer-form', 'aria-label': words.exportHeading },
      html('h3', {}, words.exportHeading),
      passphraseSetting(this.#exportPassphrase, 'export-passphrase'),
      this.#export,
    );
    exportForm.addEventListener('submit', (event) => {
      event.preventDefault();
      events.onExport(this.#exportPassphrase.value);
    });
    const importForm = html(
      'form',
      { class: 'transfer-form', 'aria-label': words.importHeading },
      html('h3', {}, words.importHeading),
      html('div', { class: 'setting' }, html('label', { for: 'import-file' }, words.file), this.#file),
      passphraseSetting(this.#importPassphrase, 'import-passphrase'),
      this.#import,
    );
    importForm.addEventListener('submit', (event) => {
      event.preventDefault();
      const file = this.#file.files?.[0];
      if (file) events.onImport(file, this.#importPassphrase.value);
    });
    this.element = html('section', { class: 'transfer' }, exportForm, importForm);
  }

  setBusy(busy: boolean): void {
    for (const button of [this.#export, this.#import]) button.setAttribute('aria-disabled', String(busy));
  }

  /** Passphrases do not stay on the page longer than they are needed. */
  clear(): void {
    this.#exportPassphrase.value = '';
    this.#importPassphrase.value = '';
    this.#file.value = '';
  }
}

function passphraseField(id: string, autocomplete: string): HTMLInputElement {
  return html('input', {
    id,
    type: 'password',
    autocomplete,
    required: true,
    minlength: MIN_PASSPHRASE,
    'aria-describedby': `${id}-note`,
    'data-testid': id,
  });
}

function passphraseSetting(field: HTMLInputElement, id: string): HTMLElement {
  return html(
    'div',
    { class: 'setting' },
    html('label', { for: id }, words.passphrase),
    field,
    html('small', { id: `${id}-note` }, words.passphraseNote(MIN_PASSPHRASE)),
  );
}
