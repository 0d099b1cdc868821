import type { BenchTask } from './task.ts';

/** Ours beside the network that its publisher ships, in one run. */
export const liveness: BenchTask = {
  description: 'PRESENTATION_ATTACK by pad-r-1, pad-d-1 and pad-m-1 on a selfie',
  checkModel: {
    operations: ['FACE_CHECK'],
    face_check_parameters: {
      pipelines: [
        { type: 'PRESENTATION_ATTACK', pipeline: 'pad-r-1' },
        { type: 'PRESENTATION_ATTACK', pipeline: 'pad-d-1' },
        { type: 'PRESENTATION_ATTACK', pipeline: 'pad-m-1' },
      ],
    },
  },
  face: 'selfie-marc.jpg',
  limit: 1.3,
  statuses: ({ face_result }) => face_result?.results.map(({ status_code }) => status_code) ?? [],
};
