import type { Ekyc, RecordProgress } from 'idem-ekyc';
import { html } from '../dom.ts';
import { text } from '../locales/index.ts';
import { untilAborted } from '../until-aborted.ts';
import { chooseCollection, DEFAULT_COLLECTION } from './collection-choice.ts';
import { CollectionPicker } from './collection-picker.ts';
import { download } from './download.ts';
import { type EnrolmentTally, enrolFiles } from './enrol-files.ts';
import { EnrolmentView } from './enrolment-view.ts';
import { RecordList } from './record-list.ts';
import { PAGE_SIZE, RecordPages } from './record-pages.ts';
import { TaskLine } from './task-line.ts';
import { TransferView } from './transfer-view.ts';

const words = text.knownFaces;

/** What the panel needs of the page. */
interface PageHooks {
  readonly engine: () => Promise<Ekyc>;
  readonly isEngineReady: () => boolean;
  /** The picture in the selfie's slot. */
  readonly selfie: () => File | undefined;
  /** Whether pictures are sealed first. */
  readonly isSealed: () => boolean;
  readonly confirm: (question: string, action: string) => Promise<boolean>;
  /** `undefined` clears what was shown. */
  readonly showFault: (error: unknown) => void;
  /** Another collection is chosen, or the records of the chosen one changed. */
  readonly onChange: (collection: string) => void;
}

/** What a task answers with is said to the visitor. */
type Work = (ekyc: Ekyc, signal: AbortSignal) => Promise<string>;

/** The collections of this device: whom FACE_MATCH_SEARCH knows. */
export class KnownFacesView {
  readonly element: HTMLElement;
  readonly #page: PageHooks;
  readonly #tasks = new TaskLine(() => this.cancel());
  readonly #picker: CollectionPicker;
  readonly #enrolment: EnrolmentView;
  readonly #records: RecordList;
  readonly #transfer: TransferView;
  readonly #pages = new RecordPages();
  #chosen = DEFAULT_COLLECTION;
  /** Records in the chosen collection; `undefined` where it does not exist. */
  #count: number | undefined;
  /** The task under way. Only one runs at a time. */
  #running: AbortController | undefined;
  /** Goes up with each reading of the list, to tell one that another has overtaken. */
  #reading = 0;

