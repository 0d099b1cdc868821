import type { BenchTask } from './task.ts';

/** Liveness of a selfie, and its match with an identity card. */
export const face: BenchTask = {
  description: 'PRESENTATION_ATTACK and FACE_MATCH_VALIDATION on a selfie and the identity card of the same person',
  checkModel: {
    operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'],
    face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
  },
  face: 'selfie-marc.jpg',
  doc: 'id-marc.jpg',
  limit: 1.3,
  statuses: ({ face_result, face_validation_result }) => [
    face_result?.results[0]?.status_code,
    face_validation_result?.status_code,
  ],
};
