import { DOMAINS, type Domain, FACE_VALIDATION_CODES, type FaceValidationCode } from '../src/contract/index.ts';
import type { FaceLimits, FaceLimitsPreset } from '../src/index.ts';
import { oneOf, readArguments, readCount, userPath } from './command-line.ts';
import type { QuarterTurn } from './quadrilateral.ts';
import type { Report } from './report.ts';
import { singleRule } from './single-rule.ts';
import { TASKS } from './tasks/index.ts';
import type { CheckOptions, Task } from './tasks/task.ts';
import { UsageError } from './usage-error.ts';

const MAIN_FACES = ['largest', 'centre'] as const;
const TURNS = ['90', '180', '270'] as const;
const REGIONS = ['found', 'whole'] as const;

export interface EvalOptions {
  readonly run: Pick<Report, 'task' | 'preset' | 'only' | 'rotate' | 'region'>;
  readonly task: Task;
  /** Absolute path. */
  readonly folder: string;
  readonly limit: number;
  readonly json: string | undefined;
  readonly fresh: boolean;
  /** What the SDK is started with. */
  readonly engine: {
    readonly faceLimits: FaceLimitsPreset | FaceLimits;
    readonly mainFace: (typeof MAIN_FACES)[number];
    readonly documentRegion: (typeof REGIONS)[number];
  };
  readonly checkOptions: CheckOptions;
  /** By how much pictures are turned, clockwise, before they are handed in. */
  readonly rotate: QuarterTurn | undefined;
}

export const HELP = `Usage: npm run eval -- <task> <folder> [options]
       npm run eval -- report <folder of data sets>

Runs the built SDK (npm run build) in a headless browser over a folder of labelled pictures. Prints a table and, as the last
line, one JSON object. A run that was stopped goes on where it was; another build starts anew.

Tasks
${Object.entries(TASKS)
  .map(([name, task]) => `  ${name.padEnd(23)}${task.description}`)
  .join('\n')}

report runs the tasks over each data set that the folder has, and writes docs/ACCURACY.md with tables, DET curves and histograms.

Options
  --limit N           only N items, spread evenly over the list
  --json FILE         write the result there, too, with the score of every item
  --face WHICH        the face that counts where a picture shows several: largest (default) or centre
  --preset NAME       face limits of face-pad, deepfake and face-codes: default, strict, or enrolment, which is 48 px and no rule about
                      borders and closeness, for pictures cropped to the face. face-match and face-pose always have enrolment
  --only CODE         face-codes, face-pad, deepfake: only the rule behind this face code, at the preset's numbers, and every other rule off. So one
                      rule can be judged on pictures that another, which takes precedence, would refuse: --only EYES_CLOSED
                      on small crops
  --rotate DEGREES    document-locate: turn each picture by 90, 180 or 270 degrees clockwise before it is read
  --region WHICH      the checks of documents: the document is found in each picture (default), or is the whole picture, for sets that show other
                      things or were cropped
  --pipeline NAME     the pipeline to check with; face-pad, deepfake and the checks of documents
  --calibration NAME  SOFT, REGULAR or HARD; the same
  --domain NAME       GENERAL (default) or DESKTOP, which is webcams; face-pad and deepfake
  --fresh             forget what an earlier run has answered

Figures (shares of 1; ci holds their 95 % intervals)
  accuracy, fmr, fnmr, bpcer, apcer and acer are at the threshold 0.5. acer is the mean of bpcer and the worst apcer of all
  kinds of attack. Pictures without an answer count as rejected; bpnrr and apnrr say how many there were.
  tarAtFmr1e2 needs 100 impostor pairs, tarAtFmr1e3 1,000; with fewer they are left out.
  face-codes: accuracy is the share answered with exactly the code expected; codes says so for each code, with what was answered
  in its place. A code that takes precedence is a miss like any other.
  face-pose: a measured turn is the pose of b minus that of a. meanError is in degrees, within3 the share of pairs at most 3
  degrees off, turns the same by axis and degrees, over30 the share of b measured beyond 30 degrees. mirrored pairs are
  apart: how far yaw and roll are from changing sign, and pitch from staying.
  document-locate: found is the share of pictures in which a document was found. In a folder without corners, that is one without a
  labels.csv or without the columns x0 to y3 in it, no picture is taken to show a document, and found is the share of false alarms.
  meanIou is the intersection over union of the areas, over90 the share of pictures above 0.90. Corner errors are distances between
  corners of the same name, over all corners, in shares of the document's diagonal. oriented is the share whose corners lie
  nearest to those of their own names. A picture without an answer counts as 0, a whole diagonal off, not oriented, without portrait;
  orientedOver90 and portraitOver90 are of the nOver90 pictures above 0.90 alone. sources go by the column source, or else type.
  document-codes: by alteration, the share answered with exactly the code that is due, and of each warning the shares of photos that were
  answered with it where it is due (hits) and where it is not (others).`;

