import type { DocumentPictureDetails, HeatMap, PictureDetails } from 'idem-ekyc';
import type { CaptureDetail } from 'idem-ekyc/elements';
import { drawDocument } from './document-overlay.ts';
import { html } from './dom.ts';
import { fileSize, twoDecimals, wholeNumber } from './format.ts';
import { drawHeatMap } from './heat-map-overlay.ts';
import { icon } from './icons.ts';
import { text } from './locales/index.ts';
import { drawOverlay } from './overlay.ts';
import { fetchSample, type Sample } from './samples.ts';

export type SlotName = 'face' | 'doc';

/** One of the two pictures: a place to choose or drop it, its samples, and what was found on it. */
export class PictureSlot {
  readonly element: HTMLElement;
  readonly name: SlotName;
  readonly #onChange: () => void;
  readonly #input: HTMLInputElement;
  readonly #frame: HTMLElement;
  readonly #prompt = html('span', { class: 'prompt' });
  readonly #clear: HTMLButtonElement;
  readonly #fileLine = html('p', { class: 'file-line' });
  readonly #finding = html('p', { class: 'finding' });
  readonly #error: HTMLElement;
  readonly #samples = html('div', { class: 'samples' });
  readonly #sampleRadios = new Map<Sample, HTMLInputElement>();

  #file: File | undefined;
  #payload: Blob | undefined;
  #fromSample = false;
  #picture: HTMLImageElement | undefined;
  #unreadable = false;
  #overlay: SVGSVGElement | undefined;
  #url: string | undefined;
  #revision = 0;
  #taking = Promise.resolve();

