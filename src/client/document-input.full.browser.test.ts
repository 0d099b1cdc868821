import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkResultSchema } from '../contract/index.ts';
import type { DocumentPictureDetails } from '../engine/api.ts';
import { type DocumentItem, documentItems, documentPicture } from '../testing/corpus.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

type Point = NonNullable<DocumentItem['expected']['corners']>[number];

/** How far a corner may be off, in shares of the document's diagonal: an upside-down document is 1 off. */
const NEAR = 0.07;

const workers = spyOnWorkers();
const items = await documentItems();
let ekyc: Ekyc;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
});

afterAll(async () => {
  await ekyc.close();
  vi.unstubAllGlobals();
});

async function read(doc: Blob): Promise<DocumentPictureDetails['document']> {
  const checkModel = { operations: ['DOC_CHECK'] } as const;
  const { details, ...result } = await ekyc.check({ checkModel, doc, encrypted: false }, { details: true });
  expect(checkResultSchema.parse(result)).toEqual(result);
  const { document } = details!.doc!;
  // Of a document that may be judged, the checks have the say.
  if (document.statusCode !== 'OK') {
    for (const entry of result.doc_result!.results) expect(entry.status_code).toBe(document.statusCode);
  }
  return document;
}

/** The largest distance between corners of the same name, in shares of the expected diagonal. */
function farthest(found: readonly Point[], expected: readonly Point[]): number {
  const distance = (p: Point, q: Point) => Math.hypot(p.x - q.x, p.y - q.y);
  const off = expected.map((corner, index) => distance(corner, found[index]!));
  return Math.max(...off) / distance(expected[0]!, expected[2]!);
}

function title({ name, expected: { code, warnings } }: DocumentItem): string {
  return `${name} is answered ${[code, ...warnings].join(', ')}`;
}

describe('one engine, one picture after another', () => {
  it.each(items.map((item) => [title(item), item] as const))('%s', async (_, { name, expected }) => {
    const found = await read(await documentPicture(name));
    expect(found.statusCode).toBe(expected.code);
    expect(found.warnings).toEqual(expect.arrayContaining([...expected.warnings]));
    expect(found.corners !== undefined).toBe(expected.corners !== undefined);
    if (expected.corners) expect(farthest(found.corners!, expected.corners)).toBeLessThan(NEAR);
  });

  it('after all of them, the worker that started is still there', () => {
    expect(workers).toHaveLength(1);
  });
});
