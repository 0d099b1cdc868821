import { z } from 'zod';
import { parseOrThrow } from '../contract/index.ts';
import type { Backend } from '../models/backend.ts';
import type { MainFace } from '../readings/detected-face.ts';
import {
  type FaceLimits,
  type FaceLimitsPreset,
  type NamedFaceLimits,
  resolveFaceLimits,
} from '../readings/face-limits.ts';

/** The part of the options that crosses into the worker. */
export interface EngineOptions {
  /** `auto` takes WebGPU where a real adapter exists, else WASM. */
  readonly backend?: Backend | 'auto';
  /** WASM threads; takes effect on cross-origin isolated pages. Default: half of the logical cores, at most 4. */
  readonly threads?: number;
  /** Limits of FACE_CHECK: a preset, or the `default` preset with some numbers changed. Matching uses `enrolment`. */
  readonly faceLimits?: FaceLimitsPreset | Partial<FaceLimits>;
  /** Which face a selfie is about: the `largest` (default), or the one at the `centre`, whoever else is in view. Of documents it is the largest. */
  readonly mainFace?: MainFace;
}

const schema = z.strictObject({
  backend: z.enum(['auto', 'webgpu', 'wasm']).default('auto'),
  threads: z.int().min(1).max(64).optional(),
  faceLimits: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  mainFace: z.enum(['largest', 'centre']).default('largest'),
});

export interface ResolvedOptions {
  readonly backend: Backend | 'auto';
  readonly threads: number | undefined;
  readonly faceLimits: NamedFaceLimits;
  readonly mainFace: MainFace;
}

/** @throws {EkycError} INVALID_OPTION */
export function resolveOptions(options: unknown): ResolvedOptions {
  const { backend, threads, faceLimits, mainFace } = parseOrThrow(schema, options, 'options', 'INVALID_OPTION');
  return { backend, threads, mainFace, faceLimits: resolveFaceLimits(faceLimits as EngineOptions['faceLimits']) };
}