  constructor(name: SlotName, onChange: () => void, onCamera: (slot: PictureSlot) => void) {
    this.name = name;
    this.#onChange = onChange;
    const words = text.slots[name];

    this.#error = html('p', { id: `error-${name}`, class: 'slot-error', 'data-testid': `error-${name}`, hidden: true });
    this.#input = html('input', {
      type: 'file',
      accept: 'image/*',
      class: 'visually-hidden',
      'aria-describedby': `error-${name}`,
      'data-testid': `file-${name}`,
    });
    const camera = html(
      'button',
      {
        type: 'button',
        class: 'quiet camera-button',
        'aria-label': text.camera.label[name],
        'data-testid': `camera-${name}`,
      },
      icon('camera'),
      html('span', {}, text.camera.open),
    );
    // The label lies over the picture and holds words only: picture and overlay are no part of the input's name.
    this.#frame = html(
      'div',
      { class: 'frame' },
      html('label', { class: 'chooser' }, this.#input, this.#prompt),
      camera,
    );
    this.#clear = html(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': text.slots.clearLabel(words.title),
        'data-testid': `clear-${name}`,
        hidden: true,
      },
      text.slots.clear,
    );
    this.element = html(
      'section',
      { class: 'slot panel', 'aria-labelledby': `slot-${name}-title`, 'data-testid': `slot-${name}` },
      html('header', {}, html('h3', { id: `slot-${name}-title` }, words.title), this.#clear),
      this.#frame,
      this.#error,
      this.#fileLine,
      this.#finding,
      this.#samples,
    );

    this.#input.addEventListener('change', () => {
      const file = this.#input.files?.[0];
      // Emptied, so that the same file can be chosen again.
      this.#input.value = '';
      if (file) this.#set(file);
    });
    this.#clear.addEventListener('click', () => {
      this.#set(undefined);
      this.#input.focus();
    });
    camera.addEventListener('click', () => onCamera(this));
    this.#acceptDrops();
    this.#showPrompt();
  }

  get file(): File | undefined {
    return this.#file;
  }

  /** The picture as the camera sealed it, with the evidence of its capture; of a file there is none. */
  get payload(): Blob | undefined {
    return this.#payload;
  }

  /** Whether the picture is a sample, and not the visitor's own. */
  get holdsSample(): boolean {
    return this.#fromSample;
  }

  /** Goes up with each change of the picture: findings are shown on the picture that they belong to only. */
  get revision(): number {
    return this.#revision;
  }

  /** Offers the samples; `undefined` says that there are none. */
  offerSamples(samples: readonly Sample[] | undefined): void {
    if (samples === undefined) {
      this.#samples.replaceChildren(html('p', { class: 'no-samples' }, text.slots.noSamples));
      return;
    }
    const list = html('div', { class: 'sample-list' });
    for (const [index, sample] of samples.entries()) {
      const radio = html('input', {
        type: 'radio',
        name: `sample-${this.name}`,
        'data-testid': `sample-${this.name}-${index}`,
      });
      radio.addEventListener('change', () => void this.takeSample(sample));
      this.#sampleRadios.set(sample, radio);
      const thumbnail = html('img', { src: sample.url, alt: sample.title, draggable: 'false' });
      list.append(html('label', { class: 'sample', title: sample.title }, radio, thumbnail));
    }
    this.#samples.replaceChildren(html('fieldset', {}, html('legend', {}, text.slots.samples), list));
  }

  /** Fulfilled once the sample that was chosen last is there, or has failed. */
  get settled(): Promise<void> {
    return this.#taking;
  }

  /** Puts a sample into the slot, as if the visitor had chosen it. */
  takeSample(sample: Sample): Promise<void> {
    this.#taking = this.#take(sample);
    return this.#taking;
  }

  /** Puts in what the camera took. */
  takeCapture({ photo, encryptedFile }: CaptureDetail): void {
    this.#set(new File([photo], `${text.slots[this.name].title}.jpg`, { type: photo.type }), {
      payload: encryptedFile,
    });
  }

  showFindings(details: PictureDetails | DocumentPictureDetails): void {
    this.clearFindings();
    const document = 'document' in details ? details.document : undefined;
    const documents = document && (document.corners ? text.geometry.document : text.geometry.noDocument);
    const faces = text.geometry.faces(details.faces.length);
    if (this.#picture && !this.#unreadable) {
      const label = text.geometry.label(documents ? `${documents}, ${faces}` : faces);
      this.#overlay = drawOverlay(details, label, `overlay-${this.name}`);
      if (document) this.#overlay.prepend(...drawDocument(document));
      this.#picture.after(this.#overlay);
    }
    const main = details.faces[0];
    const facts = [
      documents,
      document?.score !== undefined && text.geometry.score(twoDecimals(document.score)),
      faces,
      main && text.geometry.score(twoDecimals(main.score)),
      details.interpupillaryDistance !== undefined && text.geometry.pupils(wholeNumber(details.interpupillaryDistance)),
    ].filter((fact) => typeof fact === 'string');
    // What is wrong with the document is the more telling, where both have a fault.
    const { statusCode, error } = document && document.statusCode !== 'OK' ? document : details;
    const accepted = statusCode === 'OK';
    const verdict = accepted
      ? text.geometry.accepted(details.faceLimits)
      : (text.hints[statusCode] ?? error ?? statusCode);
    this.#finding.replaceChildren(
      html('span', {}, `${facts.join(', ')}. `),
      html('span', { class: accepted ? 'accepted' : 'rejected' }, icon(accepted ? 'check' : 'warning'), verdict),
      ...(accepted ? [] : [html('code', {}, statusCode)]),
    );
    this.#finding.dataset.status = statusCode;
  }

  /** Lays a map of doubts over the picture, below its other findings, in place of the one before. */
  showHeatMap(map: HeatMap | undefined): void {
    this.#overlay?.querySelector('.heat-map')?.remove();
    if (map) this.#overlay?.prepend(drawHeatMap(map));
  }

  clearFindings(): void {
    this.#overlay?.remove();
    this.#overlay = undefined;
    this.#finding.replaceChildren();
    delete this.#finding.dataset.status;
  }

  showError(message: string | undefined): void {
    this.#error.hidden = message === undefined;
    this.#error.replaceChildren(...(message === undefined ? [] : [icon('warning'), message]));
    this.#input.setAttribute('aria-invalid', String(message !== undefined));
  }

  async #take(sample: Sample): Promise<void> {
    const revision = ++this.#revision;
    this.#markSample(sample);
    try {
      const file = await fetchSample(sample);
      if (revision === this.#revision) this.#set(file, { sample });
    } catch {
      if (revision !== this.#revision) return;
      this.#set(undefined);
      this.showError(text.slots.sampleFailed);
    }
  }

  #set(file: File | undefined, { sample, payload }: { sample?: Sample; payload?: Blob } = {}): void {
    this.#revision++;
    this.#file = file;
    this.#payload = payload;
    this.#fromSample = sample !== undefined;
    this.#unreadable = false;
    this.clearFindings();
    this.showError(undefined);
    this.#markSample(sample);
    this.#showPicture(file);
    this.#showPrompt();
    this.#clear.hidden = file === undefined;
    this.#onChange();
  }

  #showPicture(file: File | undefined): void {
    this.#picture?.remove();
    this.#picture = undefined;
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = file && URL.createObjectURL(file);
    this.#fileLine.replaceChildren();
    if (!file || !this.#url) return;

    const picture = html('img', { class: 'picture', alt: text.slots[this.name].alt, draggable: 'false' });
    this.#describe(file, []);
    picture.addEventListener('load', () => {
      if (picture !== this.#picture) return;
      this.#describe(file, [text.slots.size(picture.naturalWidth, picture.naturalHeight)]);
    });
    picture.addEventListener('error', () => {
      if (picture !== this.#picture) return;
      this.#unreadable = true;
      picture.remove();
      this.#showPrompt();
    });
    this.#picture = picture;
    this.#frame.prepend(picture);
    picture.src = this.#url;
  }

  #describe(file: File, facts: readonly string[]): void {
    const rest = [...facts, fileSize(file.size)].map((fact) => html('span', { class: 'fact' }, fact));
    this.#fileLine.replaceChildren(html('span', { class: 'file-name' }, file.name), ...rest);
  }

  #showPrompt(): void {
    const words = text.slots[this.name];
    this.#frame.classList.toggle('filled', this.#file !== undefined);
    if (this.#file && !this.#unreadable) {
      const spoken = html('span', { class: 'visually-hidden' }, words.another);
      this.#prompt.replaceChildren(html('span', { 'aria-hidden': 'true' }, text.slots.change), spoken);
      return;
    }
    this.#frame.classList.remove('filled');
    this.#prompt.replaceChildren(
      icon('picture'),
      html('strong', {}, this.#file ? words.another : words.choose),
      this.#file ? html('span', {}, text.slots.noPreview) : html('span', { class: 'drop-hint' }, text.slots.drop),
    );
  }

  #markSample(sample: Sample | undefined): void {
    for (const [candidate, radio] of this.#sampleRadios) radio.checked = candidate === sample;
  }

  #acceptDrops(): void {
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    this.element.addEventListener('dragover', (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.element.classList.add('drop-target');
    });
    this.element.addEventListener('dragleave', (event) => {
      if (event.relatedTarget instanceof Node && this.element.contains(event.relatedTarget)) return;
      this.element.classList.remove('drop-target');
    });
    this.element.addEventListener('drop', (event) => {
      event.preventDefault();
      this.element.classList.remove('drop-target');
      const file = event.dataTransfer?.files[0];
      if (file) this.#set(file);
    });
  }
}
