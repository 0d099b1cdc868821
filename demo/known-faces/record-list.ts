import { html } from '../dom.ts';
import { text } from '../locales/index.ts';

const words = text.knownFaces;

interface RecordListEvents {
  readonly onRemove: (recordId: string) => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

interface ShownRecords {
  readonly ids: readonly string[];
  /** Records on the pages before. */
  readonly before: number;
  /** Of the whole collection. */
  readonly count: number;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** The records of a collection, a page at a time. */
export class RecordList {
  readonly element: HTMLElement;
  readonly #events: RecordListEvents;
  readonly #heading = html('h3', { tabindex: '-1' }, words.recordsHeading);
  readonly #count = html('p', { class: 'empty', 'data-testid': 'record-count' });
  readonly #list = html('ol', { class: 'record-list', 'data-testid': 'record-list' });
  readonly #previous = pageButton(words.previous, 'records-previous');
  readonly #next = pageButton(words.next, 'records-next');
  readonly #paging = html('div', { class: 'buttons' }, this.#previous, this.#next);

  constructor(events: RecordListEvents) {
    this.#events = events;
    this.#previous.addEventListener('click', () => events.onPrevious());
    this.#next.addEventListener('click', () => events.onNext());
    this.element = html('section', { class: 'records-panel' }, this.#heading, this.#count, this.#list, this.#paging);
  }

  show({ ids, before, count, hasPrevious, hasNext }: ShownRecords): void {
    const focused = this.#focusedRow();
    this.#count.textContent = count === 0 ? words.noRecords : words.shown(before + 1, before + ids.length, count);
    this.#list.start = before + 1;
    this.#list.replaceChildren(...ids.map((id) => this.#row(id)));
    this.#paging.hidden = !hasPrevious && !hasNext;
    // Not `disabled`, which would throw the keyboard's focus away.
    this.#previous.setAttribute('aria-disabled', String(!hasPrevious));
    this.#next.setAttribute('aria-disabled', String(!hasNext));
    if (focused !== undefined) this.#focusRow(focused);
  }

  /** Whose button was pressed, and is gone with its record. */
  #focusedRow(): number | undefined {
    const index = [...this.#list.children].findIndex((row) => row.contains(document.activeElement));
    return index < 0 ? undefined : index;
  }

  #focusRow(index: number): void {
    const buttons = this.#list.querySelectorAll('button');
    (buttons[Math.min(index, buttons.length - 1)] ?? this.#heading).focus();
  }

  #row(id: string): HTMLElement {
    const remove = html(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': words.removeLabel(id), 'data-testid': 'record-remove' },
      words.remove,
    );
    remove.addEventListener('click', () => this.#events.onRemove(id));
    return html('li', {}, html('code', {}, id), remove);
  }
}

function pageButton(label: string, testId: string): HTMLButtonElement {
  return html('button', { type: 'button', class: 'quiet', 'data-testid': testId }, label);
}
