import type { CalibrationCurve } from './calibration.ts';
import type { InputSpec } from './input-spec.ts';
import type { PipelineOutput } from './pipeline-spec.ts';

/** What a network has to know of itself. */
export interface NetworkEntry {
  /** Names it in diagnostics and messages. */
  readonly id: string;
  readonly input: InputSpec;
  /** Of pipelines: the output that counts. The network is held against it, and other outputs are let go. */
  readonly output?: PipelineOutput;
  readonly calibration?: CalibrationCurve | undefined;
}
