import { z } from 'zod';
import { CALIBRATIONS, DOC_CHECK_TYPES } from './check-model.ts';
import { readonlyList } from './readonly-list.ts';
import { docStatusSchema, faceStatusSchema, QUALITY_WARNINGS } from './status-codes.ts';

// Every entry has two shapes, told apart by status_code: OK carries a probability, anything else never does.
// Optional fields are exactly optional: absent, not undefined, because the results are plain JSON.

const probabilitySchema = z.number().min(0).max(1);
const failedFaceStatusSchema = faceStatusSchema.exclude(['OK']);
const failedDocStatusSchema = docStatusSchema.exclude(['OK']);

const faceNetworkCheck = {
  type: z.enum(['PRESENTATION_ATTACK', 'DEEPFAKE_ATTACK']),
  pipeline: z.string().min(1),
  calibration: z.enum(CALIBRATIONS),
};

const faceNetworkCheckEntrySchema = z.discriminatedUnion('status_code', [
  z.strictObject({
    ...faceNetworkCheck,
    probability: probabilitySchema.describe('0 (spoofed) to 1 (live); threshold 0.5.'),
    quality: z.number().min(0).max(1).exactOptional().describe('Image quality, 0 to 1. Deprecated.'),
    status_code: z.literal('OK'),
  }),
  z.strictObject({ ...faceNetworkCheck, error: z.string().exactOptional(), status_code: failedFaceStatusSchema }),
]);

const injectionCheckEntrySchema = z.discriminatedUnion('status_code', [
  z.strictObject({
    type: z.literal('INJECTION_ATTACK'),
    probability: probabilitySchema.describe('0 (injected) to 1 (captured live); threshold 0.5.'),
    status_code: z.literal('OK'),
  }),
  z.strictObject({
    type: z.literal('INJECTION_ATTACK'),
    error: z.string().exactOptional(),
    status_code: failedFaceStatusSchema,
  }),
]);

/** One check of the selfie. An injection entry names no pipeline and no calibration. */
export const faceCheckEntrySchema = z.discriminatedUnion('type', [
  faceNetworkCheckEntrySchema,
  injectionCheckEntrySchema,
]);

const docCheck = {
  type: z.enum(DOC_CHECK_TYPES),
  pipeline: z.string().min(1),
  calibration: z.enum(CALIBRATIONS),
};

/** One check of the document. */
export const docCheckEntrySchema = z.discriminatedUnion('status_code', [
  z.strictObject({
    ...docCheck,
    probability: probabilitySchema.describe('0 (spoofed) to 1 (live); threshold 0.5.'),
    quality_warnings: readonlyList(z.array(z.enum(QUALITY_WARNINGS))),
    status_code: z.literal('OK'),
  }),
  z.strictObject({ ...docCheck, error: z.string().exactOptional(), status_code: failedDocStatusSchema }),
]);

/** What FACE_MATCH_VALIDATION answers: whether selfie and document show the same person. */
export const faceValidationResultSchema = z.discriminatedUnion('status_code', [
  z.strictObject({
    probability: probabilitySchema.describe('0 (different identities) to 1 (same identity); threshold 0.5.'),
    status_code: z.literal('OK'),
  }),
  z.strictObject({ error: z.string(), status_code: z.literal('ERROR') }),
]);

/** One record found by a search. */
export const faceSearchMatchSchema = z.strictObject({
  record_id: z.uuid(),
  probability: probabilitySchema.describe('0 (different identities) to 1 (same identity); threshold 0.9.'),
});

const faceSearch = {
  collection: z.string().min(1),
  image_source: z.enum(['FACE', 'DOCUMENT']).describe('The picture whose face was searched for: selfie or document.'),
};

/** One search: a collection and the picture whose face was searched for. */
export const faceSearchEntrySchema = z.discriminatedUnion('status_code', [
  z.strictObject({
    ...faceSearch,
    results: readonlyList(z.array(faceSearchMatchSchema)).describe('The best records, highest probability first.'),
    status_code: z.literal('OK'),
  }),
  z.strictObject({ ...faceSearch, error: z.string(), status_code: z.literal('ERROR') }),
]);

/** What FACE_CHECK answers. */
export const faceResultSchema = z.strictObject({ results: readonlyList(z.array(faceCheckEntrySchema)) });

/** What DOC_CHECK answers. */
export const docResultSchema = z.strictObject({ results: readonlyList(z.array(docCheckEntrySchema)) });

/** What FACE_MATCH_SEARCH answers: one entry per collection and picture given. */
export const faceSearchResultSchema = z.strictObject({ results: readonlyList(z.array(faceSearchEntrySchema)) });

/** What `POST /check` answers. Only the operations asked for appear. */
export const checkResultSchema = z.strictObject({
  face_result: faceResultSchema.exactOptional(),
  doc_result: docResultSchema.exactOptional(),
  face_validation_result: faceValidationResultSchema.exactOptional(),
  face_search_result: faceSearchResultSchema.exactOptional(),
});

/** An entry of `face_result`. Check `status_code` first: only `OK` has a `probability`. */
export type FaceCheckEntry = z.infer<typeof faceCheckEntrySchema>;
/** An entry of `doc_result`. Check `status_code` first: only `OK` has a `probability`. */
export type DocCheckEntry = z.infer<typeof docCheckEntrySchema>;
export type FaceResult = z.infer<typeof faceResultSchema>;
export type DocResult = z.infer<typeof docResultSchema>;
export type FaceValidationResult = z.infer<typeof faceValidationResultSchema>;
export type FaceSearchMatch = z.infer<typeof faceSearchMatchSchema>;
export type FaceSearchEntry = z.infer<typeof faceSearchEntrySchema>;
export type FaceSearchResult = z.infer<typeof faceSearchResultSchema>;
/** The picture that a searched face came from. */
export type ImageSource = FaceSearchEntry['image_source'];
/** What `check()` resolves to. */
export type CheckResult = z.infer<typeof checkResultSchema>;
