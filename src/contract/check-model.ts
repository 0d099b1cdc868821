import { z } from 'zod';
import { EkycError } from './error.ts';
import { parseOrThrow } from './parse-or-throw.ts';
import { readonlyList } from './readonly-list.ts';

/** What `/check` can be asked to do. */
export const OPERATIONS = ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH'] as const;

/** Checks of the selfie. */
export const FACE_CHECK_TYPES = ['PRESENTATION_ATTACK', 'DEEPFAKE_ATTACK', 'INJECTION_ATTACK'] as const;

/** Checks of the document. */
export const DOC_CHECK_TYPES = [
  'SCREEN_REPLAY_ATTACK',
  'PRINTED_COPY_ATTACK',
  'PORTRAIT_SUBSTITUTION_ATTACK',
  'DIGITAL_MANIPULATION_ATTACK',
] as const;

/** How strict a check is. SOFT rejects the fewest genuine users, HARD lets the fewest attacks pass. */
export const CALIBRATIONS = ['REGULAR', 'SOFT', 'HARD'] as const;

/** Where selfies come from: DESKTOP is a webcam. */
export const DOMAINS = ['GENERAL', 'DESKTOP'] as const;

/** The document validation codes that a caller may have ignored. */
export const IGNORABLE_ERRORS = ['DOCUMENT_CROPPED', 'DOCUMENT_IS_COLORLESS'] as const;

export type Operation = (typeof OPERATIONS)[number];
export type FaceCheckType = (typeof FACE_CHECK_TYPES)[number];
export type DocCheckType = (typeof DOC_CHECK_TYPES)[number];
export type Calibration = (typeof CALIBRATIONS)[number];
export type Domain = (typeof DOMAINS)[number];
export type IgnorableError = (typeof IGNORABLE_ERRORS)[number];

const calibrationInputSchema = z
  .enum([...CALIBRATIONS, 'HARDENED'])
  .default('REGULAR')
  .transform((calibration): Calibration => (calibration === 'HARDENED' ? 'HARD' : calibration))
  .describe('HARDENED is another name of HARD and is answered as HARD.');

const pipelineNameSchema = z.string().min(1).describe('Name of the pipeline; left out, the default of the check.');

const faceCheckSpecSchema = z.strictObject({
  type: z.enum(FACE_CHECK_TYPES),
  pipeline: pipelineNameSchema.optional(),
  calibration: calibrationInputSchema,
});

const docCheckSpecSchema = z.strictObject({
  type: z.enum(DOC_CHECK_TYPES),
  pipeline: pipelineNameSchema.optional(),
  calibration: calibrationInputSchema,
});

/** Settings of FACE_CHECK. */
export const faceCheckParametersSchema = z.strictObject({
  domain: z.enum(DOMAINS).optional(),
  pipelines: readonlyList(z.array(faceCheckSpecSchema).min(1))
    .optional()
    .describe('Checks to run, one result entry each, in this order; left out, the default checks.'),
});

/** Settings of DOC_CHECK. */
export const docCheckParametersSchema = z.strictObject({
  pipelines: readonlyList(z.array(docCheckSpecSchema).min(1))
    .optional()
    .describe('Checks to run, one result entry each, in this order; left out, all document checks.'),
  errors_to_ignore: readonlyList(z.array(z.enum(IGNORABLE_ERRORS)).overwrite(withoutRepeats))
    .optional()
    .describe('Validation codes that shall not reject the picture.'),
});

/** Settings of FACE_MATCH_SEARCH. */
export const faceSearchParametersSchema = z.strictObject({
  collections: readonlyList(z.array(z.string().min(1)).min(1).overwrite(withoutRepeats)).describe(
    'Collections to search. One that does not exist is an ERROR entry of the result, not a failed call.',
  ),
  limit: z.int().min(1).default(5).describe('Records to answer per collection and image source, best first.'),
  max_faces: z.int().min(1).default(1).describe('A picture with more faces than this is an ERROR entry.'),
});

/**
 * The configuration of `POST /check`. Strict: what it does not know, it refuses.
 *
 * A repeated operation, collection or ignored error counts once. Repeated pipelines do not: the same check may be asked
 * for under two pipelines or calibrations. Lists that would ask for nothing are refused when empty, because a result
 * without entries is easily read as passed. Parameters of an operation that was not asked for have no effect.
 */
export const checkModelSchema = z
  .strictObject({
    operations: readonlyList(z.array(z.enum(OPERATIONS)).min(1).overwrite(withoutRepeats)),
    face_check_parameters: faceCheckParametersSchema.optional(),
    document_check_parameters: docCheckParametersSchema.optional(),
    face_search_parameters: faceSearchParametersSchema.optional().describe('Required by FACE_MATCH_SEARCH.'),
  })
  .refine((model) => !model.operations.includes('FACE_MATCH_SEARCH') || model.face_search_parameters !== undefined, {
    path: ['face_search_parameters'],
    error: 'missing; FACE_MATCH_SEARCH requires it',
    // Reported along with other faults, as long as there is a list of operations to look at.
    when: ({ value }) => Array.isArray((value as { readonly operations?: unknown } | null)?.operations),
  });

/** `checkModel` as a caller writes it. Arrays may be readonly. */
export type CheckModelInput = z.input<typeof checkModelSchema>;

/** `checkModel` as the engine reads it: defaults filled in, except those that depend on what else was given. */
export type CheckModel = z.output<typeof checkModelSchema>;

/** One check of the selfie that was asked for. */
export type FaceCheckSpec = z.output<typeof faceCheckSpecSchema>;
/** One check of the document that was asked for. */
export type DocCheckSpec = z.output<typeof docCheckSpecSchema>;
export type FaceCheckParameters = z.output<typeof faceCheckParametersSchema>;
export type DocCheckParameters = z.output<typeof docCheckParametersSchema>;
export type FaceSearchParameters = z.output<typeof faceSearchParametersSchema>;

/**
 * Validates a `checkModel` and fills in its defaults. Pipeline names are only checked to be text.
 *
 * @param value The model as an object. JSON text is refused: parse it first.
 * @throws {EkycError} INVALID_CHECK_MODEL. The message has one line per fault: the path, and what is allowed there.
 *
 * @example
 * const model = parseCheckModel({
 *   operations: ['FACE_CHECK'],
 *   face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
 * });
 * model.face_check_parameters?.pipelines?.[0]?.calibration; // 'REGULAR'
 */
export function parseCheckModel(value: unknown): CheckModel {
  if (typeof value === 'string') {
    throw new EkycError(
      'INVALID_CHECK_MODEL',
      'checkModel: expected an object, got a string; turn JSON text into an object first, with JSON.parse().',
    );
  }
  return parseOrThrow(checkModelSchema, value, 'checkModel', 'INVALID_CHECK_MODEL');
}

function withoutRepeats<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
