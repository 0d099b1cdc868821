import type { IgnorableError, QualityWarning } from '../contract/index.ts';
import type { Network } from '../models/network.ts';
import { betweenBars } from './bars.ts';
import type { MainFace } from './detected-face.ts';
import { refineCorners } from './document-borders.ts';
import type { DocumentFacts, DocumentMeasures } from './document-facts.ts';
import { nearestFormat, turned } from './document-format.ts';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits.ts';
import { type LocatedDocument, locateDocuments } from './document-locator.ts';
import { measureDocument } from './document-measures.ts';
import { orientCorners, startingAt } from './document-orientation.ts';
import type { DocumentOutline, Quad } from './document-outline.ts';
import type { DocumentRegion } from './document-region.ts';
import { DOCUMENT_NOT_FOUND, type DocumentRejection, isCropped, validateDocument } from './document-validation.ts';
import { documentWarnings } from './document-warnings.ts';
import { PORTRAIT_LIMITS } from './face-limits.ts';
import { type FaceNetworks, FaceReading } from './face-reading.ts';
import { cornersOf } from './geometry.ts';
import type { Picture } from './picture.ts';
import { type RectifiedDocument, rectifyDocument } from './rectified-document.ts';
import type { QuarterTurns } from './turned-picture.ts';

/** The networks that a document reading needs. */
export interface DocumentNetworks {
  readonly corners: Network;
  readonly orientation: Network;
  readonly borders: Network;
  readonly colour: Network;
  readonly faces: FaceNetworks;
}

/** Probability of being no document from which on that is believed, unless there is a portrait: phones and screens have corners too. */
const DOUBTFUL = 0.5;
/** From here on a portrait tells nothing either: the lenses of a phone pass for a face. */
const IMPOSSIBLE = 0.95;

/** Told of the steps of a reading, to time them. */
export type Measure = <T>(stage: string, work: () => Promise<T>) => Promise<T>;

export interface DocumentReadingOptions {
  /** Default: `found`. */
  readonly region?: DocumentRegion;
  /** Which face of the picture stands for a document that is not found. Default: the `largest`. */
  readonly mainFace?: MainFace;
  readonly measure?: Measure;
  readonly signal?: AbortSignal | undefined;
}

/** The main document of a picture and all that is found with it. */
interface MainDocument {
  readonly located: LocatedDocument;
  readonly outline: DocumentOutline;
  readonly cropped: boolean;
  readonly rectified: RectifiedDocument;
  /** Of the rectified picture. */
  readonly faces: FaceReading;
}

/**
 * The facts about the document of one picture, each found once. All geometry is in pixels of the picture as it was given, except
 * that of the portrait, which is in pixels of the rectified document.
 */
export class DocumentReading {
  /** The picture as it was given. */
  readonly picture: Picture;
  readonly #networks: DocumentNetworks;
  readonly #region: DocumentRegion;
  readonly #mainFace: MainFace;
  readonly #measure: Measure;
  readonly #signal: AbortSignal | undefined;
  #located: Promise<readonly LocatedDocument[]> | undefined;
  #main: Promise<MainDocument | undefined> | undefined;
  #documents: Promise<readonly DocumentOutline[]> | undefined;
  #measures: Promise<DocumentMeasures | undefined> | undefined;
  #wholePicture: FaceReading | undefined;
  #whole: DocumentOutline | undefined;

  constructor(picture: Picture, networks: DocumentNetworks, options: DocumentReadingOptions = {}) {
    this.picture = picture;
    this.#networks = networks;
    this.#region = options.region ?? 'found';
    this.#mainFace = options.mainFace ?? 'largest';
    this.#measure = options.measure ?? ((_, work) => work());
    this.#signal = options.signal;
  }

  /** All documents, the main one first: that is the largest. Of the others the borders are not looked at. */
  documents(): Promise<readonly DocumentOutline[]> {
    this.#documents ??= this.#findAll();
    return this.#documents;
  }

