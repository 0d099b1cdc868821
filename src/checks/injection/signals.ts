import type { InjectionReason } from './injection-reason.ts';

interface SignalEntry {
  readonly reason: InjectionReason;
  /** Log-odds that it takes away (or adds). */
  readonly weight: number;
  readonly message: string;
}

/** Log-odds of a payload of which nothing is known to speak against it: 0.953. */
export const START = 3;
/** Added where the payload has the `externalMeta` that is expected: from 0.953 to 0.982. */
export const BOUND_TO_SESSION = 1;
/** Added where a face followed the light challenge, which a recording made before cannot. */
export const FOLLOWED_LIGHT = 1.5;

/** No matter of degree. */
const CERTAIN = Number.NEGATIVE_INFINITY;

/**
 * All that speaks for an injection. Weights are judgements, not fitted: no set of real injections is at hand. About -5 takes any capture below
 * 0.5 by itself, -2 to -3 in company, -0.5 to -1.5 hardly shows. docs/EVIDENCE.md says of each why.
 */
export const SIGNALS = {
  // The payload
  REPLAYED: {
    reason: 'SUSPICIOUS_ACTIVITY',
    weight: CERTAIN,
    message: 'The payload was judged before: this is a replay',
  },
  OTHER_SESSION: {
    reason: 'UNTRUSTED_CONTENT',
    weight: CERTAIN,
    message: 'The payload was sealed with another externalMeta than is expected, or with none',
  },
  HELD_BACK: {
    reason: 'SUSPICIOUS_ACTIVITY',
    weight: -4.5,
    message: 'Longer ago than a user needs, the picture was taken, or the payload sealed',
  },
  NO_EVIDENCE: {
    reason: 'UNTRUSTED_CONTENT_LOW_CONFIDENCE',
    weight: -4.1,
    message: 'The payload says nothing of how its picture was captured',
  },
  EVIDENCE_MALFORMED: {
    reason: 'SDK_INTEGRITY_VIOLATION',
    weight: -8,
    message: 'The evidence is not what the capture module of this version writes',
  },
  // The picture
  OTHER_BYTES: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -8,
    message: 'The evidence is of another file than the one that was sealed with it',
  },
  OTHER_PICTURE: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -6,
    message: 'The sealed picture does not look like the one that the evidence is of',
  },
  NOT_AMONG_FRAMES: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -5,
    message: 'The sealed picture is not among the frames that the camera showed',
  },
  FROM_FILE: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -4.5,
    message: 'The picture is a file that the user chose, and no camera was there',
  },
  // The page
  PATCHED_CAMERA: {
    reason: 'SDK_INTEGRITY_VIOLATION',
    weight: -5,
    message: 'Functions that hand out the camera were replaced',
  },
  PATCHED_READING: {
    reason: 'SDK_INTEGRITY_VIOLATION',
    weight: -1.5,
    message: 'Functions that read frames, times or digests were replaced',
  },
  NO_REFERENCE: {
    reason: 'SDK_INTEGRITY_VIOLATION',
    weight: -0.5,
    message: 'The page lets no frame be made whose functions could be compared with its own',
  },
  WEBDRIVER: {
    reason: 'UNTRUSTED_ENVIRONMENT',
    weight: -3,
    message: 'The browser says that it is driven by a program',
  },
  HEADLESS: { reason: 'UNTRUSTED_ENVIRONMENT', weight: -2, message: 'The browser has no screen (headless)' },
  AUTOMATION: { reason: 'UNTRUSTED_ENVIRONMENT', weight: -3, message: 'A tool that drives browsers left its traces' },
  CONTRADICTORY_BROWSER: {
    reason: 'UNTRUSTED_ENVIRONMENT',
    weight: -1,
    message: 'The browser tells things of itself that cannot both be true',
  },
  PAGE_HIDDEN: {
    reason: 'SUSPICIOUS_ACTIVITY',
    weight: -1,
    message: 'The page was hidden while the camera was on',
  },
  // The camera
  VIRTUAL_CAMERA: { reason: 'UNTRUSTED_DEVICE', weight: -5, message: 'The camera has the name of a virtual one' },
  FAKE_CAMERA: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -5,
    message: "The camera is a browser's fake one, made for tests",
  },
  RELAYED_CAMERA: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -2.5,
    message: 'The camera has the name of a program that relays pictures of another device',
  },
  CAPTURE_CARD: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -2.5,
    message: 'The camera has the name of a capture card, which takes pictures from any device',
  },
  UNNAMED_CAMERA: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -1,
    message: 'The camera has no name, although it may be told',
  },
  SYNTHETIC_TRACK: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -6,
    message: 'What films is no camera but a canvas, a generator, a screen or a foreign object',
  },
  CAMERA_UNLISTED: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -2.5,
    message: 'The camera is not among the cameras of this device',
  },
  CAPABILITIES_IMPOSSIBLE: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -2,
    message: "The camera's capabilities are those of no camera, or its settings lie outside them",
  },
  SETTINGS_CONTRADICT: {
    reason: 'UNTRUSTED_DEVICE',
    weight: -2.5,
    message: "The frames have another size than the camera's settings",
  },
  // Its frames
  TOO_FEW_FRAMES: {
    reason: 'UNTRUSTED_CONTENT_LOW_CONFIDENCE',
    weight: -1.5,
    message: 'Too few frames were seen to tell much',
  },
  TOO_FAST: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -1.5,
    message: 'Frames come faster than the camera makes them',
  },
  TIMES_REPEATED: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -2,
    message: 'Frames have the time of the one before, or an earlier one',
  },
  TIMES_TOO_REGULAR: {
    reason: 'UNTRUSTED_CONTENT_LOW_CONFIDENCE',
    weight: -0.7,
    message: 'The times of the frames are those of a calculation',
  },
  FROZEN: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -5,
    message: 'Most frames repeat the one before, bit for bit',
  },
  FRAMES_REPEATED: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -1.5,
    message: 'Many frames repeat the one before, bit for bit',
  },
  LOOPED: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -5,
    message: 'Frames, or their noise, come again: this is a clip in a loop',
  },
  NO_NOISE: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -2.5,
    message: 'The frames have no noise that moves, as every sensor makes it',
  },
  NOTHING_MOVES: {
    reason: 'UNTRUSTED_CONTENT_LOW_CONFIDENCE',
    weight: -1,
    message: 'Nothing moves, not even as much as a face that holds still',
  },
  // The light challenge
  LIGHT_NOT_FOLLOWED: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -5,
    message: "The face changes its colour, but not with the screen's light",
  },
  LIGHT_ON_BACKGROUND_ALONE: {
    reason: 'UNTRUSTED_CONTENT',
    weight: -5,
    message: "The background follows the screen's light, and the face does not",
  },
  LIGHT_INCONCLUSIVE: {
    reason: 'UNTRUSTED_CONTENT_LOW_CONFIDENCE',
    weight: -0.5,
    message: "The screen's light is too weak on the face to tell",
  },
} as const satisfies Record<string, SignalEntry>;

/** What was found, by its name in docs/EVIDENCE.md. */
export type InjectionSignal = keyof typeof SIGNALS;
