import { describe, expect, it } from 'vitest';
import { FACE_LIMITS_PRESETS, resolveFaceLimits } from './face-limits.ts';
import { type FaceFacts, judgesCondition, judgesPixels, validateFace } from './face-validation.ts';
import type { Point } from './geometry.ts';

/** 468 points about a place, the eyes so far apart. */
function landmarks(eyesApart: number, { x, y }: Point = { x: 430, y: 450 }): Point[] {
  const points = Array.from({ length: 468 }, () => ({ x, y }));
  for (const i of [160, 158, 144, 153]) points[i] = { x: x - eyesApart / 2, y };
  for (const i of [385, 387, 373, 380]) points[i] = { x: x + eyesApart / 2, y };
  return points;
}

const frontal = { yaw: 0, pitch: 0, roll: 0 };
const clear = { rightEyeOpenness: 0.9, leftEyeOpenness: 0.9, mouthOpenness: 0, occlusion: 0.01 };

const fine = { sharpness: 0.6, brightness: 0.5, dark: 0, bright: 0, noise: 3, blockiness: 1 };

const good: FaceFacts = {
  picture: { width: 800, height: 1000 },
  main: { box: { x: 300, y: 300, width: 260, height: 300 }, score: 1 },
  others: [],
  landmarks: landmarks(110),
  pose: frontal,
  condition: clear,
  measures: fine,
};

function face(x: number, y: number, width: number, height = width) {
  return { box: { x, y, width, height }, score: 0.9 };
}

