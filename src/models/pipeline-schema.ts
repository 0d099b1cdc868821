import { z } from 'zod';
import { calibrationSchema } from './calibration.ts';
import { inputSpecSchema } from './input-spec.ts';
import {
  type FaceCrop,
  PIPELINE_TYPES,
  type PipelineCalibration,
  type PipelineInput,
  type PipelineOutput,
} from './pipeline-spec.ts';

const MAX_SIDE = 1024;
const MAX_CROPS = 16;
const MAX_SURROUNDINGS = 10;
const AS_WIDE_AS_HIGH: readonly FaceCrop['shape'][] = ['aligned', 'patch'];

const share = z.number().min(0).max(1);

const cropSchema: z.ZodType<FaceCrop> = z
  .strictObject({
    shape: z.enum(['square', 'box', 'aligned', 'patch']),
    surroundings: z.number().positive().max(MAX_SURROUNDINGS),
    keepInside: z.boolean().exactOptional(),
    at: z.tuple([share, share]).exactOptional(),
  })
  .refine(({ shape, keepInside }) => shape === 'square' || shape === 'box' || keepInside === undefined, {
    path: ['keepInside'],
    error: 'is for squares and boxes: an aligned crop stays where the face is, a patch is always inside',
  })
  .refine(({ shape, at }) => (shape === 'patch') === (at !== undefined), {
    path: ['at'],
    error: 'says where a patch is: every patch needs it, and no other crop has it',
  });

const pipelineInputSchema: z.ZodType<PipelineInput> = inputSpecSchema
  .extend({
    name: z.string().min(1),
    width: z.int().min(1).max(MAX_SIDE),
    height: z.int().min(1).max(MAX_SIDE),
    crops: z.array(cropSchema).min(1).max(MAX_CROPS),
  })
  .refine(({ crops, batch = 1 }) => crops.length % batch === 0, {
    path: ['batch'],
    error: 'must divide the number of crops, because every run takes as many',
  })
  .refine(
    ({ crops, width, height }) => width === height || crops.every(({ shape }) => !AS_WIDE_AS_HIGH.includes(shape)),
    {
      path: ['height'],
      error: 'must be the width, because a crop is aligned or a patch',
    },
  )
  .refine(({ channels, mean, scale }) => channels !== 'GREY' || !(Array.isArray(mean) || Array.isArray(scale)), {
    path: ['channels'],
    error: 'GREY is one plane; mean and scale must be numbers',
  });

const pipelineOutputSchema: z.ZodType<PipelineOutput> = z
  .strictObject({
    name: z.string().min(1),
    columns: z.int().min(1),
    column: z.int().min(0),
    value: z.enum(['probability', 'logit']),
    of: z.enum(['bona-fide', 'attack']),
  })
  .refine(({ column, columns }) => column < columns, {
    path: ['column'],
    error: 'must be less than columns: the first column is 0',
  });

const curveSchema = calibrationSchema.omit({ fittedOn: true }).extend({
  thresholds: z
    .strictObject({ SOFT: z.number(), REGULAR: z.number(), HARD: z.number() })
    .refine(({ SOFT, REGULAR, HARD }) => SOFT <= REGULAR && REGULAR <= HARD, {
      error: 'must rise from SOFT over REGULAR to HARD',
    }),
});

const pipelineCalibrationSchema: z.ZodType<PipelineCalibration> = curveSchema.extend({
  desktop: curveSchema.exactOptional(),
  contextSlope: z.number().exactOptional(),
  fittedOn: z.string().exactOptional(),
});

/** The fields of a `PipelineSpec`, for schemas of what has them. */
export const pipelineFields = {
  name: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, { error: 'must be 1 to 64 characters of A-Z a-z 0-9 . _ -' }),
  type: z.enum(PIPELINE_TYPES),
  input: pipelineInputSchema,
  output: pipelineOutputSchema,
  calibration: pipelineCalibrationSchema,
};
