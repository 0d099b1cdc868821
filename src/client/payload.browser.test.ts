import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../capture/evidence/digest.ts';
import { photoFacts } from '../capture/evidence/photo-facts.ts';
import { checkResultSchema } from '../contract/index.ts';
import type { CheckOptions, CheckRequest } from '../engine/api.ts';
import type { CaptureEvidence } from '../evidence/capture-evidence.ts';
import { ordinaryCapture } from '../testing/capture-evidence.ts';
import { ageKeys, enginePublicKey, storedKeys, storedNonces } from '../testing/engine-keys.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';
import { jpegOf, seal } from '../testing/payloads.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const enough = new Error('enough');

const injectionOnly = {
  operations: ['FACE_CHECK'],
  face_check_parameters: { pipelines: [{ type: 'INJECTION_ATTACK' }] },
} as const;

let ekyc: Ekyc;
let marc: Blob;
let marcsCard: Blob;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  [marc, marcsCard] = await Promise.all([sample('selfie-marc.jpg'), sample('id-marc.jpg')]);
});
afterAll(() => ekyc.close());
afterEach(() => vi.unstubAllGlobals());

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

async function isSame(one: Blob, other: Blob): Promise<boolean> {
  const [p, q] = await Promise.all([bytesOf(one), bytesOf(other)]);
  return p.length === q.length && p.every((byte, i) => byte === q[i]);
}

/** What is found of a payload without evidence. */
const UNSAID = ['UNTRUSTED_CONTENT_LOW_CONFIDENCE'];

/** Evidence of an ordinary capture of a picture. */
async function captureOf(image: Blob): Promise<CaptureEvidence> {
  const { stream, ...evidence } = ordinaryCapture();
  const photo = await photoFacts(image);
  const signatures = [{ at: 4000, luma: photo.signature }];
  return { ...evidence, takenAt: Date.now(), photo, stream: { ...stream, signatures } };
}

async function injectionDetails(face: Blob) {
  const { details } = await ekyc.check({ checkModel: injectionOnly, face }, { details: true });
  return details!.injection!.findings;
}

/** The entry of INJECTION_ATTACK about a payload, and what lowered it. */
async function injection(face: Blob | Uint8Array<ArrayBuffer>, options: CheckOptions = {}, engine = ekyc) {
  const { face_result, details } = await engine.check(
    { checkModel: injectionOnly, face: new Blob([face]) },
    { ...options, details: true },
  );
  const entry = face_result!.results[0]!;
  return {
    probability: entry.status_code === 'OK' ? entry.probability : Number.NaN,
    reasons: details!.injection!.findings.map(({ reason }) => reason),
  };
}