describe('validateFace', () => {
  it.each(Object.keys(FACE_LIMITS_PRESETS) as (keyof typeof FACE_LIMITS_PRESETS)[])(
    'lets a good face pass under %s',
    (preset) => {
      expect(validateFace(good, FACE_LIMITS_PRESETS[preset])).toBeUndefined();
    },
  );

  it.each([
    ['a second face of half the size', { others: [face(600, 300, 140)] }, 'TOO_MANY_FACES', /Too many/],
    ['a face of 81 % of the picture', { main: face(75, 100, 600, 650) }, 'FACE_TOO_CLOSE', /close to the camera/],
    ['14 px to the left border', { main: face(14, 300, 300) }, 'FACE_CLOSE_TO_BORDER', /border/],
    ['14 px to the lower border', { main: face(300, 686, 300) }, 'FACE_CLOSE_TO_BORDER', /border/],
    ['a face of 149 px', { main: face(300, 300, 149, 300) }, 'FACE_TOO_SMALL', /Absolute/],
    [
      'a face of a twentieth',
      { picture: { width: 4000, height: 3000 }, main: face(900, 900, 200) },
      'FACE_TOO_SMALL',
      /Relative/,
    ],
    ['eyes 49 px apart', { landmarks: landmarks(49) }, 'FACE_TOO_SMALL', /Interpupillary/],
    ['a tenth of the face outside', { main: face(-30, 300, 300) }, 'FACE_CROPPED', /cropped/],
    ['a chin outside', { landmarks: landmarks(110, { x: 430, y: 1020 }) }, 'FACE_CROPPED', /cropped/],
    ['a yaw of 31 degrees', { pose: { ...frontal, yaw: -31 } }, 'FACE_ANGLE_TOO_LARGE', /rotation angle/],
    ['a pitch of 31 degrees', { pose: { ...frontal, pitch: 31 } }, 'FACE_ANGLE_TOO_LARGE', /rotation angle/],
    ['a mask', { condition: { ...clear, occlusion: 0.9 } }, 'FACE_IS_OCCLUDED', /occluded/],
    [
      'two shut eyes',
      { condition: { ...clear, rightEyeOpenness: 0.1, leftEyeOpenness: 0.2 } },
      'EYES_CLOSED',
      /Eyes are closed/,
    ],
    ['a smear', { measures: { ...fine, sharpness: 0.12 } }, 'FACE_NOT_FOUND', /too blurred/],
    ['a face in the dark', { measures: { ...fine, dark: 1 } }, 'FACE_NOT_FOUND', /too dark/],
    ['a face burnt out', { measures: { ...fine, bright: 0.9 } }, 'FACE_NOT_FOUND', /too bright/],
    ['noise', { measures: { ...fine, noise: 70 } }, 'FACE_NOT_FOUND', /too noisy/],
    ['blocks', { measures: { ...fine, blockiness: 30 } }, 'FACE_NOT_FOUND', /too compressed/],
  ])('%s answers its code and message', (_, change, code, message) => {
    expect(validateFace({ ...good, ...change }, FACE_LIMITS_PRESETS.default)).toEqual({
      code,
      error: expect.stringMatching(message),
    });
  });

  it('lets a wink and a head that leans pass', () => {
    const wink = { ...good, condition: { ...clear, leftEyeOpenness: 0.05 }, pose: { ...frontal, roll: 80 } };
    expect(validateFace(wink, FACE_LIMITS_PRESETS.default)).toBeUndefined();
  });

  it('asks for no condition under enrolment', () => {
    expect(judgesCondition(FACE_LIMITS_PRESETS.enrolment)).toBe(false);
    expect(judgesCondition(FACE_LIMITS_PRESETS.default)).toBe(true);
    const covered = { ...good, condition: { ...clear, occlusion: 1, rightEyeOpenness: 0, leftEyeOpenness: 0 } };
    expect(validateFace(covered, FACE_LIMITS_PRESETS.enrolment)).toBeUndefined();
  });

  it('lets faces pass of which half is lost, and asks for no quality under enrolment', () => {
    const poor = { sharpness: 0.15, brightness: 0.1, dark: 0.7, bright: 0, noise: 50, blockiness: 20 };
    expect(validateFace({ ...good, measures: poor }, FACE_LIMITS_PRESETS.default)).toBeUndefined();
    expect(judgesPixels(FACE_LIMITS_PRESETS.default)).toBe(true);
    expect(judgesPixels(FACE_LIMITS_PRESETS.enrolment)).toBe(false);
  });

  it('ignores smaller faces in the background', () => {
    expect(validateFace({ ...good, others: [face(600, 300, 130)] }, FACE_LIMITS_PRESETS.default)).toBeUndefined();
  });

  it('answers the first code of the contract when several apply', () => {
    const bad = { ...good, main: face(2, 2, 40), others: [face(100, 100, 40)] };
    expect(validateFace(bad, FACE_LIMITS_PRESETS.default)?.code).toBe('TOO_MANY_FACES');
    expect(validateFace({ ...bad, others: [] }, FACE_LIMITS_PRESETS.default)?.code).toBe('FACE_CLOSE_TO_BORDER');
  });

  it('is stricter under strict, and has no border rule under enrolment', () => {
    const between = { ...good, main: face(20, 300, 200) };
    expect(validateFace(between, FACE_LIMITS_PRESETS.default)).toBeUndefined();
    expect(validateFace(between, FACE_LIMITS_PRESETS.strict)?.code).toBe('FACE_CLOSE_TO_BORDER');
    expect(validateFace({ ...good, main: face(-2, 300, 48) }, FACE_LIMITS_PRESETS.enrolment)).toBeUndefined();
    expect(validateFace({ ...good, main: face(300, 300, 47) }, FACE_LIMITS_PRESETS.enrolment)?.code).toBe(
      'FACE_TOO_SMALL',
    );
  });
});

describe('resolveFaceLimits', () => {
  it('changes single numbers of the default preset', () => {
    expect(resolveFaceLimits({ minFaceSize: 100 })).toEqual({
      name: 'custom',
      limits: { ...FACE_LIMITS_PRESETS.default, minFaceSize: 100 },
    });
  });

  it.each(['lax', '__proto__', 'constructor'])('refuses the preset %s', (name) => {
    expect(() => resolveFaceLimits(name as 'default')).toThrow(/unknown preset.*default, strict, enrolment/);
  });
});