  /** Where the main document lies, to a fraction of a pixel, and which way up it is; nothing where there is none. */
  async outline(): Promise<DocumentOutline | undefined> {
    if (this.#region === 'whole') return this.#wholeOutline();
    return (await this.#mainDocument())?.outline;
  }

  /** The main document seen straight from above, upright. It lives as long as the reading. */
  async rectified(): Promise<RectifiedDocument | undefined> {
    return (await this.#mainDocument())?.rectified;
  }

  /** The face of the holder, in the rectified document; nothing where it has none that may be compared. */
  async portrait(): Promise<FaceReading | undefined> {
    const main = await this.#mainDocument();
    return main && !(await main.faces.rejection(PORTRAIT_LIMITS)) ? main.faces : undefined;
  }

  /** The face that stands for the document: the portrait, or where none is found the main face of the picture. */
  async face(): Promise<{ readonly reading: FaceReading; readonly source: 'document' | 'picture' }> {
    const portrait = await this.portrait();
    if (portrait) return { reading: portrait, source: 'document' };
    this.#wholePicture ??= new FaceReading(this.picture, this.#networks.faces, this.#mainFace, this.#signal);
    return { reading: this.#wholePicture, source: 'picture' };
  }

  /** Sharpness, exposure, glare, compression and colour of the main document. */
  measures(): Promise<DocumentMeasures | undefined> {
    this.#measures ??= this.#mainDocument().then(
      (main) =>
        main &&
        measureDocument(this.picture, main.outline, main.rectified.picture, this.#networks.colour, this.#signal),
    );
    return this.#measures;
  }

  /** What makes a judgement of the main document less certain; nothing where there is none. */
  async warnings(): Promise<readonly QualityWarning[]> {
    const facts = await this.#facts();
    return facts ? documentWarnings(facts, DEFAULT_DOCUMENT_LIMITS) : [];
  }

  /** Why the document may not be judged; nothing when it may, as a picture that is taken for a document whole always may. */
  async rejection(errorsToIgnore: readonly IgnorableError[] = []): Promise<DocumentRejection | undefined> {
    if (this.#region === 'whole') return undefined;
    const main = await this.#mainDocument();
    const facts = await this.#facts();
    if (!main || !facts) return DOCUMENT_NOT_FOUND;
    const rejected = await main.faces.rejection(PORTRAIT_LIMITS);
    const portraitFault = rejected && `${rejected.error} on the document`;
    return validateDocument({ ...facts, portraitFault }, DEFAULT_DOCUMENT_LIMITS, errorsToIgnore);
  }

  /** Frees the picture and the rectified document. */
  close(): void {
    this.picture.close();
    this.#main?.then(
      (main) => main?.rectified.picture.close(),
      () => {},
    );
  }

  async #facts(): Promise<DocumentFacts | undefined> {
    const main = await this.#mainDocument();
    const measures = await this.measures();
    if (!main || !measures) return undefined;
    const { width, height } = this.picture;
    const documents = (await this.documents()).length;
    return {
      picture: { width, height },
      outline: main.outline.corners,
      documents,
      cropped: main.cropped,
      measures,
    };
  }

  #locate(): Promise<readonly LocatedDocument[]> {
    this.#located ??= this.#measure('locate document', () =>
      locateDocuments(this.picture, this.#networks.corners, this.#signal),
    );
    return this.#located;
  }

  async #findAll(): Promise<readonly DocumentOutline[]> {
    const main = await this.#mainDocument();
    if (!main) return [];
    const documents = [main.outline];
    if (this.#region === 'whole') return documents;
    const located = await this.#locate();
    for (const { corners, score } of located.slice(located.indexOf(main.located) + 1)) {
      const { outline, doubt } = await this.#orient(corners, score);
      if (doubt < DOUBTFUL) documents.push(outline);
    }
    return documents;
  }

  #mainDocument(): Promise<MainDocument | undefined> {
    this.#main ??= this.#findMain();
    return this.#main;
  }

  /** The largest that is believed to be a document. */
  async #findMain(): Promise<MainDocument | undefined> {
    if (this.#region === 'whole') return this.#takeWhole();
    for (const located of await this.#locate()) {
      const { outline, doubt } = await this.#measure('refine document', () => this.#refine(located));
      const found = { located, cropped: this.#isCropped(located, outline), ...(await this.#upright(outline)) };
      let believed = doubt < DOUBTFUL;
      try {
        if (!believed && doubt < IMPOSSIBLE) believed = !(await found.faces.rejection(PORTRAIT_LIMITS));
      } finally {
        if (!believed) found.rectified.picture.close();
      }
      if (believed) return found;
    }
    return undefined;
  }

  #wholeOutline(): DocumentOutline {
    this.#whole ??= wholeOf(this.picture);
    return this.#whole;
  }

  async #takeWhole(): Promise<MainDocument> {
    const outline = this.#wholeOutline();
    const located = { ...outline, isCut: false };
    return { located, cropped: false, ...(await this.#rectify(outline)) };
  }

  #isCropped({ isCut }: LocatedDocument, { corners }: DocumentOutline): boolean {
    return isCut || isCropped(corners, this.picture, DEFAULT_DOCUMENT_LIMITS);
  }

  /** Where the portrait and the network disagree about which way up the document is, the portrait tells it better. */
  async #upright(outline: DocumentOutline) {
    const asSeen = await this.#rectify(outline);
    let turns: QuarterTurns = 0;
    try {
      turns = (await asSeen.faces.upright())?.picture.turns ?? 0;
      if (turns === 0) return asSeen;
    } catch (error) {
      asSeen.rectified.picture.close();
      throw error;
    }
    asSeen.rectified.picture.close();
    return this.#rectify(turnOutline(outline, turns));
  }

  async #refine({ corners, score }: LocatedDocument) {
    const format = nearestFormat(corners, this.picture);
    const refined = await refineCorners(this.picture, corners, format, this.#networks.borders, this.#signal);
    return this.#orient(refined, score);
  }

  async #orient(corners: Quad, score: number): Promise<{ readonly outline: DocumentOutline; readonly doubt: number }> {
    const { orientation } = this.#networks;
    const { corners: own, doubt } = await orientCorners(this.picture, corners, orientation, this.#signal);
    return { outline: { corners: own, format: nearestFormat(own, this.picture), score }, doubt };
  }

  async #rectify(outline: DocumentOutline) {
    const rectified = await this.#measure('rectify document', () => rectifyDocument(this.picture, outline));
    const faces = new FaceReading(rectified.picture, this.#networks.faces, 'largest', this.#signal);
    return { outline, rectified, faces };
  }
}

/** A picture that is a document: bars that something put about it are not. */
function wholeOf(picture: Picture): DocumentOutline {
  const corners = cornersOf(betweenBars(picture));
  return { corners, format: nearestFormat(corners, picture), score: 1 };
}

/** The outline of a document whose rectified picture stands upright when it is turned clockwise by so many quarters. */
function turnOutline({ corners, format, score }: DocumentOutline, turns: QuarterTurns): DocumentOutline {
  return { corners: startingAt(-turns, corners), format: turns % 2 === 0 ? format : turned(format), score };
}
