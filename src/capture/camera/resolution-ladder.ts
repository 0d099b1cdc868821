import type { CameraOptions } from './camera-session.ts';

/** Widths and heights in pixels, best first. A face needs few, the small print of a card many. */
const SIZES = {
  user: [
    [1280, 720],
    [640, 480],
  ],
  environment: [
    [3840, 2160],
    [2560, 1440],
    [1920, 1080],
    [1280, 720],
    [640, 480],
  ],
} as const;

/** Some cameras give their largest pictures a few times a second only; guidance cannot follow these. */
const LEAST_FRAMES_PER_SECOND = 15;

/** What is asked of a camera, one after the other, until it can do it. The last rung demands nothing. */
export function resolutionLadder(facing: CameraOptions['facing']): readonly MediaTrackConstraints[] {
  const rungs = SIZES[facing].map(([width, height]) => ({ width: { ideal: width }, height: { ideal: height } }));
  return [
    ...rungs.map((rung) => ({ ...rung, frameRate: { ideal: 30, min: LEAST_FRAMES_PER_SECOND } })),
    { ...rungs.at(-1), frameRate: { ideal: 30 } },
  ];
}
