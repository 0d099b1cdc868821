import { type CheckModel, DOC_CHECK_TYPES, type DocCheckEntry, type IgnorableError } from '../contract/index.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { failure } from './failure.ts';
import { type Pipelines, withoutNetwork } from './pipelines.ts';

/** A document check, with the pipeline name that its entry will carry. */
export type PlannedDocumentCheck = Pick<DocCheckEntry, 'type' | 'pipeline' | 'calibration'>;

/**
 * The document checks that a request asks for: all of them unless it names some.
 *
 * @throws {EkycError} INVALID_CHECK_MODEL for a pipeline that nobody knows.
 */
export function planDocumentChecks(model: CheckModel, pipelines: Pipelines): PlannedDocumentCheck[] {
  const specs =
    model.document_check_parameters?.pipelines ??
    DOC_CHECK_TYPES.map((type) => ({ type, pipeline: undefined, calibration: 'REGULAR' as const }));
  return specs.map(({ type, pipeline, calibration }, i) => ({
    type,
    pipeline: pipelines.nameOf(type, pipeline, `checkModel.document_check_parameters.pipelines[${i}]`),
    calibration,
  }));
}

/**
 * The entry of one document check: why the document may not be judged, or else that no network can judge it yet. Whatever goes
 * wrong stays in it; only an abort is thrown.
 */
export async function runDocumentCheck(
  check: PlannedDocumentCheck,
  reading: DocumentReading,
  errorsToIgnore: readonly IgnorableError[] = [],
  signal?: AbortSignal,
): Promise<DocCheckEntry> {
  try {
    const rejection = await reading.rejection(errorsToIgnore);
    if (rejection) return { ...check, error: rejection.error, status_code: rejection.code };
    return { ...check, error: withoutNetwork(check.pipeline), status_code: 'ERROR' };
  } catch (error) {
    return { ...check, error: failure(error, signal), status_code: 'ERROR' };
  }
}
