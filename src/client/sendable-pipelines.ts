import { EkycError } from '../contract/error.ts';

/**
 * The option `pipelines` as the worker wants it: addresses resolved against the page, and bytes as Blobs. These no one can change,
 * and a worker that takes the place of a dead one is given the same. What is no such thing is for the engine to refuse.
 *
 * @throws {EkycError} INVALID_OPTION for an address that is none.
 */
export function sendablePipelines(pipelines: unknown): unknown {
  if (!Array.isArray(pipelines)) return pipelines;
  return pipelines.map((pipeline: unknown, i) => {
    if (typeof pipeline !== 'object' || pipeline === null || !('model' in pipeline)) return pipeline;
    return { ...pipeline, model: sendableModel(pipeline.model, `options.pipelines[${i}].model`) };
  });
}

function sendableModel(model: unknown, at: string): unknown {
  if (typeof model === 'string' || model instanceof URL) {
    try {
      return new URL(model, document.baseURI).href;
    } catch (error) {
      throw new EkycError('INVALID_OPTION', `${at}: ${JSON.stringify(String(model).slice(0, 80))} is no address.`, {
        cause: error,
      });
    }
  }
  if (!(model instanceof ArrayBuffer || model instanceof Uint8Array)) return model;
  try {
    return new Blob([model as BlobPart]);
  } catch (error) {
    throw new EkycError(
      'INVALID_OPTION',
      `${at}: these bytes cannot be copied (${error}). Give them in memory that is not shared.`,
      {
        cause: error,
      },
    );
  }
}
