import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ekycErrorOf } from '../testing/errors.ts';
import { faultyAssets, sample, withEkyc } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

let ekyc: Ekyc;
let selfie: Blob;
let picture: ImageBitmap;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  selfie = await sample('selfie-marc.jpg');
  picture = await createImageBitmap(selfie);
});

afterAll(() => ekyc.close());

function blank(width: number, height: number): ImageData {
  return new ImageData(new Uint8ClampedArray(4 * width * height).fill(200), width, height);
}

describe('readFace()', () => {
  it('answers what check() shows in its details', async () => {
    const scan = await ekyc.readFace(picture, { encrypted: false });
    expect(scan).toMatchObject({ statusCode: 'OK', faceLimits: 'default', width: picture.width });
    expect(scan).not.toHaveProperty('error');
    expect(scan.landmarks).toHaveLength(468);
    const checkModel = { operations: ['FACE_CHECK'] } as const;
    const { details } = await ekyc.check({ checkModel, face: picture, encrypted: false }, { details: true });
    expect(scan).toEqual(details!.face);
  });

  it.each([
    ['selfie-two-people.jpg', 'TOO_MANY_FACES', 2],
    ['selfie-distant.jpg', 'FACE_TOO_SMALL', 1],
    ['selfie-turned.jpg', 'FACE_ANGLE_TOO_LARGE', 1],
  ])('says what is wrong with %s, and what it saw', async (name, statusCode, faces) => {
    const scan = await ekyc.readFace(await sample(name), { encrypted: false });
    expect(scan).toMatchObject({ statusCode, error: expect.any(String), quality: { score: expect.any(Number) } });
    expect(scan.faces).toHaveLength(faces);
  });

  it.each([
    [640, 480],
    [1, 1],
    [1, 3000],
  ])('finds nobody in %i x %i blank pixels', async (width, height) => {
    expect(await ekyc.readFace(blank(width, height), { encrypted: false })).toEqual({
      width,
      height,
      faces: [],
      faceLimits: 'default',
      statusCode: 'FACE_NOT_FOUND',
      error: expect.any(String),
    });
  });

  it('judges by the limits and the main face of the engine', async () => {
    await withEkyc({ faceLimits: { maxRelativeFaceSize: 0.1 } }, async (strict) => {
      expect(await strict.readFace(picture, { encrypted: false })).toMatchObject({
        statusCode: 'FACE_TOO_CLOSE',
        faceLimits: 'custom',
      });
    });
    await withEkyc({ mainFace: 'centre' }, async (centred) => {
      const scan = await centred.readFace(await sample('selfie-two-people.jpg'), { encrypted: false });
      expect(scan.statusCode).not.toBe('TOO_MANY_FACES');
    });
  });

  it('refuses a face that is there and can’t be made out, and says what ails its pixels', async () => {
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d')!;
    context.filter = 'blur(9px)';
    context.drawImage(picture, 0, 0);
    await withEkyc({ faceLimits: { minPixelQuality: 0.6, maxOcclusion: 1, minEyeOpenness: 0 } }, async (strict) => {
      const blurred = await strict.readFace(canvas.transferToImageBitmap(), { encrypted: false });
      expect(blurred).toMatchObject({ statusCode: 'FACE_NOT_FOUND', error: 'Face is too blurred to be judged' });
      expect(blurred.faces).toHaveLength(1);
      expect(blurred.quality!.sharpness).toBeLessThan(0.6);
      expect((await strict.readFace(picture, { encrypted: false })).statusCode).toBe('OK');
    });
  });

  it('reads frames of a camera, which stay open', async () => {
    const frame = new VideoFrame(picture, { timestamp: 0 });
    const [first, second] = await Promise.all([
      ekyc.readFace(frame, { encrypted: false }),
      ekyc.readFace(frame, { encrypted: false }),
    ]);
    expect(frame.displayWidth).toBe(picture.width);
    expect(second).toEqual(first);
    expect(first).toEqual(await ekyc.readFace(picture, { encrypted: false }));
    frame.close();
    expect(await ekycErrorOf(ekyc.readFace(frame, { encrypted: false }))).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('reads sealed pictures', async () => {
    const payload = await ekyc.encryptPayload(selfie);
    expect(await ekyc.readFace(payload, { encrypted: true })).toEqual(
      await ekyc.readFace(selfie, { encrypted: false }),
    );
  });

  it('says what is wrong with the call', async () => {
    const noOptions = ekyc.readFace as unknown as (image: Blob) => Promise<unknown>;
    expect(await ekycErrorOf(noOptions(selfie))).toMatchObject({ code: 'INVALID_REQUEST' });
    const noPicture = ekyc.readFace as unknown as (image: string, options: object) => Promise<unknown>;
    expect(await ekycErrorOf(noPicture('selfie', { encrypted: false }))).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/^image: expected Blob.*VideoFrame; got string/),
    });
    expect(await ekycErrorOf(ekyc.readFace(selfie, { encrypted: true }))).toMatchObject({ code: 'PAYLOAD_EXPECTED' });
    const text = new Blob(['no picture']);
    expect(await ekycErrorOf(ekyc.readFace(text, { encrypted: false }))).toMatchObject({
      code: 'IMAGE_FORMAT_UNSUPPORTED',
    });
  });

  it('rejects where a network is missing', async () => {
    await withEkyc({ assetsBaseUrl: faultyAssets('missing-models').url }, async (other) => {
      expect(await ekycErrorOf(other.readFace(picture, { encrypted: false }))).toMatchObject({ code: 'ASSET_MISSING' });
    });
  });

  it('ends with the reason of an abort, and with the engine', async () => {
    const controller = new AbortController();
    const aborted = ekyc.readFace(picture, { encrypted: false, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await withEkyc({}, async (other) => {
      const closed = ekycErrorOf(other.readFace(picture, { encrypted: false }));
      await other.close();
      expect(await closed).toMatchObject({ code: 'ENGINE_CLOSED' });
    });
  });
});
