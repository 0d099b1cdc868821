import { type DocumentScan, type Ekyc, EkycError } from 'idem-ekyc';
import { documentTurn } from './document-turn.ts';
import { definition, html } from './dom.ts';
import { percent, twoDecimals, wholeNumber } from './format.ts';
import { icon } from './icons.ts';
import { text } from './locales/index.ts';

const words = text.document;

/** What was read off the document picture: the document alone, its portrait, and what is wrong with it. */
export class DocumentView {
  readonly element: HTMLElement;
  readonly #rectified = new Sheet('rectified', words.rectified, words.rectifiedAlt);
  readonly #portrait = new Sheet('portrait', words.portrait, words.portraitAlt);
  readonly #verdict = html('p', {
    class: 'document-verdict',
    'aria-live': 'polite',
    'data-testid': 'document-verdict',
  });
  readonly #facts = html('div', { class: 'document-facts' });
  /** The reading under way. */
  #reading: AbortController | undefined;

  constructor() {
    this.element = html(
      'section',
      { class: 'document-panel panel', 'aria-labelledby': 'document-heading', 'data-testid': 'document' },
      html('h2', { id: 'document-heading' }, words.heading),
      this.#rectified.element,
      this.#portrait.element,
      html('div', { class: 'document-words' }, this.#verdict, this.#facts),
    );
    this.clear();
  }

  /** Reads the document of a picture, and shows what comes of it. Another reading, or {@link clear}, ends this one. */
  async read(ekyc: Ekyc, picture: Blob, encrypted: boolean): Promise<void> {
    this.clear();
    const reading = new AbortController();
    this.#reading = reading;
    this.element.setAttribute('aria-busy', 'true');
    this.#verdict.replaceChildren(words.reading);
    try {
      const scan = await ekyc.readDocument(picture, { encrypted, signal: reading.signal });
      if (!reading.signal.aborted) this.#show(scan);
    } catch (error) {
      if (reading.signal.aborted) return;
      const why = error instanceof EkycError ? text.errors[error.code] : text.alert.unknown;
      this.#verdict.replaceChildren(icon('warning'), `${words.failed} ${why}`);
    } finally {
      if (this.#reading === reading) this.element.setAttribute('aria-busy', 'false');
    }
  }

  /** Goes back to showing nothing. */
  clear(): void {
    this.#reading?.abort();
    this.#reading = undefined;
    this.element.setAttribute('aria-busy', 'false');
    delete this.element.dataset.status;
    this.#rectified.show(undefined);
    this.#portrait.show(undefined);
    this.#verdict.replaceChildren(words.empty);
    this.#facts.replaceChildren();
  }

  #show(scan: DocumentScan): void {
    const { statusCode, error, warnings, rectified, portrait } = scan;
    const accepted = statusCode === 'OK';
    this.element.dataset.status = statusCode;
    this.#rectified.show(rectified, words.noDocument);
    this.#portrait.show(portrait?.image, words.noPortrait);
    this.#verdict.replaceChildren(
      html(
        'span',
        { class: accepted ? 'accepted' : 'rejected' },
        icon(accepted ? 'check' : 'warning'),
        accepted ? words.accepted : (text.hints[statusCode] ?? error ?? statusCode),
      ),
      html('code', {}, statusCode),
    );
    const list = warnings.map((code) =>
      html('li', {}, icon('warning'), text.warnings[code] ?? code, ' ', html('code', {}, code)),
    );
    this.#facts.replaceChildren(
      warnings.length > 0
        ? html(
            'ul',
            { class: 'warnings', 'aria-label': text.result.warnings, 'data-testid': 'document-warnings' },
            ...list,
          )
        : html('p', { class: 'empty' }, scan.corners ? words.noWarnings : ''),
      html('dl', { class: 'facts' }, ...facts(scan)),
    );
  }
}

function facts({ corners, format, score, others, measures }: DocumentScan): HTMLElement[] {
  if (!corners || !format || score === undefined || !others || !measures) return [];
  return [
    definition(words.facts.format, words.format[format]),
    definition(words.facts.orientation, words.turn(documentTurn(corners))),
    definition(words.facts.score, twoDecimals(score)),
    definition(words.facts.others, wholeNumber(others.length)),
    definition(words.facts.blur, words.millimetres(twoDecimals(measures.blur))),
    definition(words.facts.glare, percent(measures.glare)),
    definition(words.facts.colourfulness, percent(measures.colourfulness)),
  ];
}

/** A picture in a place of its own, which is as large without it. */
class Sheet {
  readonly element: HTMLElement;
  readonly #place = html('div', { class: 'sheet' });
  readonly #name: string;
  readonly #alt: string;
  #url: string | undefined;

  constructor(name: string, caption: string, alt: string) {
    this.#name = name;
    this.#alt = alt;
    this.element = html('figure', { class: name }, this.#place, html('figcaption', {}, caption));
  }

  /** @param otherwise what is said in place of a picture. */
  show(picture: Blob | undefined, otherwise = ''): void {
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = picture && URL.createObjectURL(picture);
    if (!this.#url) {
      this.#place.replaceChildren(html('span', { class: 'empty' }, otherwise));
      return;
    }
    const testId = `document-${this.#name}`;
    this.#place.replaceChildren(
      html('img', { class: 'sheet-picture', src: this.#url, alt: this.#alt, 'data-testid': testId }),
    );
  }
}
