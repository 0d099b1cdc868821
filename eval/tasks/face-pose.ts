import type { PictureDetails } from '../../src/index.ts';
import { AXES, type PoseItem, summarisePose } from '../summarise-pose.ts';
import { UsageError } from '../usage-error.ts';
import type { Answer, Item, Task } from './task.ts';

type PoseLabel = Pick<PoseItem, 'turn' | 'mirrored'>;
type PoseAnswer = Answer & Pick<PoseItem, 'poses'>;

/** Pairs of pictures that show a head, and the same head turned or mirrored. */
export const facePose: Task<Item & PoseLabel, PoseAnswer> = {
  description:
    'head poses over poses.csv: a, b, axis (yaw, pitch, roll), degrees and, if wanted, mirrored (yes, no), source',
  list: 'poses.csv',
  columns: ['a', 'b', 'axis', 'degrees'],
  // The pose is told whatever the limits are.
  presets: ['enrolment'],
  details: true,
  checkModel({ pipeline, calibration }) {
    if (pipeline ?? calibration) throw new UsageError('face-pose knows no --pipeline and no --calibration.');
    return { operations: ['FACE_MATCH_VALIDATION'] };
  },
  readItem(row) {
    const [face, doc] = [row.text('a'), row.text('b')];
    const source = row.optional('source');
    const mirrored = row.optional('mirrored') !== undefined && row.oneOf('mirrored', ['yes', 'no']) === 'yes';
    return {
      id: `${face} | ${doc}`,
      face,
      doc,
      mirrored,
      ...(mirrored ? {} : { turn: { axis: row.oneOf('axis', AXES), degrees: row.number('degrees') } }),
      ...(source === undefined ? {} : { source }),
    };
  },
  readAnswer({ details }) {
    const { face, doc } = details ?? {};
    if (!face || !doc) throw new Error('The answer holds no details of both pictures.');
    if (face.pose && doc.pose) return { status: 'OK', poses: { a: face.pose, b: doc.pose } };
    return without(face.pose ? doc : face);
  },
  summarise: summarisePose,
};

function without({ statusCode, error }: PictureDetails): PoseAnswer {
  return { status: statusCode, ...(error === undefined ? {} : { error }) };
}
