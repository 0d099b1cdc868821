import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../scripts/random.ts';
import { EkycError } from '../contract/index.ts';
import { enginePublicKey } from '../testing/engine-keys.ts';
import { sample } from '../testing/fixtures.ts';
import { jpegOf, seal } from '../testing/payloads.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

/** A few undo each other: more than 10,000 are left. */
const MUTATIONS = 10_500;
const PER_TEST = 500;
/** Header and encapsulated key, roughly. */
const HEAD = 140;

type Bytes = Uint8Array<ArrayBuffer>;
type Random = ReturnType<typeof seededRandom>;

const workers = spyOnWorkers();
const codes: Record<string, number> = {};
let ekyc: Ekyc;
/** Payloads of one key: small ones, and one of several segments. */
let payloads: Bytes[];

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  await ekyc.encryptPayload(await sample('selfie-marc.jpg'));
  const key = await enginePublicKey();
  payloads = await Promise.all([
    seal(key, { image: jpegOf(64) }),
    seal(key, { image: jpegOf(500), metadata: { externalMeta: 'session-17', evidence: { frames: 3 } } }),
    seal(key, { image: jpegOf(600_000) }),
  ]);
});

afterAll(async () => {
  await ekyc.close();
  vi.unstubAllGlobals();
});

const EXTREMES = [0x00, 0xff, 0x7f, 0x80, 0x01];

const DAMAGES: readonly ((payload: Bytes, random: Random) => Bytes)[] = [
  flip((payload) => payload.length),
  flip(() => HEAD),
  (payload, random) => payload.slice(0, random(payload.length)),
  (payload, random) => overwrite(payload, random, () => random(256)),
  (payload, random) => {
    const extreme = EXTREMES[random(EXTREMES.length)]!;
    return overwrite(payload, random, () => extreme);
  },
  (payload, random) => {
    const at = random(payload.length);
    return joined(payload.subarray(0, at), payload.subarray(at + 1 + random(40)));
  },
  (payload, random) => {
    const at = random(payload.length);
    return joined(
      payload.subarray(0, at),
      bytesOf(1 + random(40), () => random(256)),
      payload.subarray(at),
    );
  },
  // The head of one payload before the rest of another.
  (payload, random) => {
    const other = payloads[random(payloads.length)]!;
    const at = random(HEAD);
    return joined(other.subarray(0, at), payload.subarray(at));
  },
];

function flip(within: (payload: Bytes) => number): (typeof DAMAGES)[number] {
  return (payload, random) => {
    const copy = payload.slice();
    for (let bits = 1 + random(4); bits > 0; bits--)
      copy[random(Math.min(copy.length, within(copy)))]! ^= 1 << random(8);
    return copy;
  };
}

function overwrite(payload: Bytes, random: Random, byte: () => number): Bytes {
  const copy = payload.slice();
  const start = random(Math.min(copy.length, 2 * HEAD));
  return copy.fill(byte(), start, start + 1 + random(8));
}

function bytesOf(length: number, byte: () => number): Bytes {
  return Uint8Array.from({ length }, byte);
}

function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** One to three damages, the same for the same number; nothing where they undo each other. */
function mutation(number: number): Bytes | undefined {
  const random = seededRandom(number);
  const original = payloads[random(20) === 0 ? 2 : random(2)]!;
  let payload = original;
  for (let times = 1 + random(3); times > 0 && payload.length > 0; times--) {
    payload = DAMAGES[random(DAMAGES.length)]!(payload, random);
  }
  const isWhole = payloads.some((one) => one.length === payload.length && one.every((byte, i) => byte === payload[i]));
  return isWhole ? undefined : payload;
}

describe('damaged payloads', () => {
  it.each(Array.from({ length: MUTATIONS / PER_TEST }, (_, i) => [i * PER_TEST, (i + 1) * PER_TEST - 1]))(
    'numbers %i to %i are refused as payloads',
    async (first, last) => {
      for (let number = first!; number <= last!; number++) {
        const payload = mutation(number);
        if (!payload) continue;
        const outcome = await ekyc.decrypt(payload).catch((error: unknown) => error);
        if (!(outcome instanceof EkycError)) throw new Error(`payload ${number}: ${outcome}`);
        expect(outcome.status, `payload ${number}: ${outcome.message}`).toBe(400);
        expect(outcome.code, `payload ${number}`).toMatch(/^PAYLOAD_/);
        codes[outcome.code] = (codes[outcome.code] ?? 0) + 1;
      }
    },
    600_000,
  );

  it('leave the worker that started alive, and able to open what is whole', async () => {
    // biome-ignore lint/suspicious/noConsole: the tally is what a person runs this for.
    console.log(JSON.stringify(codes));
    // Or they were damaged in one way alone.
    for (const code of ['PAYLOAD_ALTERED', 'PAYLOAD_TRUNCATED', 'PAYLOAD_VERSION_UNKNOWN', 'PAYLOAD_KEY_UNKNOWN']) {
      expect(codes[code]).toBeGreaterThan(MUTATIONS / 100);
    }
    expect(Object.values(codes).reduce((sum, count) => sum + count)).toBeGreaterThan(10_000);
    await expect(ekyc.decrypt(payloads[0]!)).resolves.toBeInstanceOf(Blob);
    expect(workers).toHaveLength(1);
  });
});
