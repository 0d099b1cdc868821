import { type Calibration, EkycError } from '../contract/index.ts';
import type { CalibrationCurve } from './manifest.ts';

/**
 * A network's raw score as a probability: 0.5 at the calibration's threshold, rising with the score.
 * A calibration that the curve does not have is the caller's fault; `pipelines.ts` refuses it first.
 *
 * @throws {EkycError} RUNTIME_FAILED for a score that is no number: a broken graphics driver, say.
 */
export function probability(score: number, curve: CalibrationCurve, calibration: Calibration = 'REGULAR'): number {
  const threshold = curve.thresholds[calibration];
  if (!Number.isFinite(score)) throw new EkycError('RUNTIME_FAILED', 'A network answered no number.');
  if (threshold === undefined) throw new RangeError(`This curve has no ${calibration} threshold`);
  return 1 / (1 + Math.exp(-curve.slope * (score - threshold)));
}
