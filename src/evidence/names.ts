// Names that both sides of the evidence know. Without zod, so that a page may load them.

/** The format that this build writes and reads. */
export const EVIDENCE_VERSION = 1;

/** What a camera is, by its label. */
export const CAMERA_KINDS = ['ordinary', 'unnamed', 'virtual', 'fake', 'relay', 'capture-card'] as const;
export type CameraKind = (typeof CAMERA_KINDS)[number];

/** What a track is made of, by its class and settings. */
export const TRACK_KINDS = ['camera', 'canvas', 'generator', 'screen', 'foreign'] as const;
export type TrackKind = (typeof TRACK_KINDS)[number];

/** Facts of a browser that cannot both be true. */
export const CONTRADICTIONS = ['plugins', 'permissions'] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

/** Functions by which a page is given its camera. */
export const CAMERA_FUNCTIONS = [
  'MediaDevices.getUserMedia',
  'MediaDevices.enumerateDevices',
  'MediaStreamTrack.getSettings',
  'MediaStreamTrack.getCapabilities',
  'MediaStreamTrack.label',
  'MediaStream.getVideoTracks',
  'MediaStream.getTracks',
  'HTMLMediaElement.srcObject',
] as const;

/** Functions by which a page reads what the camera gives, and by which it would notice. */
export const READING_FUNCTIONS = [
  'HTMLVideoElement.requestVideoFrameCallback',
  'HTMLVideoElement.videoWidth',
  'CanvasRenderingContext2D.drawImage',
  'CanvasRenderingContext2D.getImageData',
  'HTMLCanvasElement.toBlob',
  'OffscreenCanvas.convertToBlob',
  'createImageBitmap',
  'VideoFrame',
  'VideoFrame.copyTo',
  'MediaStreamTrackProcessor',
  'Function.toString',
  'Performance.now',
  'SubtleCrypto.digest',
  'Navigator.webdriver',
] as const;
export type WatchedFunction = (typeof CAMERA_FUNCTIONS)[number] | (typeof READING_FUNCTIONS)[number];

/** Colours of the light challenge, as the screen shows them. */
export const LIGHT_COLOURS = {
  red: [255, 0, 0],
  yellow: [255, 255, 0],
  green: [0, 255, 0],
  cyan: [0, 255, 255],
  blue: [0, 0, 255],
  magenta: [255, 0, 255],
} as const;
export type LightColour = keyof typeof LIGHT_COLOURS;
