/** A file that was not enrolled, and the error that says why. */
export interface Refusal {
  readonly file: File;
  readonly error: Error;
}

export interface EnrolmentTally {
  readonly enrolled: number;
  readonly refused: readonly Refusal[];
}

interface EnrolmentSteps {
  readonly enrol: (file: File) => Promise<unknown>;
  /** Told after each file. */
  readonly onStep: (tally: EnrolmentTally) => void;
  readonly signal: AbortSignal;
}

/** Faults of a single picture. Any other, as a full storage, would befall the next file as well. */
const PICTURE_FAULTS: readonly unknown[] = [
  'FACE_REJECTED',
  'IMAGE_EMPTY',
  'IMAGE_FORMAT_UNSUPPORTED',
  'IMAGE_TOO_LARGE',
  'IMAGE_UNREADABLE',
];

/** Enrols one file after the other. A refused picture does not stop the others; any other fault, or the signal, does. */
export async function enrolFiles(files: readonly File[], { enrol, onStep, signal }: EnrolmentSteps): Promise<void> {
  let enrolled = 0;
  const refused: Refusal[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    try {
      await enrol(file);
      enrolled++;
    } catch (error) {
      if (signal.aborted || !isPictureFault(error)) throw error;
      refused.push({ file, error });
    }
    onStep({ enrolled, refused: [...refused] });
  }
}

function isPictureFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && PICTURE_FAULTS.includes(error.code);
}
