import { beforeAll, describe, expect, it } from 'vitest';
import type { EkycErrorCode } from '../contract/error.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { jpegOf, keyPair, open, seal } from '../testing/payloads.ts';
import { encodeMetadata } from './content.ts';
import type { KeyPair } from './keys.ts';
import { sealContent } from './seal.ts';
import { KEMS, P256 } from './suites.ts';

const HOUR = 3_600_000;
/** Offsets of docs/PAYLOAD.md. */
const AT = { version: 4, keyIdLength: 5, kem: 6, kdf: 8, aead: 10, fingerprint: 12, timestamp: 20, keyId: 52 };

const SEGMENT = 256 * 1024;

let key: KeyPair;
let payload: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  key = await keyPair();
  payload = await seal(key, { metadata: { externalMeta: 'session-17' } });
});

/** Vitest's own comparison takes seconds for a picture. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

function changed(bytes: Uint8Array, at: number, to: (byte: number) => number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  copy[at] = to(copy[at]!);
  return copy;
}

async function codeOf(bytes: Uint8Array<ArrayBuffer>, openWith = key): Promise<EkycErrorCode> {
  const error = await ekycErrorOf(open(bytes, openWith));
  expect(error).toMatchObject({ status: 400, message: expect.stringMatching(/^face: /) });
  return error.code;
}

describe.each(KEMS)('sealed with $name', (kem) => {
  const metadata = { externalMeta: 'Sitzung 17 ☂', evidence: { frames: [1, 2, 3], camera: 'front' } };
  const overhead = encodeMetadata(metadata).length;

  it.each([
    ['the smallest picture', 4],
    ['one segment', SEGMENT - overhead],
    ['a segment and a byte', SEGMENT - overhead + 1],
    ['four segments', 1_000_000],
  ])('%s comes out as it went in', async (_, length) => {
    const own = await keyPair(kem, 'bank-1');
    const sealed = await seal(own, { image: jpegOf(length), metadata, now: 1_700_000_000_123 });
    const { image, ...rest } = await open(sealed, own, 1_700_000_000_123);
    expect(isSame(image, jpegOf(length))).toBe(true);
    expect(rest).toEqual({
      ...metadata,
      keyId: 'bank-1',
      sealedAt: new Date(1_700_000_000_123),
      nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });
});

describe('a payload', () => {
  it('shows nothing of the picture nor of the metadata', async () => {
    const latin = new TextDecoder('latin1');
    const text = latin.decode(payload);
    expect(text).not.toContain('session-17');
    expect(text).not.toContain(latin.decode(jpegOf(300).subarray(0, 16)));
  });

  it('is another each time', async () => {
    const other = await seal(key, { metadata: { externalMeta: 'session-17' } });
    expect(isSame(other, payload)).toBe(false);
    expect((await open(other, key)).nonce).not.toBe((await open(payload, key)).nonce);
  });

  it('is refused whichever single bit of it is flipped', async () => {
    const codes = new Map<string, number>();
    for (let at = 0; at < payload.length; at++) {
      const code = await codeOf(changed(payload, at, (byte) => byte ^ (1 << (at % 8))));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.keys()].sort()).toEqual([
      'PAYLOAD_ALTERED',
      'PAYLOAD_EXPECTED',
      'PAYLOAD_KEY_UNKNOWN',
      'PAYLOAD_KEY_WRONG',
      'PAYLOAD_TRUNCATED',
      'PAYLOAD_VERSION_UNKNOWN',
    ]);
    // What is sealed is by far the most of it.
    expect(codes.get('PAYLOAD_ALTERED')).toBeGreaterThan(payload.length * 0.8);
  });

  it('is refused as cut off at whatever length it ends', async () => {
    for (let length = 0; length < payload.length; length++) {
      expect(await codeOf(payload.subarray(0, length)), `${length} bytes`).toBe('PAYLOAD_TRUNCATED');
    }
  });

  it('is refused with bytes added at its end', async () => {
    expect(await codeOf(new Uint8Array([...payload, 0]))).toBe('PAYLOAD_ALTERED');
  });

  it('is refused with its segments in another order, or with one of another payload', async () => {
    const size = SEGMENT + 16;
    const long = await seal(key, { image: jpegOf(600_000) });
    const start = long.length - (600_000 + 4 + 2 + 3 * 16);
    const segment = (bytes: Uint8Array, i: number) => bytes.subarray(start + i * size, start + (i + 1) * size);
    const swapped = new Uint8Array(long);
    swapped.set(segment(long, 1), start);
    swapped.set(segment(long, 0), start + size);
    expect(await codeOf(swapped)).toBe('PAYLOAD_ALTERED');
    const mixed = new Uint8Array(long);
    mixed.set(segment(await seal(key, { image: jpegOf(600_000) }), 1), start + size);
    expect(await codeOf(mixed)).toBe('PAYLOAD_ALTERED');
    expect(isSame((await open(long, key)).image, jpegOf(600_000))).toBe(true);
  });

  it('of another key is refused: by its id, or by its fingerprint where the id is the same', async () => {
    expect(await codeOf(payload, await keyPair())).toBe('PAYLOAD_KEY_UNKNOWN');
    expect(await codeOf(payload, await keyPair(P256, key.keyId))).toBe('PAYLOAD_KEY_WRONG');
  });

  it('of an unknown version or suite is refused as that', async () => {
    expect(await codeOf(changed(payload, AT.version, () => 2))).toBe('PAYLOAD_VERSION_UNKNOWN');
    for (const at of [AT.kem, AT.kdf, AT.aead]) {
      expect(await codeOf(changed(payload, at, () => 0x7f))).toBe('PAYLOAD_VERSION_UNKNOWN');
    }
  });

  it('is refused when it was sealed too long ago, or in the future', async () => {
    const now = Date.now();
    const at = async (time: number) => seal(key, { now: now + time });
    expect(await codeOf(await at(-HOUR - 60_000))).toBe('PAYLOAD_STALE');
    expect(await codeOf(await at(6 * 60_000))).toBe('PAYLOAD_FROM_FUTURE');
    // Clocks differ a little.
    await expect(open(await at(4 * 60_000), key, now)).resolves.toHaveProperty('image');
    await expect(open(await at(-HOUR + 60_000), key, now)).resolves.toHaveProperty('image');
  });

  it('cannot be made younger', async () => {
    const old = await seal(key, { now: Date.now() - 2 * HOUR });
    const young = new Uint8Array(old);
    new DataView(young.buffer).setBigUint64(AT.timestamp, BigInt(Date.now()));
    expect(await codeOf(young)).toBe('PAYLOAD_ALTERED');
  });

  it.each([
    ['a JPEG', jpegOf(1000)],
    ['text', new TextEncoder().encode('hello, this is no payload')],
    ['four other bytes', new Uint8Array([1, 2, 3, 4])],
  ])('is not to be mixed up with %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('PAYLOAD_EXPECTED');
  });

  it('that claims gigabytes is refused before it takes any memory', async () => {
    const huge = new Uint8Array(payload);
    new DataView(huge.buffer).setUint32(48, 0xffffffff);
    expect(await codeOf(huge)).toBe('PAYLOAD_ALTERED');
  });

  it('that is cut into more segments than anybody needs is refused before any is opened', async () => {
    const crumbs = await sealContent(new Blob([new Uint8Array(256 * 1025)]), key, { segmentSize: 256 });
    expect(await codeOf(new Uint8Array(await crumbs.arrayBuffer()))).toBe('PAYLOAD_ALTERED');
  });
});

describe('content that nobody sealed by the format', () => {
  const json = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const content = new Uint8Array(4 + bytes.length + 300);
    new DataView(content.buffer).setUint32(0, bytes.length);
    content.set(bytes, 4);
    content.set(jpegOf(300), 4 + bytes.length);
    return content;
  };

  it.each([
    ['nothing', new Uint8Array()],
    ['no picture', encodeMetadata({})],
    ['a PNG', new Uint8Array([...encodeMetadata({}), 0x89, 0x50, 0x4e, 0x47])],
    ['metadata that is no JSON', json('{')],
    ['metadata that is no object', json('[]')],
    ['an unknown field', json('{"sender":"me"}')],
    ['externalMeta that is no text', json('{"externalMeta":1}')],
    ['evidence that is no object', json('{"evidence":true}')],
    [
      'metadata that is no UTF-8',
      (() => {
        const bytes = json('{"externalMeta":"x"}');
        bytes[20] = 0xff;
        return bytes;
      })(),
    ],
    [
      'metadata longer than itself',
      (() => {
        const bytes = json('{}');
        bytes[0] = 0x7f;
        return bytes;
      })(),
    ],
  ])('%s is refused', async (_, content) => {
    const sealed = new Uint8Array(await (await sealContent(new Blob([content]), key)).arrayBuffer());
    expect(await codeOf(sealed)).toBe('PAYLOAD_MALFORMED');
  });
});

it('errors name no secret: neither the picture nor what is sealed with it', async () => {
  const sealed = await seal(key, { metadata: { externalMeta: 'very-secret' }, now: Date.now() - 9 * HOUR });
  const error = await ekycErrorOf(open(sealed, key));
  expect(`${error.message} ${JSON.stringify(error)} ${error.cause}`).not.toContain('very-secret');
});
