import { type CheckModel, DOC_CHECK_TYPES, type DocCheckEntry } from '../contract/index.ts';
import { pipelineName, withoutNetwork } from './pipelines.ts';

/** A document check, with the pipeline name that its entry will carry. */
export type PlannedDocumentCheck = Pick<DocCheckEntry, 'type' | 'pipeline' | 'calibration'>;

/**
 * The document checks that a request asks for: all of them unless it names some.
 *
 * @throws {EkycError} INVALID_CHECK_MODEL for a pipeline that nobody knows.
 */
export function planDocumentChecks(model: CheckModel): PlannedDocumentCheck[] {
  const specs =
    model.document_check_parameters?.pipelines ??
    DOC_CHECK_TYPES.map((type) => ({ type, pipeline: undefined, calibration: 'REGULAR' as const }));
  return specs.map(({ type, pipeline, calibration }, i) => ({
    type,
    pipeline: pipelineName(type, pipeline, `checkModel.document_check_parameters.pipelines[${i}]`),
    calibration,
  }));
}

/** The entry of one document check. No document network exists yet, so each says just that. */
export function runDocumentCheck(check: PlannedDocumentCheck): DocCheckEntry {
  return { ...check, error: withoutNetwork(check.pipeline), status_code: 'ERROR' };
}
