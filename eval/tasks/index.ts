import { digitalManipulation, portraitSubstitution, printedCopy, screenReplay } from './document-check.ts';
import { documentCodes } from './document-codes.ts';
import { documentLocate } from './document-locate.ts';
import { deepfake, facePad } from './face-check.ts';
import { faceCodes } from './face-codes.ts';
import { faceMatch } from './face-match.ts';
import { facePose } from './face-pose.ts';
import type { Task } from './task.ts';

/** All evaluations by the name they are asked for with. */
export const TASKS: Readonly<Record<string, Task>> = {
  'face-match': faceMatch,
  'face-pad': facePad,
  deepfake,
  'face-codes': faceCodes,
  'face-pose': facePose,
  'document-locate': documentLocate,
  'document-codes': documentCodes,
  'screen-replay': screenReplay,
  'printed-copy': printedCopy,
  'portrait-substitution': portraitSubstitution,
  'digital-manipulation': digitalManipulation,
};
