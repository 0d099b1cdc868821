import { expect, it } from 'vitest';
import { EkycError } from '../../src/contract/index.ts';
import { type EnrolmentTally, enrolFiles } from './enrol-files.ts';

const files = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => new File([name], name));
const rejected = new EkycError('FACE_REJECTED', 'image: Face too small (FACE_TOO_SMALL).');

function enrolment(faults: Readonly<Record<string, Error>> = {}) {
  const abort = new AbortController();
  const tried: string[] = [];
  const steps: EnrolmentTally[] = [];
  const enrol = async (file: File): Promise<void> => {
    tried.push(file.name);
    const fault = faults[file.name];
    if (fault) throw fault;
  };
  const onStep = (tally: EnrolmentTally): void => void steps.push(tally);
  return { abort, tried, steps, enrol, onStep, signal: abort.signal };
}

it('goes on after a refused picture, and names it with its reason', async () => {
  const run = enrolment({ 'b.jpg': rejected });
  await enrolFiles(files, run);
  expect(run.tried).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  expect(run.steps.map(({ enrolled, refused }) => [enrolled, refused.length])).toEqual([
    [1, 0],
    [1, 1],
    [2, 1],
  ]);
  expect(run.steps.at(-1)?.refused).toEqual([{ file: files[1], error: rejected }]);
});

it.each([new EkycError('STORAGE_FULL', 'full'), new Error('no code')])(
  'stops at a fault of its own: %s',
  async (fault) => {
    const run = enrolment({ 'b.jpg': fault });
    await expect(enrolFiles(files, run)).rejects.toBe(fault);
    expect(run.tried).toEqual(['a.jpg', 'b.jpg']);
  },
);

it('stops between two files when it is cancelled', async () => {
  const run = enrolment();
  const onStep = (): void => run.abort.abort();
  await expect(enrolFiles(files, { ...run, onStep })).rejects.toMatchObject({ name: 'AbortError' });
  expect(run.tried).toEqual(['a.jpg']);
});
