import { z } from 'zod';
import {
  CAMERA_FUNCTIONS,
  CAMERA_KINDS,
  CONTRADICTIONS,
  EVIDENCE_VERSION,
  LIGHT_COLOURS,
  type LightColour,
  READING_FUNCTIONS,
  TRACK_KINDS,
} from './names.ts';

// What a capture tells of itself; docs/EVIDENCE.md has every field with its unit and why it is there. All bounds are there so that evidence
// stays below 64 KiB, and so that nothing but numbers, names of these lists and hashes can be put into it.

const count = z.int().min(0).max(1_000_000);
const pixels = z.int().min(1).max(65_535);
const milliseconds = z.number().min(0).max(86_400_000);
const measure = z.number().min(0).max(1_000_000);
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const range = z.strictObject({ min: measure, max: measure });
/** Mean linear light, 0 to 1: red, green, blue. */
const light = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1), z.number().min(0).max(1)]);

const photo = z.strictObject({
  sha256: hex(64),
  bytes: z.int().min(1),
  width: pixels,
  height: pixels,
  signature: hex(120),
});

const environment = z.strictObject({
  webdriver: z.boolean(),
  headless: z.boolean(),
  automation: z.boolean(),
  contradictions: z.array(z.enum(CONTRADICTIONS)).max(CONTRADICTIONS.length),
  patched: z.array(z.enum([...CAMERA_FUNCTIONS, ...READING_FUNCTIONS])).max(64),
  referenceRealm: z.boolean(),
});

const camera = z.strictObject({
  kind: z.enum(CAMERA_KINDS),
  product: z.string().max(40).exactOptional(),
  track: z.enum(TRACK_KINDS),
  listed: z.boolean(),
  devices: count,
  settings: z.strictObject({
    width: pixels.exactOptional(),
    height: pixels.exactOptional(),
    frameRate: measure.exactOptional(),
    facingMode: z.string().max(20).exactOptional(),
    deviceId: z.boolean(),
  }),
  /** Absent where the browser tells none of any camera. */
  capabilities: z
    .strictObject({
      names: count,
      width: range.exactOptional(),
      height: range.exactOptional(),
      frameRate: range.exactOptional(),
      deviceId: z.boolean(),
    })
    .exactOptional(),
});

const stream = z.strictObject({
  seen: count,
  presented: count,
  durationMs: milliseconds,
  sizes: z.array(z.strictObject({ width: pixels, height: pixels })).max(8),
  interval: z.strictObject({ mean: milliseconds, deviation: milliseconds }),
  mediaInterval: z.strictObject({ mean: milliseconds, deviation: milliseconds }),
  repeatedTimes: count,
  backwardTimes: count,
  repeatedFrames: count,
  loopedFrames: count,
  loopMs: milliseconds.exactOptional(),
  noise: z.strictObject({ pairs: count, median: measure, still: z.number().min(0).max(1) }),
  motion: measure,
  signatures: z.array(z.strictObject({ at: milliseconds, luma: hex(120) })).max(64),
});

const events = z.strictObject({
  openToPhotoMs: milliseconds,
  hidden: count,
  hiddenMs: milliseconds,
  muted: count,
  turned: count,
});

const lightStep = z.strictObject({
  colour: z.enum(Object.keys(LIGHT_COLOURS) as [LightColour, ...LightColour[]]),
  frames: count,
  face: light,
  background: light,
});

const common = {
  version: z.literal(EVIDENCE_VERSION),
  subject: z.enum(['face', 'document']),
  /** Milliseconds since 1970, by the device's clock. */
  takenAt: z.int().min(0),
  photo,
  environment,
};

const cameraEvidenceSchema = z.strictObject({
  ...common,
  source: z.literal('camera'),
  camera,
  stream,
  events,
  light: z.strictObject({ steps: z.array(lightStep).min(1).max(16) }).exactOptional(),
});

const fileEvidenceSchema = z.strictObject({ ...common, source: z.literal('file') });

/** Evidence of a capture, format version 1 (docs/EVIDENCE.md). */
export const captureEvidenceSchema = z.discriminatedUnion('source', [cameraEvidenceSchema, fileEvidenceSchema]);

/** How a picture was captured: docs/EVIDENCE.md. */
export type CaptureEvidence = z.infer<typeof captureEvidenceSchema>;
export type CameraEvidence = z.infer<typeof cameraEvidenceSchema>;
export type FileEvidence = z.infer<typeof fileEvidenceSchema>;
export type EvidenceEnvironment = z.infer<typeof environment>;
export type EvidenceCamera = z.infer<typeof camera>;
export type EvidenceStream = z.infer<typeof stream>;
export type EvidenceEvents = z.infer<typeof events>;
export type EvidencePhoto = z.infer<typeof photo>;
export type LightStep = z.infer<typeof lightStep>;
