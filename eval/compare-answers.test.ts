import { expect, it } from 'vitest';
import type { CheckOutcome } from './browser-host.ts';
import { compareAnswers } from './compare-answers.ts';

function answered(...probabilities: readonly number[]): CheckOutcome[] {
  return probabilities.map((probability) => ({
    ms: 1,
    result: {
      face_result: {
        results: [
          { type: 'PRESENTATION_ATTACK', pipeline: 'pad-r-1', calibration: 'REGULAR', probability, status_code: 'OK' },
        ],
      },
    },
  }));
}

const fault: CheckOutcome = { ms: 1, fault: { name: 'Error', message: 'no', code: undefined, status: undefined } };

it('says how far apart log-odds are, and how many answers pass in one browser alone', () => {
  // Log-odds of 0 and of 2.197.
  expect(compareAnswers(answered(0.5, 0.9), answered(0.1, 0.9))).toBe(
    'PRESENTATION_ATTACK: log-odds of 2 pictures are 1.10 apart on average and 2.20 at most, 1 on another side of 0.5; of 2 the code differs in 0',
  );
});

it('counts a picture that one browser did not answer as one whose code differs', () => {
  expect(compareAnswers(answered(0.5, 0.9), [...answered(0.5), fault])).toContain(
    'of 1 pictures are 0.00 apart on average and 0.00 at most, 0 on another side of 0.5; of 2 the code differs in 1',
  );
});
