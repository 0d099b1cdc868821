import { watchFrames } from '../camera/frame-loop.ts';
import { openCamera } from '../camera/open-camera.ts';
import { createEvidenceRecorder } from '../evidence/evidence-recorder.ts';
import { fileEvidence } from '../evidence/file-evidence.ts';
import { createFaceTracker } from '../tracker/face-tracker.ts';
import type { CaptureDeps } from './capture-deps.ts';
import { toPhoto } from './photo.ts';

/** What a capture in a browser is made of. */
export const BROWSER_DEPS: CaptureDeps = {
  openCamera,
  watchFrames,
  createTracker: createFaceTracker,
  createRecorder: createEvidenceRecorder,
  recordFile: fileEvidence,
  copyFrame: ({ image }) => createImageBitmap(image),
  toPhoto,
  createVideo: () => document.createElement('video'),
  isPageHidden: () => document.hidden,
  clock: {
    now: () => performance.now(),
    every(milliseconds, tick) {
      const timer = setInterval(tick, milliseconds);
      return () => clearInterval(timer);
    },
  },
};
