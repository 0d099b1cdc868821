import { CALIBRATIONS } from '../../src/contract/index.ts';
import { UsageError } from '../usage-error.ts';
import type { CheckOptions } from './task.ts';

/** The pipeline and the calibration of a check that options name, where they name any. */
export function pipelineOf({ pipeline, calibration }: CheckOptions) {
  const known = CALIBRATIONS.find((name) => name === calibration);
  if (calibration !== undefined && !known) {
    throw new UsageError(`--calibration: '${calibration}' is none of ${CALIBRATIONS.join(', ')}.`);
  }
  return { ...(pipeline === undefined ? {} : { pipeline }), ...(known === undefined ? {} : { calibration: known }) };
}
