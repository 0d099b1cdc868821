import { z } from 'zod';
import { parseOrThrow } from '../contract/index.ts';
import type { Backend } from '../models/backend.ts';
import type { RegisteredPipeline } from '../models/pipeline-spec.ts';
import type { MainFace } from '../readings/detected-face.ts';
import type { DocumentRegion } from '../readings/document-region.ts';
import { type NamedFaceLimits, resolveFaceLimits } from '../readings/face-limits.ts';
import type { EngineOptions } from './options.ts';
import { registeredPipelinesSchema } from './registered-pipelines.ts';

function schemaOn(origin: string) {
  return z.strictObject({
    backend: z.enum(['auto', 'webgpu', 'wasm']).default('auto'),
    threads: z.int().min(1).max(64).optional(),
    faceLimits: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    mainFace: z.enum(['largest', 'centre']).default('largest'),
    documentRegion: z.enum(['found', 'whole']).default('found'),
    pipelines: registeredPipelinesSchema(origin).default([]),
  });
}

export interface ResolvedOptions {
  readonly backend: Backend | 'auto';
  readonly threads?: number | undefined;
  readonly faceLimits: NamedFaceLimits;
  readonly mainFace: MainFace;
  readonly documentRegion: DocumentRegion;
  readonly pipelines: readonly RegisteredPipeline[];
}

/**
 * @param origin the page's own.
 * @throws {EkycError} INVALID_OPTION
 */
export function resolveOptions(options: unknown, origin: string): ResolvedOptions {
  const { faceLimits, ...others } = parseOrThrow(schemaOn(origin), options, 'options', 'INVALID_OPTION');
  return { ...others, faceLimits: resolveFaceLimits(faceLimits as EngineOptions['faceLimits']) };
}
