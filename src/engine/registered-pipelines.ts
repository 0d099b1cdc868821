import { z } from 'zod';
import { isContractName } from '../checks/pipelines.ts';
import { isPipeline, MODELS } from '../models/manifest.ts';
import { pipelineFields } from '../models/pipeline-schema.ts';
import type { RegisteredPipeline } from '../models/pipeline-spec.ts';

const modelSchema = z.custom<string | Blob>((value) => value instanceof Blob || isWebAddress(value), {
  error: 'must be the address (http or https) of an ONNX file, or its bytes (Blob, ArrayBuffer or Uint8Array)',
  abort: true,
});

/**
 * The schema of `pipelines`, as the page sends them: addresses whole, bytes as a Blob.
 *
 * @param origin the page's own.
 */
export function registeredPipelinesSchema(origin: string): z.ZodType<readonly RegisteredPipeline[]> {
  const schema = z
    .strictObject({
      ...pipelineFields,
      model: modelSchema,
      sha256: z
        .string()
        .regex(/^[0-9a-fA-F]{64}$/, { error: 'must be a SHA-256 in hex: 64 digits' })
        .toLowerCase()
        .exactOptional(),
    })
    .superRefine(({ name, model, sha256 }, context) => {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message, input: undefined });
      if (isOurs(name)) refuse('name', `"${name}" is a pipeline of Idem, or kept for one; choose another name`);
      if (model instanceof Blob && model.size === 0) refuse('model', 'has no bytes');
      if (typeof model === 'string' && sha256 === undefined && new URL(model).origin !== origin) {
        refuse('sha256', `missing; a model that does not come from ${origin} needs the digest of its file`);
      }
    });
  return z.array(schema).superRefine((pipelines, context) => {
    pipelines.forEach(({ name }, i) => {
      if (pipelines.findIndex((other) => other.name === name) === i) return;
      const message = `"${name}" is registered twice; every pipeline needs a name of its own`;
      context.addIssue({ code: 'custom', path: [i, 'name'], message, input: pipelines });
    });
  });
}

function isOurs(name: string): boolean {
  // Ids too: diagnostics and details name networks by either.
  return (
    isContractName(name) || MODELS.some((model) => model.id === name || (isPipeline(model) && model.name === name))
  );
}

function isWebAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return /^https?:$/.test(new URL(value).protocol);
  } catch {
    return false;
  }
}
