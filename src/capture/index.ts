export type { CameraFrame, CameraInterruption, CameraOptions, CameraSession } from './camera/camera-session.ts';
export { watchFrames } from './camera/frame-loop.ts';
export { openCamera } from './camera/open-camera.ts';
export type {
  CameraDevice,
  CameraFacts,
  Capture,
  CaptureHint,
  CaptureOptions,
  CaptureResult,
  CaptureSnapshot,
  CaptureState,
  CaptureSubject,
} from './capture.ts';
export { CAPTURE_STATES } from './capture.ts';
export {
  createEvidenceRecorder,
  type EvidenceRecorder,
  type EvidenceRecorderOptions,
  type TakenPhoto,
} from './evidence/evidence-recorder.ts';
export { fileEvidence } from './evidence/file-evidence.ts';
export type { LightChallengeSurface } from './evidence/light-challenge-surface.ts';
export { createDocumentCapture, createFaceCapture } from './session/create-capture.ts';
