import { describe, expect, it } from 'vitest';
import { type PoseItem, summarisePose } from './summarise-pose.ts';

const pose = (yaw: number, pitch = 0, roll = 0) => ({ yaw, pitch, roll });
type Pose = ReturnType<typeof pose>;

const turned = (axis: 'yaw' | 'pitch' | 'roll', degrees: number, a: Pose, b: Pose): PoseItem => ({
  turn: { axis, degrees },
  mirrored: false,
  status: 'OK',
  poses: { a, b },
});
const mirrored = (a: Pose, b: Pose): PoseItem => ({ mirrored: true, status: 'OK', poses: { a, b } });

describe('summarisePose', () => {
  const items: PoseItem[] = [
    turned('yaw', 35, pose(4), pose(37)),
    turned('yaw', 35, pose(-6), pose(25)),
    { turn: { axis: 'yaw', degrees: 35 }, mirrored: false, status: 'FACE_NOT_FOUND' },
    turned('yaw', -15, pose(0), pose(-15)),
    turned('pitch', 25, pose(9, 5), pose(-9, 31)),
    turned('roll', 30, pose(0, 0, 170), pose(0, 0, -161)),
  ];

  it('measures each turn from the first picture on, about its own axis', () => {
    const { turns } = summarisePose(items);
    expect(turns).toEqual({
      'yaw -15': { n: 1, lost: 0, meanError: 0, measured: -15, over30: 0 },
      'yaw 35': { n: 3, lost: 1, meanError: 3, measured: 32, over30: 1 / 2 },
      'pitch 25': { n: 1, lost: 0, meanError: 1, measured: 26, over30: 1 },
      'roll 30': { n: 1, lost: 0, meanError: 1, measured: 29, over30: 1 },
    });
  });

  it('shows the turns by axis, then from low to high', () => {
    expect(Object.keys(summarisePose(items).turns ?? {})).toEqual(['yaw -15', 'yaw 35', 'pitch 25', 'roll 30']);
  });

  it('takes the mean over what was measured, and counts the rest as farther off', () => {
    expect(summarisePose(items)).toMatchObject({
      n: 6,
      failures: { FACE_NOT_FOUND: 1 },
      meanError: 8 / 5,
      within3: 4 / 6,
    });
  });

  it('expects yaw and roll of a mirrored head with the other sign, and its pitch unchanged', () => {
    const pairs = [mirrored(pose(20, 5, 3), pose(-18, 6, -3)), mirrored(pose(10, 5, -178), pose(10, 5, -179))];
    const summary = summarisePose([...pairs, { mirrored: true, status: 'FACE_NOT_FOUND' }]);
    expect(summary.mirrored).toEqual({
      n: 3,
      lost: 1,
      meanYawError: 11,
      meanPitchError: 0.5,
      meanRollError: 1.5,
      within3: 1 / 3,
    });
    for (const name of ['meanError', 'within3', 'turns']) expect(summary).not.toHaveProperty(name);
    expect(summary.ci.mirrored?.within3).toHaveLength(2);
  });

  it('says nothing about mirrored pictures where there are none', () => {
    expect(summarisePose(items)).not.toHaveProperty('mirrored');
    expect(summarisePose(items).ci).not.toHaveProperty('mirrored');
  });
});
