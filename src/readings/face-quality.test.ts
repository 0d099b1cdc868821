import { expect, it } from 'vitest';
import { type FaceQualityFacts, faceQuality, QUALITY_RAMPS } from './face-quality.ts';

const good: FaceQualityFacts = {
  measures: { sharpness: 0.7, brightness: 0.5, dark: 0, bright: 0, noise: 1, blockiness: 1 },
  condition: { rightEyeOpenness: 0.95, leftEyeOpenness: 0.95, mouthOpenness: 0, occlusion: 0.05 },
  pose: { yaw: 0, pitch: 0, roll: 90 },
  interpupillaryDistance: 120,
};

it('is 1 in every component where nothing is to be wished for, however the picture lies', () => {
  expect(new Set(Object.values(faceQuality(good)))).toEqual(new Set([1]));
});

it.each([
  ['resolution', { interpupillaryDistance: 5 }],
  ['pose', { pose: { yaw: 90, pitch: 0, roll: 0 } }],
  ['sharpness', { measures: { ...good.measures, sharpness: 0 } }],
  ['exposure', { measures: { ...good.measures, dark: 1 } }],
  ['exposure', { measures: { ...good.measures, bright: 1 } }],
  ['noise', { measures: { ...good.measures, noise: 200 } }],
  ['compression', { measures: { ...good.measures, blockiness: 30 } }],
  ['eyes', { condition: { ...good.condition, rightEyeOpenness: 0.1, leftEyeOpenness: 0.1 } }],
  ['occlusion', { condition: { ...good.condition, occlusion: 0.9 } }],
] as const)('%s alone brings the score to 0', (component, change) => {
  const quality = faceQuality({ ...good, ...change });
  expect(quality.score).toBeCloseTo(0, 6);
  const { score, [component]: worst, ...others } = quality;
  expect(worst).toBeCloseTo(0, 6);
  expect(new Set(Object.values(others))).toEqual(new Set([1]));
});

it('costs the squared cosine of yaw, and one open eye is enough', () => {
  expect(faceQuality({ ...good, pose: { yaw: 60, pitch: 0, roll: 0 } }).score).toBeCloseTo(0.25, 6);
  expect(faceQuality({ ...good, condition: { ...good.condition, leftEyeOpenness: 0 } }).score).toBe(1);
});

it('runs straight between the ends of a ramp', () => {
  const { none, full } = QUALITY_RAMPS.noise;
  const halfway = { ...good, measures: { ...good.measures, noise: (none + full) / 2 } };
  expect(faceQuality(halfway).noise).toBeCloseTo(0.5, 6);
});
