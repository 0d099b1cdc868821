import type { BenchOptions } from './bench-options.ts';

/** Something whose speed is measured. Register new ones in benches.ts. */
export interface Bench {
  /** One sentence for the help text. */
  readonly description: string;
  /** Files of samples/ that it needs. */
  readonly samples: readonly string[];
  run(options: BenchOptions): Promise<BenchOutcome>;
}

export interface BenchOutcome {
  /** Tables for people. */
  readonly text: string;
  /** Everything that was found, on one line. */
  readonly json: string;
}
