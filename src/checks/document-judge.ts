import { CALIBRATIONS, type Calibration, type DocCheckType } from '../contract/index.ts';
import type { CalibrationCurve } from '../models/calibration.ts';
import type { ToolEntry } from '../models/manifest.ts';
import type { Network } from '../models/network.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import type { HeatMap } from './heat-map.ts';

/** The network of a judge, and what the manifest says of it. */
export interface DocumentTool {
  readonly entry: Pick<ToolEntry, 'id' | 'input' | 'calibration'>;
  readonly network: Pick<Network, 'run'>;
}

/** What a judge makes of a document. */
export interface Judgement {
  /** That the document is genuine. */
  readonly probability: number;
  /** From networks that tell where they doubt. */
  readonly heatMap?: HeatMap;
}

/** What stands behind a check of the document. */
export interface DocumentJudge {
  /** Ids of its networks. */
  readonly models: readonly string[];
  /** Those that may be asked for. */
  readonly calibrations: readonly Calibration[];
  /** Of a document which may be judged. */
  judge(reading: DocumentReading, calibration: Calibration, signal?: AbortSignal): Promise<Judgement>;
}

/** The judges of an engine by check. A check without one answers ERROR. */
export type DocumentJudges = ReadonlyMap<DocCheckType, DocumentJudge>;

/** The calibrations that a curve has thresholds for. */
export function calibrationsOf({ thresholds }: CalibrationCurve): readonly Calibration[] {
  return CALIBRATIONS.filter((calibration) => thresholds[calibration] !== undefined);
}
