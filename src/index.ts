export type { InjectionReason } from './checks/injection/injection-reason.ts';
export type { InjectionSignal } from './checks/injection/signals.ts';
export type { InjectionFinding } from './checks/injection/verdict.ts';
export { createEkyc, type EkycOptions } from './client/create-ekyc.ts';
export type { Ekyc } from './client/ekyc.ts';
export { EkycError, type EkycErrorCode, ERROR_CODES } from './contract/error.ts';
export type {
  Calibration,
  CheckModelInput,
  CheckResult,
  DocCheckEntry,
  FaceCheckEntry,
  FaceSearchEntry,
  FaceStatus,
  FaceValidationResult,
} from './contract/index.ts';
export type {
  CheckDetails,
  CheckOptions,
  CheckRequest,
  CheckResponse,
  CollectionSummary,
  Diagnostics,
  DocumentDetails,
  DocumentFindings,
  DocumentOptions,
  DocumentPictureDetails,
  DocumentPlace,
  DocumentScan,
  FaceScan,
  HeatMap,
  InjectionDetails,
  ModelDiagnostics,
  PictureDetails,
  PictureOptions,
  PipelineDiagnostics,
  PortraitPlace,
  RecordPage,
  RecordProgress,
  SealOptions,
  TransferOptions,
} from './engine/api.ts';
export type { EngineOptions } from './engine/options.ts';
export type { CaptureEvidence } from './evidence/capture-evidence.ts';
export type {
  FaceCrop,
  PipelineCalibration,
  PipelineInput,
  PipelineOutput,
  PipelineRegistration,
  PipelineSpec,
  PipelineType,
} from './models/pipeline-spec.ts';
export type { Progress } from './models/progress.ts';

export type { DetectedFace } from './readings/detected-face.ts';
export type { DocumentExposure } from './readings/document-exposure.ts';
export type { DocumentMeasures } from './readings/document-facts.ts';
export type { Quad } from './readings/document-outline.ts';
export type { FaceLimits, FaceLimitsPreset } from './readings/face-limits.ts';
export type { Box, Point } from './readings/geometry.ts';
export type { EncodedInput, ImageInput } from './readings/image-input.ts';
