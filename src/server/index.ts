export type { InjectionReason } from '../checks/injection/injection-reason.ts';
export type { PhotoFacts } from '../checks/injection/photo-signals.ts';
export { type PayloadFacts, scoreEvidence } from '../checks/injection/score-evidence.ts';
export type { InjectionSignal } from '../checks/injection/signals.ts';
export type { InjectionFinding, InjectionVerdict } from '../checks/injection/verdict.ts';
export { EkycError, type EkycErrorCode, ERROR_CODES } from '../contract/error.ts';
export type { CaptureEvidence } from '../evidence/capture-evidence.ts';
export type { OpenedPayload, SealedEvidence } from '../payload/content.ts';
export { type OpenPayloadOptions, openPayload } from './open-payload.ts';
