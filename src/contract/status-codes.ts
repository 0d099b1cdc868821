import { z } from 'zod';

/** Why a face picture was rejected, in order of precedence: the first that applies is the one answered. FACE_NOT_FOUND is also the last: of a face that can't be made out. */
export const FACE_VALIDATION_CODES = [
  'FACE_NOT_FOUND',
  'TOO_MANY_FACES',
  'FACE_CROPPED',
  'FACE_TOO_CLOSE',
  'FACE_CLOSE_TO_BORDER',
  'FACE_TOO_SMALL',
  'FACE_ANGLE_TOO_LARGE',
  'FACE_IS_OCCLUDED',
  'EYES_CLOSED',
] as const;

/** One of {@link FACE_VALIDATION_CODES}. */
export type FaceValidationCode = (typeof FACE_VALIDATION_CODES)[number];

/** Why a document picture was rejected. Of several, the first of NOT_FOUND, CROPPED, IS_COLORLESS, PHOTO_NOT_FOUND is answered. */
export const DOCUMENT_VALIDATION_CODES = [
  'DOCUMENT_NOT_FOUND',
  'DOCUMENT_PHOTO_NOT_FOUND',
  'DOCUMENT_CROPPED',
  'DOCUMENT_IS_COLORLESS',
] as const;

/** One of {@link DOCUMENT_VALIDATION_CODES}. */
export type DocumentValidationCode = (typeof DOCUMENT_VALIDATION_CODES)[number];

/** What makes a document's probability less certain without a rejection. */
export const QUALITY_WARNINGS = [
  'RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT',
  'DOCUMENT_BORDERS_OUTSIDE_OF_FRAME',
  'MULTIPLE_DOCUMENTS_IN_FRAME',
  'DOCUMENT_TOO_CLOSE_TO_BORDER',
  'IMAGE_TOO_BLURRY',
  'IMAGE_IS_TOO_COMPRESSED',
  'POOR_IMAGE_EXPOSURE',
  'GLARE_ON_IMAGE',
] as const;

/** One of {@link QUALITY_WARNINGS}. */
export type QualityWarning = (typeof QUALITY_WARNINGS)[number];

/** `status_code` of an entry of `face_result`: OK, ERROR or a face validation code. */
export const faceStatusSchema = z.enum(['OK', ...FACE_VALIDATION_CODES, 'ERROR']);

/** `status_code` of an entry of `doc_result`: OK, ERROR or a document validation code. */
export const docStatusSchema = z.enum(['OK', ...DOCUMENT_VALIDATION_CODES, 'ERROR']);

/** `status_code` of face validation and of a search entry: OK or ERROR. */
export const matchStatusSchema = z.enum(['OK', 'ERROR']);

export type FaceStatus = z.infer<typeof faceStatusSchema>;
export type DocStatus = z.infer<typeof docStatusSchema>;
export type MatchStatus = z.infer<typeof matchStatusSchema>;
