import { describe, expect, it } from 'vitest';
import {
  BUDGET_ANDROID,
  DEPTH_RIG,
  DESKTOP_WITH_TWO_ALIKE,
  IPHONE_15,
  IPHONE_IN_JAPANESE,
  IPHONE_PRO,
  IPHONE_SE,
  IPHONE_WITHOUT_CAPABILITIES,
  LAPTOP_WITH_INFRARED,
  LAPTOP_WITH_TWO_UNKNOWN,
  LAPTOP_WITH_VIRTUAL,
  PIXEL,
  SAMSUNG,
  SURFACE,
  UNNAMED,
} from '../../testing/camera-devices.ts';
import { type CameraCandidate, chooseCamera } from './choose-camera.ts';

const cases: readonly (readonly [string, readonly CameraCandidate[], string, string])[] = [
  ['an iPhone with one lens', IPHONE_SE, 'Front Camera', 'Back Camera'],
  ['an iPhone with two lenses', IPHONE_15, 'Front Camera', 'Back Dual Wide Camera'],
  ['an iPhone with three lenses', IPHONE_PRO, 'Front Camera', 'Back Dual Wide Camera|Back Triple Camera'],
  ['an iPhone in Japanese', IPHONE_IN_JAPANESE, '前面カメラ', '背面カメラ 5|背面カメラ 6'],
  ['an older iPhone', IPHONE_WITHOUT_CAPABILITIES, 'Front Camera', 'Back Dual Wide Camera|Back Triple Camera'],
  ['a Samsung whose wide lens comes first', SAMSUNG, 'camera2 1, facing front', 'camera2 0, facing back'],
  ['a Pixel', PIXEL, 'camera2 1, facing front', 'camera2 0, facing back'],
  ['a phone with macro and depth sensors', BUDGET_ANDROID, 'camera2 1, facing front', 'camera2 0, facing back'],
  [
    'a laptop with Windows Hello',
    LAPTOP_WITH_INFRARED,
    'Integrated Camera (04f2:b7be)',
    'Integrated Camera (04f2:b7be)',
  ],
  [
    'a laptop with nameless sensors',
    LAPTOP_WITH_TWO_UNKNOWN,
    'USB2.0 Camera B (13d3:56fe)',
    'USB2.0 Camera B (13d3:56fe)',
  ],
  ['a tablet computer', SURFACE, 'Microsoft Camera Front', 'Microsoft Camera Rear'],
  [
    'a laptop with virtual cameras',
    LAPTOP_WITH_VIRTUAL,
    'FaceTime HD Camera (05ac:8514)',
    'FaceTime HD Camera (05ac:8514)',
  ],
  [
    'a depth camera',
    DEPTH_RIG,
    'Intel(R) RealSense(TM) Depth Camera 435i RGB',
    'Intel(R) RealSense(TM) Depth Camera 435i RGB',
  ],
];

describe.each(cases)('of %s', (_, cameras, forFace, forDocument) => {
  it(`a face takes ${forFace}`, () => expect(forFace.split('|')).toContain(chooseCamera(cameras, 'user')?.label));

  it(`a document takes ${forDocument}`, () => {
    expect(forDocument.split('|')).toContain(chooseCamera(cameras, 'environment')?.label);
  });

  it('the order matters to equals only', () => {
    const backwards = cameras.toReversed();
    expect(forFace.split('|')).toContain(chooseCamera(backwards, 'user')?.label);
    expect(forDocument.split('|')).toContain(chooseCamera(backwards, 'environment')?.label);
  });
});

it('an open camera stays where the other is of its kind', () => {
  for (const facing of ['user', 'environment'] as const) {
    expect(chooseCamera(DESKTOP_WITH_TWO_ALIKE, facing)?.deviceId).toBe('USB Camera (046d:0825)');
  }
});

it('of equals takes the first, which is the one that is open', () => {
  expect(chooseCamera(UNNAMED, 'user')?.deviceId).toBe('');
  expect(chooseCamera(UNNAMED.toReversed(), 'user')?.deviceId).toBe('second');
});

it('takes what there is, and nothing of nothing', () => {
  expect(chooseCamera(LAPTOP_WITH_VIRTUAL.slice(0, 1), 'environment')?.label).toBe('OBS Virtual Camera');
  expect(chooseCamera(SAMSUNG.slice(0, 1), 'environment')?.label).toBe('camera2 1, facing front');
  expect(chooseCamera([], 'user')).toBeUndefined();
});
