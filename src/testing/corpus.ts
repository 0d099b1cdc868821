import type { DocStatus, EkycErrorCode, FaceStatus, QualityWarning } from '../contract/index.ts';
import type { Point } from '../readings/geometry.ts';

/** What has to come of a picture of the corpus that scripts/picture-corpus makes. */
export type Expectation = Refused | Answered | Either;

/** A typed error with this code. */
export interface Refused {
  readonly outcome: 'refused';
  readonly code: EkycErrorCode;
}

/** An answer about a picture of this size, with this verdict of the face limits. */
export interface Answered {
  readonly outcome: 'answered';
  readonly width: number;
  readonly height: number;
  readonly status: FaceStatus;
  /** Name of a plain file in the corpus that shows the same at the same or another size. */
  readonly like?: string;
  /** How far its colours may be from those, of 255 levels; 4 where nothing is said. */
  readonly coloursWithin?: number;
}

/** An answer or IMAGE_UNREADABLE, as the browser's decoder sees fit: how much damage decoders forgive is theirs to say. */
export interface Either {
  readonly outcome: 'either';
}

export interface CorpusItem {
  /** Name of the file. */
  readonly name: string;
  readonly expected: Expectation;
}

/** What has to come of a picture when its document is read. */
export interface ExpectedDocument {
  readonly code: DocStatus;
  /** Those that there have to be; there may be others. */
  readonly warnings: readonly QualityWarning[];
  /** From the document's own top left, clockwise, in pixels; absent where there is no document. */
  readonly corners?: readonly Point[];
}

export interface DocumentItem {
  /** Name of the file. */
  readonly name: string;
  readonly expected: ExpectedDocument;
}

/** All items of the corpus, in the order in which they are made. */
export async function corpusItems(): Promise<readonly CorpusItem[]> {
  return (await got('/corpus/index.json')).json();
}

/** One file of the corpus. */
export async function corpusPicture(name: string): Promise<Blob> {
  return (await got(`/corpus/${encodeURIComponent(name)}`)).blob();
}

/** All pictures for the reading of documents. */
export async function documentItems(): Promise<readonly DocumentItem[]> {
  return (await got('/documents/index.json')).json();
}

/** One of them. */
export async function documentPicture(name: string): Promise<Blob> {
  return (await got(`/documents/${encodeURIComponent(name)}`)).blob();
}

/** The picture with this number out of the endless row of damaged ones. */
export async function mutatedPicture(number: number): Promise<Blob> {
  return (await got(`/mutations/${number}`)).blob();
}

async function got(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be made: ${await response.text()}`);
  return response;
}