describe('encryptPayload() and decrypt()', () => {
  it('give a JPEG back byte for byte, as image/jpeg', async () => {
    const payload = await ekyc.encryptPayload(marc);
    expect(payload.type).toBe('application/octet-stream');
    const opened = await ekyc.decrypt(payload);
    expect(opened.type).toBe('image/jpeg');
    expect(await isSame(opened, marc)).toBe(true);
    expect(await isSame(payload, marc)).toBe(false);
  });

  it('make a JPEG of any other picture, once, at its own size and on white', async () => {
    const canvas = new OffscreenCanvas(300, 200);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#2060c0';
    context.fillRect(0, 0, 150, 200);
    const inputs = {
      png: await canvas.convertToBlob({ type: 'image/png' }),
      webp: await canvas.convertToBlob({ type: 'image/webp', quality: 1 }),
      bitmap: await createImageBitmap(canvas),
      pixels: context.getImageData(0, 0, 300, 200),
    };
    for (const [name, input] of Object.entries(inputs)) {
      const opened = await ekyc.decrypt(await ekyc.encryptPayload(input));
      expect([...(await bytesOf(opened)).subarray(0, 3)], name).toEqual([0xff, 0xd8, 0xff]);
      const bitmap = await createImageBitmap(opened);
      expect([bitmap.width, bitmap.height], name).toEqual([300, 200]);
      context.drawImage(bitmap, 0, 0);
      const [left, right] = [75, 225].map((x) => [...context.getImageData(x, 100, 1, 1).data]);
      const distance = (pixel: number[], colour: number[]) =>
        Math.max(...colour.map((level, i) => Math.abs(level - pixel[i]!)));
      expect(distance(left!, [0x20, 0x60, 0xc0]), name).toBeLessThan(6);
      expect(distance(right!, [255, 255, 255]), name).toBeLessThan(6);
    }
    expect(inputs.bitmap.width).toBe(300);
  });

  it.each([
    ['nothing', undefined, 'INVALID_REQUEST', /image: expected Blob/],
    ['a path', 'me.jpg', 'INVALID_REQUEST', /image: expected Blob/],
    ['an element', new Image(), 'INVALID_REQUEST', /cannot be sent/],
    ['no bytes', new Blob(), 'IMAGE_EMPTY', /image: /],
    ['text', new Blob(['hello']), 'IMAGE_FORMAT_UNSUPPORTED', /image: /],
    ['half a header', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xc0])]), 'IMAGE_UNREADABLE', /image: /],
    ['more than 64 MiB', new Blob([new Uint8Array(68e6)]), 'IMAGE_TOO_LARGE', /image: .*64 MiB/],
  ] as const)('refuse to seal %s', async (_, image, code, message) => {
    const error = await ekycErrorOf(ekyc.encryptPayload(image as unknown as Blob));
    expect(error).toMatchObject({ code, status: 400, message: expect.stringMatching(message) });
  });

  it.each([[null], ['trust me'], [{}], [{ ...ordinaryCapture(), version: 2 }], [{ ...ordinaryCapture(), camera: {} }]])(
    'refuse %j as evidence',
    async (evidence) => {
      const error = await ekycErrorOf(ekyc.encryptPayload(marc, { evidence: evidence as unknown as CaptureEvidence }));
      expect(error).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringMatching(/^evidence/) });
    },
  );

  it.each([[''], ['x'.repeat(1025)], [17], [null]])('refuse %j as externalMeta', async (externalMeta) => {
    const error = await ekycErrorOf(ekyc.encryptPayload(marc, { externalMeta: externalMeta as string }));
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining('externalMeta: ') });
  });

  it('can be aborted', async () => {
    const signal = AbortSignal.abort(enough);
    await expect(ekyc.encryptPayload(marc, { signal })).rejects.toBe(enough);
    await expect(ekyc.decrypt(marc, { signal })).rejects.toBe(enough);
  });

  it('refuse more calls than may wait, and answer the others', async () => {
    const calls = Array.from({ length: 40 }, () =>
      ekyc.encryptPayload(marc).then(
        () => 'OK',
        ({ code }) => code,
      ),
    );
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => outcome === 'OK').length).toBeGreaterThanOrEqual(16);
    expect(new Set(outcomes)).toEqual(new Set(['OK', 'ENGINE_BUSY']));
  });
});

