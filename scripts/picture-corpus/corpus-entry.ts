import type { Answered, CorpusItem } from '../../src/testing/corpus.ts';

/** A file of the corpus and how it is made, which takes up to some seconds. */
export interface CorpusEntry extends CorpusItem {
  make(): Promise<Uint8Array> | Uint8Array;
}

type Make = CorpusEntry['make'];

export function refused(name: string, code: string & Refusal, make: Make): CorpusEntry {
  return { name, expected: { outcome: 'refused', code }, make };
}

export function answered(name: string, expected: Omit<Answered, 'outcome'>, make: Make): CorpusEntry {
  return { name, expected: { outcome: 'answered', ...expected }, make };
}

/** For damage that one decoder forgives and another does not. */
export function either(name: string, make: Make): CorpusEntry {
  return { name, expected: { outcome: 'either' }, make };
}

type Refusal = 'IMAGE_EMPTY' | 'IMAGE_FORMAT_UNSUPPORTED' | 'IMAGE_UNREADABLE' | 'IMAGE_TOO_LARGE';
