import type { PipelineSpec } from '../models/pipeline-spec.ts';

/** A pipeline whose network's only answer is the log-odds of bona fide, which count as they are. */
export function pipelineSpec(change: Partial<PipelineSpec> = {}): PipelineSpec {
  return {
    name: 'made-up',
    type: 'PRESENTATION_ATTACK',
    input: {
      name: 'input',
      width: 8,
      height: 8,
      channels: 'RGB',
      mean: 0,
      scale: 1,
      crops: [{ shape: 'square', surroundings: 1.5 }],
    },
    output: { name: 'output', columns: 1, column: 0, value: 'logit', of: 'bona-fide' },
    calibration: { slope: 1, thresholds: { SOFT: 0, REGULAR: 0, HARD: 0 } },
    ...change,
  };
}