describe('check() of sealed pictures', () => {
  const all = { operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] } as const;

  it('is the default, and answers as for the plain pictures, with INJECTION_ATTACK besides', async () => {
    const [face, doc] = await Promise.all([ekyc.encryptPayload(marc), ekyc.encryptPayload(marcsCard)]);
    const sealed = await ekyc.check({ checkModel: all, face, doc });
    const plain = await ekyc.check({ checkModel: all, face: marc, doc: marcsCard, encrypted: false });
    expect(checkResultSchema.parse(sealed)).toEqual(sealed);
    expect(sealed.face_validation_result).toEqual(plain.face_validation_result);
    expect(sealed.face_result!.results.slice(0, -1)).toEqual(plain.face_result!.results);
    expect(sealed.face_result!.results.at(-1)).toEqual({
      type: 'INJECTION_ATTACK',
      probability: expect.closeTo(0.25, 2),
      status_code: 'OK',
    });
  });

  it('takes payloads as Blob, ArrayBuffer and Uint8Array', async () => {
    const bytes = await bytesOf(await ekyc.encryptPayload(marc));
    const checkModel = {
      operations: ['FACE_CHECK'],
      face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
    } as const;
    for (const face of [new Blob([bytes]), bytes.buffer, bytes]) {
      const { face_result } = await ekyc.check({ checkModel, face });
      expect(face_result?.results[0]?.status_code).toBe('OK');
    }
  });

  it('repeats the code of a face that may not be judged, and does not use the payload up', async () => {
    const face = await ekyc.encryptPayload(await sample('selfie-distant.jpg'));
    for (let round = 0; round < 2; round++) {
      const { face_result } = await ekyc.check({ checkModel: injectionOnly, face });
      expect(face_result?.results).toEqual([
        { type: 'INJECTION_ATTACK', error: 'Bad Request', status_code: 'FACE_TOO_SMALL' },
      ]);
    }
  });

  const request = (change: Partial<Record<keyof CheckRequest, unknown>>) =>
    ({ checkModel: { operations: ['FACE_CHECK'] }, ...change }) as unknown as CheckRequest;

  it('tells payloads and plain pictures apart', async () => {
    const payload = await ekyc.encryptPayload(marc);
    const bytes = await bytesOf(payload);
    const cases = [
      [request({ face: marc }), 'PAYLOAD_EXPECTED', /face: .*encryptPayload\(\).*encrypted: false/],
      [request({ face: payload, encrypted: false }), 'PAYLOAD_UNEXPECTED', /face: .*encrypted: true/],
      [request({ face: bytes, encrypted: false }), 'PAYLOAD_UNEXPECTED', /face: /],
      [request({ face: bytes.buffer, encrypted: false }), 'PAYLOAD_UNEXPECTED', /face: /],
      [request({ face: new ImageData(9, 9) }), 'INVALID_REQUEST', /face: .*got pixels.*encrypted: false/],
      [request({ face: new Blob() }), 'PAYLOAD_TRUNCATED', /face: .*no bytes/],
      [request({ face: payload, encrypted: 'yes' }), 'INVALID_REQUEST', /encrypted/],
    ] as const;
    for (const [one, code, message] of cases) {
      expect(await ekycErrorOf(ekyc.check(one))).toMatchObject({
        code,
        status: 400,
        message: expect.stringMatching(message),
      });
    }
  });

  it('names the picture whose payload is at fault', async () => {
    const face = await ekyc.encryptPayload(marc);
    const error = await ekycErrorOf(ekyc.check({ checkModel: all, face, doc: face.slice(0, 1000) }));
    expect(error).toMatchObject({ code: 'PAYLOAD_TRUNCATED', message: expect.stringMatching(/^doc: /) });
  });

  it('says so when what was sealed is no picture', async () => {
    const key = await enginePublicKey();
    const error = await ekycErrorOf(ekyc.check(request({ face: await seal(key) })));
    expect(error).toMatchObject({ code: 'IMAGE_UNREADABLE', message: expect.stringMatching(/^face: /) });
  });
});

describe('every fault of a small payload', () => {
  it('is refused by decrypt(): each byte changed, and each length cut off', async () => {
    await ekyc.encryptPayload(marc);
    const payload = await seal(await enginePublicKey(), { image: jpegOf(64) });
    await ekyc.decrypt(payload);
    for (let at = 0; at < payload.length; at++) {
      const changed = payload.slice();
      changed[at]! ^= 0x80 >> (at % 8);
      const error = await ekycErrorOf(ekyc.decrypt(changed));
      expect(error, `byte ${at}`).toMatchObject({ status: 400, code: expect.stringMatching(/^PAYLOAD_/) });
      const cut = await ekycErrorOf(ekyc.decrypt(payload.subarray(0, at)));
      expect(cut.code, `${at} bytes`).toBe('PAYLOAD_TRUNCATED');
    }
  });
});

