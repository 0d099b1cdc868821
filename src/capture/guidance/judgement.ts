import type { Point } from '../../readings/geometry.ts';
import type { CaptureHint } from '../capture.ts';

/** What guidance makes of one reading of the engine. */
export interface Judgement {
  /** Whether there is something to guide. */
  readonly inView: boolean;
  /** What the user has to mend first. Absent where the picture may be taken. */
  readonly hint: CaptureHint | undefined;
  /** The corners of what was read, in pixels of the picture. Absent without it. */
  readonly outline: readonly Point[] | undefined;
  /** Of two pictures that may be taken, the one with the greater number is the better. */
  readonly quality: number;
}
