import { describe, expect, it } from 'vitest';
import type { Point } from './geometry.ts';
import { HEAD_MODEL } from './head-model.ts';
import { headPose, symmetricPose } from './head-pose.ts';

/** The model turned by these degrees and seen from far away. */
function landmarksAt(yaw: number, pitch: number, roll: number): Point[] {
  const [a, b, c] = [yaw, pitch, roll].map((angle) => (angle * Math.PI) / 180) as [number, number, number];
  const landmarks: Point[] = [];
  for (const { index, at } of HEAD_MODEL) {
    const [x, y, z] = at;
    // About the axis to the right, then the one down, then the one away from the camera.
    const [y1, z1] = [y * Math.cos(b) - z * Math.sin(b), y * Math.sin(b) + z * Math.cos(b)];
    const x2 = x * Math.cos(a) - z1 * Math.sin(a);
    landmarks[index] = {
      x: 300 + 12 * (x2 * Math.cos(c) - y1 * Math.sin(c)),
      y: 200 + 12 * (x2 * Math.sin(c) + y1 * Math.cos(c)),
    };
  }
  return landmarks;
}

describe('headPose', () => {
  it('is 0, 0, 0 for a face that looks into the camera', () => {
    const { yaw, pitch, roll } = headPose(landmarksAt(0, 0, 0));
    for (const angle of [yaw, pitch, roll]) expect(angle).toBeCloseTo(0, 6);
  });

  it.each([
    [20, 0, 0],
    [-35, 0, 0],
    [0, 25, 0],
    [0, -25, 0],
    [0, 0, 40],
    [0, 0, -170],
    [15, -10, 25],
  ])('tells yaw %i, pitch %i, roll %i apart, each with its sign', (yaw, pitch, roll) => {
    const found = headPose(landmarksAt(yaw, pitch, roll));
    // Before the corrections that were measured on the network, which are odd and near 1.
    expect(found.yaw).toBeCloseTo(yaw * (1 + 5.6e-5 * yaw * yaw), 4);
    expect(found.pitch).toBeCloseTo(pitch * (pitch < 0 ? 1.45 : 1.12), 4);
    expect(found.roll).toBeCloseTo(roll, 4);
  });

  it('of a mirrored face has the other yaw and roll and the same pitch', () => {
    const landmarks = landmarksAt(22, 9, 7);
    const mirrored: Point[] = [];
    for (const { index, at } of HEAD_MODEL) {
      const twin = HEAD_MODEL.find((one) => one.at[0] === -at[0] && one.at[1] === at[1] && one.at[2] === at[2])!;
      mirrored[index] = { x: 640 - landmarks[twin.index]!.x, y: landmarks[twin.index]!.y };
    }
    const [pose, other] = [headPose(landmarks), headPose(mirrored)];
    expect(other.yaw).toBeCloseTo(-pose.yaw, 6);
    expect(other.pitch).toBeCloseTo(pose.pitch, 6);
    expect(other.roll).toBeCloseTo(-pose.roll, 6);
  });
});

it('a symmetric pose is the mean of both views, with the yaw of the mirrored one turned round', () => {
  const pose = { yaw: 12, pitch: 4, roll: 3 };
  expect(symmetricPose(pose, { yaw: -10, pitch: 6, roll: -1 })).toEqual({ yaw: 11, pitch: 5, roll: 3 });
});