describe('INJECTION_ATTACK', () => {
  it('passes an ordinary capture, and more surely one that is bound to the session', async () => {
    const evidence = await captureOf(marc);
    const free = await injection(await ekyc.encryptPayload(marc, { evidence }));
    const bound = await injection(await ekyc.encryptPayload(marc, { evidence, externalMeta: 's-17' }), {
      expectedExternalMeta: 's-17',
    });
    expect(free).toEqual({ probability: expect.closeTo(0.953, 3), reasons: [] });
    expect(bound).toEqual({ probability: expect.closeTo(0.982, 3), reasons: [] });
  });

  it('passes no payload that does not say how its picture was captured, also one of the session', async () => {
    const free = await injection(await ekyc.encryptPayload(marc));
    const bound = await injection(await ekyc.encryptPayload(marc, { externalMeta: 's-17' }), {
      expectedExternalMeta: 's-17',
    });
    const reasons = ['UNTRUSTED_CONTENT_LOW_CONFIDENCE'];
    expect(free).toEqual({ probability: expect.closeTo(0.25, 3), reasons });
    expect(bound).toEqual({ probability: expect.closeTo(0.475, 3), reasons });
  });

  it('knows evidence of other bytes, of another picture, and what is no evidence', async () => {
    const evidence = await captureOf(marc);
    const christian = await sample('selfie-christian.jpg');
    const corrected = {
      ...evidence,
      photo: { ...evidence.photo, sha256: await sha256(await christian.arrayBuffer()) },
    };
    const signalsOf = async (image: Blob, given: CaptureEvidence) =>
      (await injectionDetails(await ekyc.encryptPayload(image, { evidence: given }))).map(({ signal }) => signal);
    expect(await signalsOf(marc, evidence)).toEqual([]);
    expect(await signalsOf(christian, evidence)).toEqual(['OTHER_BYTES', 'OTHER_PICTURE']);
    expect(await signalsOf(christian, corrected)).toEqual(['OTHER_PICTURE']);
    const key = await enginePublicKey();
    const forged = await seal(key, { image: await bytesOf(marc), metadata: { evidence: { trust: 'me' } } });
    expect((await injectionDetails(new Blob([forged]))).map(({ signal }) => signal)).toEqual(['EVIDENCE_MALFORMED']);
  });

  it('takes a payload for a replay when it was judged before, by any engine of the origin', async () => {
    const payload = await ekyc.encryptPayload(marc);
    const replay = { probability: 0, reasons: ['SUSPICIOUS_ACTIVITY', ...UNSAID] };
    expect((await injection(payload)).reasons).toEqual(UNSAID);
    expect(await injection(payload)).toEqual(replay);
    await withEkyc({}, async (other) => {
      expect(await injection(payload, {}, other)).toEqual(replay);
    });
  });

  it('lets only one of two engines judge a payload that they are given at once', async () => {
    const payload = await ekyc.encryptPayload(marc);
    await withEkyc({}, async (other) => {
      const verdicts = await Promise.all([injection(payload), injection(payload, {}, other)]);
      expect(verdicts.map(({ probability }) => probability).sort()).toEqual([0, expect.closeTo(0.25, 3)]);
    });
  });

  it('judges once a request, however often it is asked for', async () => {
    const pipelines = [{ type: 'INJECTION_ATTACK' }, { type: 'INJECTION_ATTACK' }] as const;
    const { face_result } = await ekyc.check({
      checkModel: { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } },
      face: await ekyc.encryptPayload(marc),
    });
    const [first, second] = face_result!.results;
    expect(first).toMatchObject({ probability: expect.closeTo(0.25, 3) });
    expect(second).toEqual(first);
  });

  it('leaves other operations free to use the payload again', async () => {
    const [face, doc] = await Promise.all([ekyc.encryptPayload(marc), ekyc.encryptPayload(marcsCard)]);
    await injection(face);
    const { face_validation_result } = await ekyc.check({
      checkModel: { operations: ['FACE_MATCH_VALIDATION'] },
      face,
      doc,
    });
    expect(face_validation_result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(1, 1) });
    await expect(ekyc.decrypt(face)).resolves.toBeInstanceOf(Blob);
  });

  it.each([
    ['another externalMeta', 's-18'],
    ['no externalMeta', undefined],
  ])('rejects a payload with %s than is expected', async (_, externalMeta) => {
    const payload = await ekyc.encryptPayload(marc, externalMeta === undefined ? {} : { externalMeta });
    expect(await injection(payload, { expectedExternalMeta: 's-17' })).toEqual({
      probability: 0,
      reasons: ['UNTRUSTED_CONTENT', ...UNSAID],
    });
  });

  it('rejects a payload that was held back, also with the right externalMeta', async () => {
    await ekyc.encryptPayload(marc);
    const key = await enginePublicKey();
    const image = await bytesOf(marc);
    const held = (minutes: number) =>
      seal(key, { image, metadata: { externalMeta: 's-17' }, now: Date.now() - minutes * MINUTE });
    expect((await injection(await held(8))).reasons).toEqual(UNSAID);
    const late = await injection(await held(15), { expectedExternalMeta: 's-17' });
    expect(late.reasons).toEqual(['SUSPICIOUS_ACTIVITY', ...UNSAID]);
    expect(late.probability).toBeLessThan(0.5);
  });

  it('refuses an expectation that nothing would judge', async () => {
    const face = await ekyc.encryptPayload(marc);
    const onlyPad = {
      operations: ['FACE_CHECK'],
      face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
    } as const;
    const requests: CheckRequest[] = [
      { checkModel: { operations: ['FACE_CHECK'] }, face: marc, encrypted: false },
      { checkModel: onlyPad, face },
      { checkModel: { operations: ['FACE_MATCH_VALIDATION'] }, face, doc: face },
    ];
    for (const request of requests) {
      const error = await ekycErrorOf(ekyc.check(request, { expectedExternalMeta: 's-17' }));
      expect(error).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining('INJECTION_ATTACK') });
    }
  });

  it('does not use a payload up in a call that comes to no answer', async () => {
    const payload = await ekyc.encryptPayload(marc);
    const controller = new AbortController();
    const pipelines = [{ type: 'INJECTION_ATTACK' as const }, ...Array(200).fill({ type: 'PRESENTATION_ATTACK' })];
    const checkModel = { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } } as const;
    const before = (await storedNonces()).length;
    const call = ekyc.check({ checkModel, face: payload }, { signal: controller.signal });
    await vi.waitFor(async () => expect(await storedNonces()).toHaveLength(before + 1), { timeout: 30_000 });
    controller.abort(enough);
    await expect(call).rejects.toBe(enough);
    expect((await injection(payload)).reasons).toEqual(UNSAID);
  });

  it('knows a replay again after a call with it came to no answer', async () => {
    const payload = await ekyc.encryptPayload(marc);
    await injection(payload);
    const doc = new Blob(['no payload']);
    const both = { operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] } as const;
    await ekycErrorOf(ekyc.check({ checkModel: both, face: payload, doc }));
    const controller = new AbortController();
    const pipelines = [{ type: 'INJECTION_ATTACK' as const }, ...Array(200).fill({ type: 'PRESENTATION_ATTACK' })];
    const checkModel = { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } } as const;
    const call = ekyc.check({ checkModel, face: payload }, { signal: controller.signal });
    setTimeout(() => controller.abort(enough), 500);
    await expect(call).rejects.toBe(enough);
    expect((await injection(payload)).reasons).toEqual(['SUSPICIOUS_ACTIVITY', ...UNSAID]);
  });

  it('shows its reasons in the details alone', async () => {
    const payload = await ekyc.encryptPayload(marc, { externalMeta: 's-17' });
    await injection(payload);
    const without = await ekyc.check({ checkModel: injectionOnly, face: payload });
    expect(without).toEqual({
      face_result: { results: [{ type: 'INJECTION_ATTACK', probability: 0, status_code: 'OK' }] },
    });
    const { details } = await ekyc.check({ checkModel: injectionOnly, face: payload }, { details: true });
    expect(details?.injection).toEqual({
      findings: [
        { reason: 'SUSPICIOUS_ACTIVITY', signal: 'REPLAYED', message: expect.stringContaining('replay') },
        expect.objectContaining({ signal: 'NO_EVIDENCE' }),
      ],
      keyId: expect.stringMatching(/^[0-9a-f]{16}$/),
      sealedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      externalMeta: 's-17',
    });
  });
});