/** The options that arguments make; undefined when help was asked for. Throws a UsageError. */
export function readOptions(args: readonly string[]): EvalOptions | undefined {
  const { values, positionals } = readArguments(
    {
      limit: { type: 'string' },
      json: { type: 'string' },
      face: { type: 'string', default: 'largest' },
      preset: { type: 'string' },
      only: { type: 'string' },
      pipeline: { type: 'string' },
      calibration: { type: 'string' },
      domain: { type: 'string' },
      rotate: { type: 'string' },
      region: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    true,
    args,
  );
  if (values.help) return undefined;
  const [taskName, folder, ...rest] = positionals;
  if (taskName === undefined || folder === undefined || rest.length > 0) {
    throw new UsageError('Give a task and a folder; --help shows how.');
  }
  const task = TASKS[oneOf('task', taskName, Object.keys(TASKS))];
  if (!task) throw new UsageError(`There is no task ${taskName}.`);
  const preset = values.preset === undefined ? task.presets[0] : oneOf('--preset', values.preset, task.presets);
  const only = values.only === undefined ? undefined : readCode(taskName, task, values.only);
  const region = values.region === undefined ? 'found' : readRegion(taskName, task, values.region);
  const rotate = values.rotate === undefined ? undefined : readTurn(taskName, task, values.rotate);
  return {
    run: {
      task: taskName,
      preset,
      ...(only === undefined ? {} : { only }),
      ...(rotate === undefined ? {} : { rotate }),
      ...(region === 'whole' ? { region } : {}),
    },
    task,
    folder: userPath(folder),
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : readCount('--limit', values.limit),
    json: values.json,
    fresh: values.fresh,
    engine: {
      faceLimits: only === undefined ? preset : singleRule(only, preset),
      mainFace: oneOf('--face', values.face, MAIN_FACES),
      documentRegion: region,
    },
    rotate,
    checkOptions: {
      ...(values.pipeline === undefined ? {} : { pipeline: values.pipeline }),
      ...(values.calibration === undefined ? {} : { calibration: values.calibration }),
      ...(values.domain === undefined ? {} : { domain: readDomain(taskName, task, values.domain) }),
    },
  };
}

/** What was run over what, in one line. */
export function describeRun({ run, folder, rotate }: EvalOptions): string {
  const whole = run.region === undefined ? '' : ', each picture a document as a whole';
  const limits = run.only === undefined ? run.preset : `${run.preset}, ${run.only} only`;
  const turned = rotate === undefined ? '' : `, turned by ${rotate} degrees`;
  return `${run.task} over ${folder}${turned}${whole}, face limits: ${limits}`;
}

function readCode(taskName: string, task: Task, code: string): FaceValidationCode {
  if (!task.singleRule) throw new UsageError(`${taskName} knows no --only.`);
  return oneOf('--only', code, FACE_VALIDATION_CODES);
}

function readTurn(taskName: string, task: Task, degrees: string): QuarterTurn {
  if (!task.turnable) throw new UsageError(`${taskName} knows no --rotate.`);
  return Number(oneOf('--rotate', degrees, TURNS)) as QuarterTurn;
}

function readDomain(taskName: string, task: Task, domain: string): Domain {
  if (!task.domains) throw new UsageError(`${taskName} knows no --domain.`);
  return oneOf('--domain', domain, DOMAINS);
}

function readRegion(taskName: string, task: Task, region: string): EvalOptions['engine']['documentRegion'] {
  if (!task.croppable) throw new UsageError(`${taskName} knows no --region.`);
  return oneOf('--region', region, REGIONS);
}
