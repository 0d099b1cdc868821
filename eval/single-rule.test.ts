import { expect, it } from 'vitest';
import { FACE_VALIDATION_CODES } from '../src/contract/index.ts';
import { FACE_LIMITS_PRESETS, resolveFaceLimits } from '../src/readings/face-limits.ts';
import { type FaceFacts, validateFace } from '../src/readings/face-validation.ts';
import type { Point } from '../src/readings/geometry.ts';
import { singleRule } from './single-rule.ts';
import { UsageError } from './usage-error.ts';

const box = { x: -40, y: -40, width: 100, height: 100 };
const POINTS: Point[] = Array.from({ length: 468 }, () => ({ x: -40, y: -40 }));

/** A face that breaks every rule: twice there, cut off, near, at the border, of few pixels, turned, covered, asleep. */
const WORST: FaceFacts = {
  picture: { width: 60, height: 60 },
  main: { box, score: 1 },
  others: [{ box, score: 1 }],
  landmarks: POINTS,
  pose: { yaw: 80, pitch: 80, roll: 0 },
  condition: { rightEyeOpenness: 0, leftEyeOpenness: 0, mouthOpenness: 0, occlusion: 1 },
};

const RULES = FACE_VALIDATION_CODES.filter((code) => code !== 'FACE_NOT_FOUND');

it.each(RULES)('leaves %s alone in force', (code) => {
  const { limits } = resolveFaceLimits(singleRule(code, 'default'));
  expect(validateFace(WORST, limits)?.code).toBe(code);
});

it('leaves no rule where only missing faces are to be told', () => {
  expect(validateFace(WORST, singleRule('FACE_NOT_FOUND', 'default'))).toBeUndefined();
});

it('takes the numbers of the preset', () => {
  expect(singleRule('FACE_TOO_SMALL', 'strict')).toMatchObject({
    minFaceSize: FACE_LIMITS_PRESETS.strict.minFaceSize,
    minInterpupillaryDistance: FACE_LIMITS_PRESETS.strict.minInterpupillaryDistance,
  });
});

it('refuses a rule that the preset does not have', () => {
  expect(() => singleRule('EYES_CLOSED', 'enrolment')).toThrow(UsageError);
});
