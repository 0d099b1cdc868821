import type { BenchTask } from './task.ts';

/** Ours beside the network that its publisher ships for liveness, in one run. */
export const deepfake: BenchTask = {
  description: 'DEEPFAKE_ATTACK, and PRESENTATION_ATTACK by pad-m-1, on a selfie',
  checkModel: {
    operations: ['FACE_CHECK'],
    face_check_parameters: {
      pipelines: [{ type: 'DEEPFAKE_ATTACK' }, { type: 'PRESENTATION_ATTACK', pipeline: 'pad-m-1' }],
    },
  },
  face: 'selfie-marc.jpg',
  limit: 1.3,
  statuses: ({ face_result }) => face_result?.results.map(({ status_code }) => status_code) ?? [],
};
