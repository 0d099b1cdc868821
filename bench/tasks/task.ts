import type { CheckModelInput, CheckResponse } from '../../src/index.ts';

/** A check whose speed is measured. Register new ones in index.ts. */
export interface BenchTask {
  /** One sentence for the help text. */
  readonly description: string;
  readonly checkModel: CheckModelInput;
  /** The selfie, a file of samples/. */
  readonly face?: string;
  /** The document picture, a file of samples/. */
  readonly doc?: string;
  /** How many times as long as the bare runs of its networks the whole call may take. */
  readonly limit: number;
  /** Whether what is measured is a check with details. */
  readonly details?: true;
  /** What every stage of the answer came to; anything but OK means that less was done than is to be measured. */
  statuses(response: CheckResponse): readonly (string | undefined)[];
}
