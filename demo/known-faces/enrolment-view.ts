import { EkycError } from 'idem-ekyc';
import { html } from '../dom.ts';
import { icon } from '../icons.ts';
import { text } from '../locales/index.ts';
import type { Refusal } from './enrol-files.ts';
import { FileChooser } from './file-chooser.ts';

const words = text.knownFaces;

interface EnrolmentEvents {
  readonly onSelfie: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Adds faces: the selfie's, or those of many files. */
export class EnrolmentView {
  readonly element: HTMLElement;
  readonly #selfie = html('button', { type: 'button', 'data-testid': 'enrol-selfie' }, words.enrolSelfie);
  readonly #files: FileChooser;
  readonly #refused = html('div', {
    class: 'refused',
    // Focusable, so that the keyboard can scroll it.
    tabindex: '0',
    role: 'region',
    'aria-label': words.refusedLabel,
    'data-testid': 'refused',
    hidden: true,
  });

  constructor(events: EnrolmentEvents) {
    this.#selfie.addEventListener('click', () => events.onSelfie());
    this.#files = new FileChooser({
      label: words.enrolFiles,
      accept: 'image/*',
      testId: 'enrol-files',
      onFiles: events.onFiles,
    });
    this.element = html(
      'section',
      {},
      html('h3', {}, words.enrolHeading),
      html('div', { class: 'buttons' }, this.#selfie, this.#files.element),
      html('small', {}, words.enrolNote),
      this.#refused,
    );
  }

  setBusy(busy: boolean): void {
    this.#selfie.setAttribute('aria-disabled', String(busy));
    this.#files.setBusy(busy);
  }

  showRefused(refused: readonly Refusal[]): void {
    this.#refused.hidden = refused.length === 0;
    const items = refused.map(({ file, error }) =>
      html(
        'li',
        {},
        icon('warning'),
        html('strong', {}, file.name),
        ` ${error instanceof EkycError ? text.errors[error.code] : text.alert.unknown} `,
        html('small', {}, error.message),
      ),
    );
    this.#refused.replaceChildren(
      html('h4', {}, words.refused(refused.length)),
      html('ul', { class: 'warnings' }, ...items),
    );
  }
}
