import { CALIBRATIONS, type Calibration, type DocCheckType } from '../contract/index.ts';
import type { CalibrationCurve } from '../models/calibration.ts';
import type { DocumentReading } from '../readings/document-reading.ts';

/** What stands behind a check of the document. */
export interface DocumentJudge {
  /** Ids of its networks. */
  readonly models: readonly string[];
  /** Those that may be asked for. */
  readonly calibrations: readonly Calibration[];
  /** The probability that a document which may be judged is genuine. */
  judge(reading: DocumentReading, calibration: Calibration, signal?: AbortSignal): Promise<number>;
}

/** The judges of an engine by check. A check without one answers ERROR. */
export type DocumentJudges = ReadonlyMap<DocCheckType, DocumentJudge>;

/** The calibrations that a curve has thresholds for. */
export function calibrationsOf({ thresholds }: CalibrationCurve): readonly Calibration[] {
  return CALIBRATIONS.filter((calibration) => thresholds[calibration] !== undefined);
}
