export { EkycError, type EkycErrorCode, ERROR_CODES } from '../contract/error.ts';
export type { CaptureEvidence, OpenedPayload } from '../payload/content.ts';
export { type OpenPayloadOptions, openPayload } from './open-payload.ts';