describe("the engine's key", () => {
  it('cannot be exported, in any form', async () => {
    await ekyc.encryptPayload(marc);
    const [{ privateKey } = {} as never] = await storedKeys();
    expect(privateKey).toMatchObject({ type: 'private', extractable: false });
    for (const format of ['pkcs8', 'jwk', 'raw', 'spki'] as const) {
      await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow();
      const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey']);
      const iv = new Uint8Array(12);
      await expect(crypto.subtle.wrapKey(format, privateKey, wrapping, { name: 'AES-GCM', iv })).rejects.toThrow();
    }
    expect(JSON.stringify(privateKey)).toBe('{}');
  });

  it('is shared by the engines of the origin, and outlives them', async () => {
    const payload = await ekyc.encryptPayload(marc);
    await withEkyc({}, async (other) => expect(await isSame(await other.decrypt(payload), marc)).toBe(true));
    expect(await ekyc.diagnostics()).toMatchObject({ keyStorage: 'indexeddb', keyStorageReason: /non-extractable/ });
  });

  it('opens what was sealed to it for a day after it was replaced, and then no longer', async () => {
    await withEkyc({}, async (own) => {
      const old = await own.encryptPayload(marc);
      await own.rotateEncryptionKey();
      expect(await keyIdOf(await own.encryptPayload(marc))).not.toBe(await keyIdOf(old));
      expect(await isSame(await own.decrypt(old), marc)).toBe(true);
      await ageKeys(DAY + MINUTE);
      const error = await ekycErrorOf(own.decrypt(old));
      expect(error.code).toBe('PAYLOAD_KEY_UNKNOWN');
      // And its private half is gone for good with the next payload.
      const oldId = await keyIdOf(old);
      await own.encryptPayload(marc);
      expect((await storedKeys()).map(({ keyId }) => keyId)).not.toContain(oldId);
    });
  });

  it('is replaced by itself after 30 days', async () => {
    const old = await ekyc.encryptPayload(marc);
    await ageKeys(31 * DAY);
    expect(await keyIdOf(await ekyc.encryptPayload(marc))).not.toBe(await keyIdOf(old));
    expect(await isSame(await ekyc.decrypt(old), marc)).toBe(true);
  });

  it('is destroyed by eraseAll(), with the used nonces, for every engine of the origin', async () => {
    const payload = await ekyc.encryptPayload(marc);
    await injection(payload);
    await withEkyc({}, async (other) => {
      await ekyc.eraseAll();
      expect(await storedKeys()).toEqual([]);
      expect(await storedNonces()).toEqual([]);
      for (const engine of [ekyc, other])
        expect((await ekycErrorOf(engine.decrypt(payload))).code).toBe('PAYLOAD_KEY_UNKNOWN');
      await expect(other.encryptPayload(marc).then((fresh) => ekyc.decrypt(fresh))).resolves.toBeInstanceOf(Blob);
    });
  });

  it('opens payloads after the worker that made it was killed', async () => {
    const workers = spyOnWorkers();
    await withEkyc({}, async (own) => {
      const payload = await own.encryptPayload(marc);
      workers[0]!.terminate();
      await vi.waitFor(async () => expect(await isSame(await own.decrypt(payload), marc)).toBe(true), {
        timeout: 20_000,
      });
      expect(workers).toHaveLength(2);
    });
  });

  it('accepts no payload that is older than a day, or ahead of the clock', async () => {
    await ekyc.encryptPayload(marc);
    const key = await enginePublicKey();
    const codeAt = async (time: number) =>
      (await ekycErrorOf(ekyc.decrypt(await seal(key, { now: Date.now() + time })))).code;
    expect(await codeAt(-DAY - MINUTE)).toBe('PAYLOAD_STALE');
    expect(await codeAt(6 * MINUTE)).toBe('PAYLOAD_FROM_FUTURE');
  });
});

