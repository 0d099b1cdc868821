import type { Backend } from '../models/backend.ts';
import type { PipelineRegistration } from '../models/pipeline-spec.ts';
import type { MainFace } from '../readings/detected-face.ts';
import type { DocumentRegion } from '../readings/document-region.ts';
import type { FaceLimits, FaceLimitsPreset } from '../readings/face-limits.ts';

/** The part of the options that crosses into the worker. */
export interface EngineOptions {
  /** `auto` takes WebGPU where a real adapter exists, else WASM. */
  readonly backend?: Backend | 'auto';
  /** WASM threads; takes effect on cross-origin isolated pages. Default: half of the logical cores, at most 4. */
  readonly threads?: number;
  /** Limits of FACE_CHECK: a preset, or the `default` preset with some numbers changed. Matching uses `enrolment`. */
  readonly faceLimits?: FaceLimitsPreset | Partial<FaceLimits>;
  /** Which face a picture is about: the `largest` (default), or the one at the `centre`, whoever else is in view. Of a document that is found it is the largest. */
  readonly mainFace?: MainFace;
  /** Where the document of a picture is: `found` (default), or it is the `whole` picture, which somebody cut out before; no document code rejects it then. */
  readonly documentRegion?: DocumentRegion;
  /** Pipelines of the integrator's own, which requests then ask for by their names. */
  readonly pipelines?: readonly PipelineRegistration[];
}
