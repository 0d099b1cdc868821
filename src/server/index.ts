export { EkycError, type EkycErrorCode, ERROR_CODES } from '../contract/error.ts';
export type { OpenedPayload, SealedEvidence } from '../payload/content.ts';
export { type OpenPayloadOptions, openPayload } from './open-payload.ts';
