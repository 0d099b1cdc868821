import type { Calibration } from '../contract/index.ts';
import type { CalibrationCurve } from './manifest.ts';

/**
 * A network's raw score as a probability: 0.5 at the calibration's threshold, rising with the score.
 * A calibration that the curve does not have is the caller's fault; `pipelines.ts` refuses it first.
 */
export function probability(score: number, curve: CalibrationCurve, calibration: Calibration = 'REGULAR'): number {
  const threshold = curve.thresholds[calibration];
  if (threshold === undefined) throw new RangeError(`This curve has no ${calibration} threshold`);
  return 1 / (1 + Math.exp(-curve.slope * (score - threshold)));
}