  constructor(page: PageHooks) {
    this.#page = page;
    this.#picker = new CollectionPicker({
      onChoose: (name) => void this.#choose(name),
      onCreate: (name) => void this.#create(name),
      onDelete: () => void this.#delete(),
    });
    this.#enrolment = new EnrolmentView({
      onSelfie: () => void this.#enrolSelfie(),
      onFiles: (files) => void this.#enrolFiles(files),
    });
    this.#records = new RecordList({
      onRemove: (id) => void this.#remove(id),
      onPrevious: () => void this.#turnPage('back'),
      onNext: () => void this.#turnPage('forward'),
    });
    this.#transfer = new TransferView({
      onExport: (passphrase) => void this.#export(passphrase),
      onImport: (file, passphrase) => void this.#import(file, passphrase),
    });
    this.#picker.show([], this.#chosen);
    this.element = html(
      'details',
      { class: 'panel', 'data-testid': 'known-faces' },
      html('summary', {}, words.heading),
      html(
        'div',
        { class: 'known-faces' },
        html('p', { class: 'explanation wide' }, words.explanation),
        html('div', { class: 'wide' }, this.#picker.element),
        this.#tasks.element,
        this.#enrolment.element,
        this.#records.element,
        this.#transfer.element,
      ),
    );
  }

  /** Ends the task under way. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Reads anew what is on the device. Where no engine runs this waits for the next one, and starts none. */
  async refresh(): Promise<void> {
    if (!this.#page.isEngineReady()) return;
    try {
      await this.#read(await this.#page.engine());
    } catch (error) {
      this.#page.showFault(error);
    }
  }

  async #choose(name: string): Promise<void> {
    this.#chosen = name;
    this.#pages.reset();
    this.#page.onChange(name);
    await this.refresh();
  }

  async #turnPage(direction: 'back' | 'forward'): Promise<void> {
    this.#pages[direction]();
    await this.refresh();
  }

  #create(name: string): Promise<void> {
    return this.#run(words.creating, async (ekyc) => {
      await ekyc.createCollection(name);
      this.#picker.clearName();
      this.#chosen = name;
      return words.created(name);
    });
  }

  async #delete(): Promise<void> {
    const name = this.#chosen;
    const count = this.#count;
    if (this.#running || count === undefined) return;
    if (count > 0 && !(await this.#page.confirm(words.deleteQuestion(name, count), words.deleteAction))) return;
    await this.#run(words.deleting, async (ekyc) => {
      await ekyc.deleteCollection(name, { force: count > 0 });
      return words.deleted(name);
    });
  }

  async #enrolSelfie(): Promise<void> {
    const selfie = this.#page.selfie();
    if (!selfie) {
      this.#tasks.say(words.noSelfie);
      return;
    }
    const name = this.#chosen;
    await this.#run(words.enrolling, async (ekyc, signal) => {
      await makeSureItExists(ekyc, name);
      await this.#enrol(ekyc, name, selfie, signal);
      return words.enrolled(1, 0);
    });
  }

  async #enrolFiles(files: readonly File[]): Promise<void> {
    this.#enrolment.showRefused([]);
    const name = this.#chosen;
    let tally: EnrolmentTally = { enrolled: 0, refused: [] };
    const work: Work = async (ekyc, signal) => {
      await makeSureItExists(ekyc, name);
      this.#tasks.step(words.enrollingOf(0, files.length), 0);
      const onStep = (reached: EnrolmentTally): void => {
        const done = reached.enrolled + reached.refused.length;
        this.#tasks.step(words.enrollingOf(done, files.length), done / files.length);
        if (reached.refused.length !== tally.refused.length) this.#enrolment.showRefused(reached.refused);
        tally = reached;
      };
      await enrolFiles(files, { enrol: (file) => this.#enrol(ekyc, name, file, signal), onStep, signal });
      return words.enrolled(tally.enrolled, tally.refused.length);
    };
    await this.#run(words.enrolling, work, () => words.enrolmentCancelled(tally.enrolled, files.length));
  }

  async #enrol(ekyc: Ekyc, collection: string, picture: File, signal: AbortSignal): Promise<void> {
    const encrypted = this.#page.isSealed();
    const image = encrypted ? await ekyc.encryptPayload(picture, { signal }) : picture;
    await ekyc.addImage(collection, image, { encrypted, maxFaces: 1, signal });
  }

  #remove(id: string): Promise<void> {
    const name = this.#chosen;
    return this.#run(words.removing, async (ekyc) => {
      await ekyc.removeRecord(name, id);
      return words.removed;
    });
  }

  #export(passphrase: string): Promise<void> {
    const name = this.#chosen;
    const work: Work = async (ekyc, signal) => {
      const onProgress = this.#showRecords(words.exportedOf);
      download(await ekyc.exportCollection(name, passphrase, { signal, onProgress }), `${name}.idem`);
      this.#transfer.clear();
      return words.exported(name);
    };
    return this.#run(words.exporting, work, () => text.status.cancelled);
  }

  #import(file: File, passphrase: string): Promise<void> {
    const work: Work = async (ekyc, signal) => {
      const onProgress = this.#showRecords(words.importedOf);
      const { name, count } = await ekyc.importCollection(file, passphrase, { signal, onProgress });
      this.#chosen = name;
      this.#transfer.clear();
      return words.imported(name, count);
    };
    return this.#run(words.importing, work, () => text.status.cancelled);
  }

  #showRecords(title: (done: number, total: number) => string): (progress: RecordProgress) => void {
    return ({ done, total }) => this.#tasks.step(title(done, total), total > 0 ? done / total : 1);
  }

  /** @param onCancelled what to say of a task that was cancelled; a task without it is too short for a bar. */
  async #run(title: string, work: Work, onCancelled?: () => string): Promise<void> {
    if (this.#running) return;
    const abort = new AbortController();
    const chosenBefore = this.#chosen;
    this.#setRunning(abort);
    this.#page.showFault(undefined);
    this.#tasks.say(title);
    if (onCancelled) this.#tasks.beginProgress(title);
    let said: string;
    let fault: unknown;
    try {
      const ekyc = await untilAborted(this.#page.engine(), abort.signal);
      said = await work(ekyc, abort.signal);
    } catch (error) {
      fault = abort.signal.aborted ? undefined : error;
      said = fault === undefined ? (onCancelled?.() ?? text.status.cancelled) : words.failed;
    }
    if (this.#chosen !== chosenBefore) this.#pages.reset();
    await this.refresh();
    this.#page.onChange(this.#chosen);
    this.#setRunning(undefined);
    if (onCancelled) this.#tasks.endProgress();
    this.#tasks.say(said);
    // Last, because a change of what is searched clears the faults of an earlier request.
    if (fault !== undefined) this.#page.showFault(fault);
  }

  async #read(ekyc: Ekyc): Promise<void> {
    const reading = ++this.#reading;
    const collections = await ekyc.listCollections();
    const names = collections.map(({ name }) => name);
    const chosen = chooseCollection(names, this.#chosen);
    if (chosen !== this.#chosen) this.#pages.reset();
    const count = collections.find(({ name }) => name === chosen)?.count;
    const ids = count === undefined ? [] : await this.#readPage(ekyc, chosen);
    if (reading !== this.#reading) return;
    if (chosen !== this.#chosen) this.#page.onChange(chosen);
    this.#chosen = chosen;
    this.#count = count;
    this.#picker.show(collections, chosen);
    const { before, hasPrevious, hasNext } = this.#pages;
    this.#records.show({ ids, before, count: count ?? 0, hasPrevious, hasNext });
  }

  async #readPage(ekyc: Ekyc, collection: string): Promise<readonly string[]> {
    const { record_ids, next } = await ekyc.listRecords(collection, { after: this.#pages.after, limit: PAGE_SIZE });
    this.#pages.arrived(next);
    // The last record of the last page was removed.
    if (record_ids.length > 0 || !this.#pages.hasPrevious) return record_ids;
    this.#pages.back();
    return this.#readPage(ekyc, collection);
  }

  #setRunning(controller: AbortController | undefined): void {
    this.#running = controller;
    const busy = controller !== undefined;
    this.#picker.setBusy(busy);
    this.#enrolment.setBusy(busy);
    this.#transfer.setBusy(busy);
    this.element.setAttribute('aria-busy', String(busy));
  }
}

/** A collection is made by the first enrolment, and never unasked. */
async function makeSureItExists(ekyc: Ekyc, collection: string): Promise<void> {
  const collections = await ekyc.listCollections();
  if (!collections.some(({ name }) => name === collection)) await ekyc.createCollection(collection);
}
