import type { CollectionSummary } from 'idem-ekyc';
import { html } from '../dom.ts';
import { text } from '../locales/index.ts';

const words = text.knownFaces;

interface PickerEvents {
  readonly onChoose: (name: string) => void;
  readonly onCreate: (name: string) => void;
  readonly onDelete: () => void;
}

/** Which collection the panel and the search are about. */
export class CollectionPicker {
  readonly element: HTMLElement;
  readonly #select = html('select', { id: 'collection', 'data-testid': 'collection' });
  readonly #delete = html('button', { type: 'button', 'data-testid': 'collection-delete' }, words.deleteCollection);
  readonly #create = html('button', { 'data-testid': 'collection-create' }, words.create);
  #exists = false;
  #isBusy = false;
  readonly #name = html('input', {
    id: 'collection-name',
    type: 'text',
    required: true,
    maxlength: 128,
    pattern: '[A-Za-z0-9._\\-]+',
    title: words.nameRule,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': 'collection-name-note',
    'data-testid': 'collection-name',
  });

  constructor(events: PickerEvents) {
    this.#select.addEventListener('change', () => events.onChoose(this.#select.value));
    this.#delete.addEventListener('click', () => events.onDelete());
    const create = html(
      'form',
      { class: 'setting' },
      html('label', { for: 'collection-name' }, words.newName),
      html('div', { class: 'field-row' }, this.#name, this.#create),
      html('small', { id: 'collection-name-note' }, words.nameRule),
    );
    create.addEventListener('submit', (event) => {
      event.preventDefault();
      events.onCreate(this.#name.value);
    });
    this.element = html(
      'div',
      { class: 'settings' },
      html(
        'div',
        { class: 'setting' },
        html('label', { for: 'collection' }, words.collection),
        html('div', { class: 'field-row' }, this.#select, this.#delete),
        html('small', {}, words.collectionNote),
      ),
      create,
    );
  }

  /** A chosen collection that does not exist is offered all the same, and says so. */
  show(collections: readonly CollectionSummary[], chosen: string): void {
    this.#exists = collections.some(({ name }) => name === chosen);
    const options = collections.map(({ name, count }) =>
      html('option', { value: name }, words.collectionOption(name, count)),
    );
    if (!this.#exists) options.unshift(html('option', { value: chosen }, words.collectionToCome(chosen)));
    this.#select.replaceChildren(...options);
    this.#select.value = chosen;
    this.#showBusy();
  }

  setBusy(busy: boolean): void {
    this.#isBusy = busy;
    this.#showBusy();
  }

  #showBusy(): void {
    this.#create.setAttribute('aria-disabled', String(this.#isBusy));
    this.#delete.setAttribute('aria-disabled', String(this.#isBusy || !this.#exists));
  }

  clearName(): void {
    this.#name.value = '';
  }
}
