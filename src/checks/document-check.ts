import {
  type Calibration,
  type CheckModel,
  DOC_CHECK_TYPES,
  type DocCheckEntry,
  EkycError,
  type IgnorableError,
} from '../contract/index.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import type { DocumentJudges } from './document-judge.ts';
import { failure } from './failure.ts';
import type { HeatMap } from './heat-map.ts';
import { type Pipelines, withoutNetwork } from './pipelines.ts';

/** A document check, with the pipeline name that its entry will carry. */
export type PlannedDocumentCheck = Pick<DocCheckEntry, 'type' | 'pipeline' | 'calibration'>;

/** The entry of a document check, and where the document was doubted, from networks that tell. */
export interface DocumentAnswer {
  readonly entry: DocCheckEntry;
  readonly heatMap?: HeatMap;
}

/**
 * The document checks that a request asks for: all of them unless it names some.
 *
 * @throws {EkycError} INVALID_CHECK_MODEL for a pipeline that nobody knows, and for a calibration that it does not have.
 */
export function planDocumentChecks(
  model: CheckModel,
  pipelines: Pipelines,
  judges: DocumentJudges,
): PlannedDocumentCheck[] {
  const specs =
    model.document_check_parameters?.pipelines ??
    DOC_CHECK_TYPES.map((type) => ({ type, pipeline: undefined, calibration: 'REGULAR' as const }));
  return specs.map(({ type, pipeline, calibration }, i) => {
    const at = `checkModel.document_check_parameters.pipelines[${i}]`;
    const name = pipelines.nameOf(type, pipeline, at);
    requireCalibration(calibration, judges.get(type)?.calibrations, name, at);
    return { type, pipeline: name, calibration };
  });
}

/**
 * The answer to one document check: why the document may not be judged, or else how probable it is that it is genuine. Whatever goes
 * wrong stays in it; only an abort is thrown.
 */
export async function runDocumentCheck(
  check: PlannedDocumentCheck,
  reading: DocumentReading,
  judges: DocumentJudges,
  errorsToIgnore: readonly IgnorableError[] = [],
  signal?: AbortSignal,
): Promise<DocumentAnswer> {
  try {
    const rejection = await reading.rejection(errorsToIgnore);
    if (rejection) return { entry: { ...check, error: rejection.error, status_code: rejection.code } };
    const judge = judges.get(check.type);
    if (!judge) return { entry: { ...check, error: withoutNetwork(check.pipeline), status_code: 'ERROR' } };
    const { probability, heatMap } = await judge.judge(reading, check.calibration, signal);
    const quality_warnings = [...(await reading.warnings())];
    return { entry: { ...check, probability, quality_warnings, status_code: 'OK' }, ...(heatMap && { heatMap }) };
  } catch (error) {
    return { entry: { ...check, error: failure(error, signal), status_code: 'ERROR' } };
  }
}

function requireCalibration(
  wanted: Calibration,
  known: readonly Calibration[] | undefined,
  pipeline: string,
  at: string,
): void {
  if (!known || known.includes(wanted)) return;
  throw new EkycError(
    'INVALID_CHECK_MODEL',
    `${at}.calibration: ${pipeline} has no ${wanted}; allowed: ${known.join(', ')}`,
  );
}
