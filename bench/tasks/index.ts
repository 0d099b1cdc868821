import { deepfake } from './deepfake.ts';
import { face } from './face.ts';
import { liveness } from './liveness.ts';
import type { BenchTask } from './task.ts';

/** All measured checks by the name they are asked for with. */
export const TASKS: Readonly<Record<string, BenchTask>> = { deepfake, face, liveness };
