import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkResultSchema, EkycError } from '../contract/index.ts';
import { mutatedPicture } from '../testing/corpus.ts';
import { sample } from '../testing/fixtures.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

const MUTATIONS = 2000;
const PER_TEST = 100;

const checkModel = {
  operations: ['FACE_CHECK'],
  face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
} as const;

const workers = spyOnWorkers();
const outcomes: Record<string, number> = {};
let ekyc: Ekyc;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/', faceLimits: 'enrolment' });
});

afterAll(async () => {
  await ekyc.close();
  vi.unstubAllGlobals();
});

/** The verdict on the face, or the code of the refusal. */
async function outcomeOf(face: Blob): Promise<string> {
  try {
    const result = await ekyc.check({ checkModel, face, encrypted: false });
    return checkResultSchema.parse(result).face_result!.results[0]!.status_code;
  } catch (error) {
    if (error instanceof EkycError && error.status === 400) return error.code;
    throw error;
  }
}

describe('damaged pictures', () => {
  it.each(Array.from({ length: MUTATIONS / PER_TEST }, (_, i) => [i * PER_TEST, (i + 1) * PER_TEST - 1]))(
    'numbers %i to %i are answered, or refused as pictures',
    async (first, last) => {
      for (let number = first!; number <= last!; number++) {
        const outcome = await outcomeOf(await mutatedPicture(number));
        // The entry ERROR is for faults of ours.
        expect(outcome, `picture ${number}`).toMatch(/^(OK|FACE_[A-Z_]+|TOO_MANY_FACES|IMAGE_[A-Z_]+)$/);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    },
    600_000,
  );

  it('leave the worker that started alive, and able to answer', async () => {
    // biome-ignore lint/suspicious/noConsole: the tally is what a person runs this for.
    console.log(JSON.stringify(outcomes));
    // Or the pictures are not damaged at all, or nothing but.
    expect(outcomes.OK).toBeGreaterThan(MUTATIONS / 20);
    expect(outcomes.IMAGE_UNREADABLE).toBeGreaterThan(MUTATIONS / 20);
    expect(await outcomeOf(await sample('selfie-marc.jpg'))).toBe('OK');
    expect(workers).toHaveLength(1);
  });
});
