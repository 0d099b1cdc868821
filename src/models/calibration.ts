import { z } from 'zod';
import { type Calibration, EkycError } from '../contract/index.ts';

/** `probability = 1 / (1 + exp(-slope * (score - threshold)))`, one threshold a calibration. */
export const calibrationSchema = z.strictObject({
  slope: z.number().positive(),
  thresholds: z.strictObject({
    SOFT: z.number().optional(),
    REGULAR: z.number(),
    HARD: z.number().optional(),
  }),
  /** Commands and data, in words. */
  fittedOn: z.string(),
});

/** What turns a score into a probability. */
export type CalibrationCurve = Pick<z.infer<typeof calibrationSchema>, 'slope' | 'thresholds'>;

/**
 * A network's raw score as a probability: 0.5 at the calibration's threshold, rising with the score.
 * Every pipeline has a threshold for each calibration; a curve without the one asked for is a fault of the caller.
 *
 * @throws {EkycError} RUNTIME_FAILED for a score that is no number: a broken graphics driver, say.
 */
export function probability(score: number, curve: CalibrationCurve, calibration: Calibration = 'REGULAR'): number {
  const threshold = curve.thresholds[calibration];
  if (!Number.isFinite(score)) throw new EkycError('RUNTIME_FAILED', 'A network answered no number.');
  if (threshold === undefined) throw new RangeError(`This curve has no ${calibration} threshold`);
  return 1 / (1 + Math.exp(-curve.slope * (score - threshold)));
}
