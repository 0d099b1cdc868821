import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkResultSchema } from '../contract/index.ts';
import type { PictureDetails } from '../engine/api.ts';
import { type Answered, type CorpusItem, corpusItems, corpusPicture } from '../testing/corpus.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { faultyAssets } from '../testing/fixtures.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

type Box = PictureDetails['faces'][number]['box'];

interface Judged {
  readonly picture: PictureDetails;
  readonly status: string;
  /** Absent where the face may not be judged. */
  readonly liveness: number | undefined;
}

/** Milliseconds: to make the largest picture takes a busy machine a while. */
const TO_MAKE_IT = 180_000;

const workers = spyOnWorkers();
const items = await corpusItems();
let ekyc: Ekyc;

beforeAll(async () => {
  // These limits let every face of the corpus pass.
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/', faceLimits: 'enrolment' });
});

afterAll(async () => {
  await ekyc.close();
  vi.unstubAllGlobals();
});

async function judge(face: Blob): Promise<Judged> {
  const checkModel = {
    operations: ['FACE_CHECK'],
    face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
  } as const;
  const { details, ...result } = await ekyc.check({ checkModel, face, encrypted: false }, { details: true });
  expect(checkResultSchema.parse(result)).toEqual(result);
  const entry = result.face_result!.results[0]!;
  const liveness = entry.status_code === 'OK' ? entry.probability : undefined;
  return { picture: details!.face!, status: entry.status_code, liveness };
}

const plain = new Map<string, Promise<Judged>>();

/** What came of a plain file, which is judged once. */
function judgedPlain(name: string): Promise<Judged> {
  const known = plain.get(name) ?? corpusPicture(name).then(judge);
  plain.set(name, known);
  return known;
}

async function expectAnswer(face: Blob, { width, height, status, like }: Answered): Promise<void> {
  const { picture, ...verdict } = await judge(face);
  expect({ width: picture.width, height: picture.height, status: verdict.status }).toEqual({ width, height, status });
  if (like === undefined) return;
  const other = await judgedPlain(like);
  expect(overlap(shareOf(picture), shareOf(other.picture))).toBeGreaterThan(0.5);
  expect(Math.abs(verdict.liveness! - other.liveness!)).toBeLessThan(0.02);
}

async function expectRefusal(face: Blob, code: string): Promise<void> {
  const error = await ekycErrorOf(judge(face));
  expect(error).toMatchObject({ code, status: 400, message: expect.stringMatching(/^face: /) });
}

/** The box of the main face in shares of the picture's size. */
function shareOf({ faces, width, height }: PictureDetails): Box {
  const { box } = faces[0]!;
  return { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height };
}

/** Intersection over union. */
function overlap(p: Box, q: Box): number {
  const width = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
  const height = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (p.width * p.height + q.width * q.height - shared);
}

/** What holds of a picture, in words. */
function title({ name, expected }: CorpusItem): string {
  if (expected.outcome === 'refused') return `${name} is refused with ${expected.code}`;
  if (expected.outcome === 'either') return `${name} is answered, or refused with IMAGE_UNREADABLE`;
  const { width, height, status, like } = expected;
  return `${name} of ${width} x ${height} is answered ${status}${like ? `, as ${like} is` : ''}`;
}

describe('one engine, one picture after another', () => {
  it.each(items.map((item) => [title(item), item] as const))(
    '%s',
    async (_, { name, expected }) => {
      const face = await corpusPicture(name);
      if (expected.outcome === 'answered') return expectAnswer(face, expected);
      if (expected.outcome === 'refused') return expectRefusal(face, expected.code);
      const answered = await judge(face).then(
        ({ status }) => status,
        () => undefined,
      );
      if (answered === undefined) return expectRefusal(face, 'IMAGE_UNREADABLE');
      expect(answered).not.toBe('ERROR');
    },
    TO_MAKE_IT,
  );

  it('an SVG fetches nothing of what it names', async () => {
    const { url, requests } = faultyAssets('none');
    const picture = `${location.origin}${url}worker.js`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${picture}" width="9" height="9"/></svg>`;
    const error = await ekycErrorOf(judge(new Blob([svg], { type: 'image/svg+xml' })));
    expect(error.code).toBe('IMAGE_FORMAT_UNSUPPORTED');
    expect(await requests()).toEqual({});
  });

  it('after all of them, the worker that started is still there and answers as before', async () => {
    const { liveness } = await judge(await corpusPicture('plain.jpg'));
    expect(liveness).toBeCloseTo((await judgedPlain('plain.jpg')).liveness!, 4);
    expect(workers).toHaveLength(1);
  });
});
