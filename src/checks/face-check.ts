import {
  type Calibration,
  type CheckModel,
  EkycError,
  type FaceCheckEntry,
  type FaceCheckSpec,
} from '../contract/index.ts';
import type { FaceLimits } from '../readings/face-limits.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import { failure } from './failure.ts';
import type { InjectionVerdict } from './injection/verdict.ts';
import { type Pipelines, withoutNetwork } from './pipelines.ts';

/** What stands behind a pipeline. */
export interface FaceJudge {
  /** Ids of its networks. */
  readonly models: readonly string[];
  /** The probability that a face which passed its limits is genuine. */
  judge(reading: FaceReading, calibration: Calibration, signal?: AbortSignal): Promise<number>;
}

/** The judges of an engine by pipeline. A known pipeline without one answers ERROR. */
export type FaceJudges = ReadonlyMap<string, FaceJudge>;

/** A check that a network answers, with the pipeline name that its entry will carry. */
export interface FaceNetworkCheck {
  readonly type: Exclude<FaceCheckSpec['type'], 'INJECTION_ATTACK'>;
  readonly pipeline: string;
  readonly calibration: FaceCheckSpec['calibration'];
}

export type PlannedFaceCheck = FaceNetworkCheck | { readonly type: 'INJECTION_ATTACK' };

/** What runs when a request names no pipelines. */
const DEFAULT_CHECKS: readonly FaceCheckSpec[] = [
  { type: 'PRESENTATION_ATTACK', calibration: 'REGULAR' },
  { type: 'DEEPFAKE_ATTACK', calibration: 'REGULAR' },
];
/** And that too, where the selfie was sealed: a plain picture carries nothing to judge. */
const DEFAULT_SEALED_CHECKS: readonly FaceCheckSpec[] = [
  ...DEFAULT_CHECKS,
  { type: 'INJECTION_ATTACK', calibration: 'REGULAR' },
];

/**
 * The checks that a request asks for, in its order.
 *
 * @throws {EkycError} INVALID_CHECK_MODEL for a pipeline that nobody knows.
 */
export function planFaceChecks(model: CheckModel, encrypted: boolean, pipelines: Pipelines): PlannedFaceCheck[] {
  const defaults = encrypted ? DEFAULT_SEALED_CHECKS : DEFAULT_CHECKS;
  const { domain, pipelines: wanted = defaults } = model.face_check_parameters ?? {};
  return wanted.map(({ type, pipeline, calibration }, i) => {
    const at = `checkModel.face_check_parameters.pipelines[${i}]`;
    if (type !== 'INJECTION_ATTACK')
      return { type, pipeline: pipelines.nameOf(type, pipeline, at, domain), calibration };
    if (pipeline === undefined) return { type };
    throw new EkycError('INVALID_CHECK_MODEL', `${at}.pipeline: INJECTION_ATTACK has no pipelines to choose from`);
  });
}

/**
 * The entry of one check. Whatever goes wrong in it stays in it; only an abort is thrown.
 *
 * @param judgeInjection asked once the face passed its limits; answers nothing about a plain picture.
 */
export async function runFaceCheck(
  check: PlannedFaceCheck,
  reading: FaceReading,
  limits: FaceLimits,
  judges: FaceJudges,
  judgeInjection: () => Promise<InjectionVerdict | undefined>,
  signal?: AbortSignal,
): Promise<FaceCheckEntry> {
  try {
    const rejection = await reading.rejection(limits);
    if (check.type === 'INJECTION_ATTACK') {
      if (rejection) return { ...check, error: 'Bad Request', status_code: rejection.code };
      const verdict = await judgeInjection();
      if (verdict) return { ...check, probability: verdict.probability, status_code: 'OK' };
      return { ...check, error: 'A plain image carries no capture evidence to judge', status_code: 'ERROR' };
    }
    if (rejection) return { ...check, error: rejection.error, status_code: rejection.code };
    const judge = judges.get(check.pipeline);
    if (!judge) return { ...check, error: withoutNetwork(check.pipeline), status_code: 'ERROR' };
    const probability = await judge.judge(reading, check.calibration, signal);
    const quality = await reading.quality();
    return { ...check, probability, ...(quality && { quality: quality.score }), status_code: 'OK' };
  } catch (error) {
    return { ...check, error: failure(error, signal), status_code: 'ERROR' };
  }
}
