import type { FaceLimitsPreset } from '../src/index.ts';
import { oneOf, readArguments, userPath } from './command-line.ts';
import { TASKS } from './tasks/index.ts';
import type { CheckOptions, Task } from './tasks/task.ts';
import { UsageError } from './usage-error.ts';

const MAIN_FACES = ['largest', 'centre'] as const;

export interface EvalOptions {
  readonly taskName: string;
  readonly task: Task;
  /** Absolute path. */
  readonly folder: string;
  readonly limit: number;
  readonly json: string | undefined;
  readonly fresh: boolean;
  /** What the SDK is started with. */
  readonly engine: { readonly faceLimits: FaceLimitsPreset; readonly mainFace: (typeof MAIN_FACES)[number] };
  readonly checkOptions: CheckOptions;
}

export const HELP = `Usage: npm run eval -- <task> <folder> [options]

Runs the built SDK (npm run build) in a headless browser over a folder of labelled pictures. Prints a table and, as the last
line, one JSON object. A run that was stopped goes on where it was; another build starts anew.

Tasks
${Object.entries(TASKS)
  .map(([name, task]) => `  ${name.padEnd(12)}${task.description}`)
  .join('\n')}

Options
  --limit N           only N items, spread evenly over the list
  --json FILE         write the result there, too, with the score of every item
  --face WHICH        the face that counts where a picture shows several: largest (default) or centre
  --preset NAME       face limits of face-pad: default, strict, or enrolment, which is 48 px and no rule about borders and
                      closeness, for pictures cropped to the face. face-match always has enrolment
  --pipeline NAME     the pipeline to check with; not for face-match
  --calibration NAME  SOFT, REGULAR or HARD; not for face-match
  --fresh             forget what an earlier run has answered

Figures (shares of 1; ci holds their 95 % intervals)
  accuracy, fmr, fnmr, bpcer, apcer and acer are at the threshold 0.5. acer is the mean of bpcer and the worst apcer of all
  kinds of attack. Pictures without an answer count as rejected; bpnrr and apnrr say how many there were.
  tarAtFmr1e2 needs 100 impostor pairs, tarAtFmr1e3 1,000; with fewer they are left out.`;

/** The options of this process; undefined when help was asked for. Throws a UsageError. */
export function readOptions(): EvalOptions | undefined {
  const { values, positionals } = readArguments(
    {
      limit: { type: 'string' },
      json: { type: 'string' },
      face: { type: 'string', default: 'largest' },
      preset: { type: 'string' },
      pipeline: { type: 'string' },
      calibration: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    true,
  );
  if (values.help) return undefined;
  const [taskName, folder, ...rest] = positionals;
  if (taskName === undefined || folder === undefined || rest.length > 0) {
    throw new UsageError('Give a task and a folder; --help shows how.');
  }
  const task = TASKS[oneOf('task', taskName, Object.keys(TASKS))];
  if (!task) throw new UsageError(`There is no task ${taskName}.`);
  return {
    taskName,
    task,
    folder: userPath(folder),
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : readCount('--limit', values.limit),
    json: values.json,
    fresh: values.fresh,
    engine: {
      faceLimits: values.preset === undefined ? task.presets[0] : oneOf('--preset', values.preset, task.presets),
      mainFace: oneOf('--face', values.face, MAIN_FACES),
    },
    checkOptions: {
      ...(values.pipeline === undefined ? {} : { pipeline: values.pipeline }),
      ...(values.calibration === undefined ? {} : { calibration: values.calibration }),
    },
  };
}

function readCount(option: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new UsageError(`${option}: '${value}' is no whole number above 0.`);
}