/** The key id in the header of docs/PAYLOAD.md. */
async function keyIdOf(payload: Blob): Promise<string> {
  const bytes = await bytesOf(payload);
  return new TextDecoder().decode(bytes.subarray(52, 52 + bytes[5]!));
}

describe('setEncryptionKey()', () => {
  // Its private half was thrown away.
  const KEY =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdprFFdmf1nUhoG5eXqt/Mx60NOK48D0zDIfD/TZGctVAntEL8MDPBNtc1Eu/44ARNecPO1Hytcy9QIUYA62K7g==';

  it('seals to that key, also in the next worker, until it is null', async () => {
    const workers = spyOnWorkers();
    await withEkyc({}, async (own) => {
      await own.setEncryptionKey(KEY, 'bank-2026');
      const payload = await own.encryptPayload(marc);
      expect(await keyIdOf(payload)).toBe('bank-2026');
      const error = await ekycErrorOf(own.decrypt(payload));
      expect(error).toMatchObject({ code: 'PAYLOAD_KEY_UNKNOWN', message: expect.stringContaining('"bank-2026"') });
      workers[0]!.terminate();
      await vi.waitFor(async () => expect(await keyIdOf(await own.encryptPayload(marc))).toBe('bank-2026'), {
        timeout: 20_000,
      });
      await own.setEncryptionKey(null);
      await expect(own.decrypt(await own.encryptPayload(marc))).resolves.toBeInstanceOf(Blob);
    });
  });

  it('takes base64, PEM, and DER as Blob or bytes, and names the key by its fingerprint where it is given no id', async () => {
    const der = Uint8Array.from(atob(KEY), (char) => char.charCodeAt(0));
    const pem = `-----BEGIN PUBLIC KEY-----\n${KEY.match(/.{1,64}/g)!.join('\n')}\n-----END PUBLIC KEY-----\n`;
    const ids = new Set<string>();
    await withEkyc({}, async (own) => {
      for (const key of [KEY, pem, der, der.buffer, new Blob([der])]) {
        await own.setEncryptionKey(key);
        ids.add(await keyIdOf(await own.encryptPayload(marc)));
      }
    });
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  it.each([
    ['text', 'hello'],
    ['no key', ''],
    ['bytes that are no key', new Uint8Array(91)],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['a number', 17],
    ['nothing', undefined],
  ])('refuses %s, and nothing is sealed until there is another', async (_, key) => {
    await withEkyc({}, async (own) => {
      const refused = { code: 'INVALID_ENCRYPTION_KEY', status: 400 };
      expect(await ekycErrorOf(own.setEncryptionKey(key as string))).toMatchObject(refused);
      expect(await ekycErrorOf(own.encryptPayload(marc))).toMatchObject(refused);
      await own.setEncryptionKey(null);
      await expect(own.encryptPayload(marc)).resolves.toBeInstanceOf(Blob);
    });
  });

  it.each(['', 'a b', 'x'.repeat(65), 'schlüssel'])('refuses %j as the id of a key', async (keyId) => {
    await withEkyc({}, async (own) => {
      const error = await ekycErrorOf(own.setEncryptionKey(KEY, keyId));
      expect(error).toMatchObject({ code: 'INVALID_ENCRYPTION_KEY', message: expect.stringContaining('keyId') });
    });
  });
});
