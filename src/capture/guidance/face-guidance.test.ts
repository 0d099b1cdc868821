import { describe, expect, it } from 'vitest';
import type { FaceQuality } from '../../readings/face-quality.ts';
import { FACE_OVAL, type FaceFacts, judgeFace } from './face-guidance.ts';

const QUALITY: FaceQuality = {
  resolution: 1,
  pose: 0.9,
  sharpness: 0.8,
  exposure: 1,
  noise: 1,
  compression: 1,
  eyes: 1,
  occlusion: 1,
  score: 0.8,
};

/** A face of 240 x 300 whose centre is there, in a frame of 640 x 480. */
const faceAt = (x: number, y: number, scale = 1, facts: Partial<FaceFacts> = {}): FaceFacts => {
  const [width, height] = [240 * scale, 300 * scale];
  const box = { x: x - width / 2, y: y - height / 2, width, height };
  return { width: 640, height: 480, faces: [{ box, score: 1 }], statusCode: 'OK', quality: QUALITY, ...facts };
};
const middle = (facts: Partial<FaceFacts> = {}) => faceAt(320, 240, 1, facts);

describe('a face', () => {
  it('in the oval is good, and as good as its worst component', () => {
    expect(judgeFace(middle())).toMatchObject({ inView: true, hint: undefined, quality: 0.8 });
  });

  it('that the engine refuses has the engine’s code, whatever else is wrong', () => {
    const refused = faceAt(20, 20, 0.2, { statusCode: 'FACE_ANGLE_TOO_LARGE' });
    expect(judgeFace(refused)).toMatchObject({ inView: true, hint: 'FACE_ANGLE_TOO_LARGE' });
  });

  it('that is not there is not in view', () => {
    const { quality: _, ...nobody } = middle({ statusCode: 'FACE_NOT_FOUND', faces: [] });
    expect(judgeFace(nobody)).toMatchObject({ inView: false, hint: 'FACE_NOT_FOUND', outline: undefined });
  });

  it('that is in view and can’t be made out is told why', () => {
    const dark = middle({ statusCode: 'FACE_NOT_FOUND', quality: { ...QUALITY, exposure: 0, score: 0 } });
    expect(judgeFace(dark)).toMatchObject({ inView: true, hint: 'POOR_IMAGE_EXPOSURE', quality: 0 });
    const blocks = middle({ statusCode: 'FACE_NOT_FOUND', quality: { ...QUALITY, compression: 0, score: 0 } });
    expect(judgeFace(blocks)).toMatchObject({ hint: 'FACE_NOT_FOUND', quality: 0 });
  });

  it.each([
    ['to the left', 320 - 0.16 * 640, 240],
    ['to the right', 320 + 0.16 * 640, 240],
    ['up', 320, 240 - 0.16 * 480],
    ['down', 320, 240 + 0.16 * 480],
  ])('too far %s of the middle is close to the border, far as that is', (_, x, y) => {
    expect(judgeFace(faceAt(x, y, 0.7)).hint).toBe('FACE_CLOSE_TO_BORDER');
  });

  it('may be a little off the middle', () => {
    expect(judgeFace(faceAt(320 + 0.14 * 640, 240 - 0.14 * 480, 0.7)).hint).toBeUndefined();
  });

  it('is held against the oval before the engine would refuse it', () => {
    const scale = (FACE_OVAL.height * 480) / 300;
    expect(judgeFace(faceAt(320, 240, scale)).hint).toBeUndefined();
    expect(judgeFace(faceAt(320, 240, scale * 1.06)).hint).toBe('FACE_TOO_CLOSE');
    expect(judgeFace(faceAt(320, 240, scale * 0.51)).hint).toBeUndefined();
    expect(judgeFace(faceAt(320, 240, scale * 0.49)).hint).toBe('FACE_TOO_SMALL');
  });

  it.each([
    ['sharpness', 'IMAGE_TOO_BLURRY'],
    ['exposure', 'POOR_IMAGE_EXPOSURE'],
    ['noise', 'POOR_IMAGE_EXPOSURE'],
    ['resolution', 'FACE_TOO_SMALL'],
    ['pose', 'FACE_ANGLE_TOO_LARGE'],
    ['eyes', 'EYES_CLOSED'],
    ['occlusion', 'FACE_IS_OCCLUDED'],
  ] as const)('whose worst fault is its %s is told %s', (component, hint) => {
    const quality = { ...QUALITY, noise: 0.48, [component]: 0.4 };
    expect(judgeFace(middle({ quality }))).toMatchObject({ hint, quality: 0.4 });
  });

  it('is not held back by compression, which nobody can mend', () => {
    expect(judgeFace(middle({ quality: { ...QUALITY, compression: 0, score: 0 } })).hint).toBeUndefined();
  });
});
