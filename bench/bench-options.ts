import { oneOf, readArguments, userPath } from '../eval/command-line.ts';
import { UsageError } from '../eval/usage-error.ts';
import { TASKS } from './tasks/index.ts';
import type { BenchTask } from './tasks/task.ts';

export interface BenchOptions {
  readonly taskName: string;
  readonly task: BenchTask;
  /** Warm checks. */
  readonly runs: number;
  /** Visits with a new browser. */
  readonly visits: number;
  readonly threads: number;
  readonly isolated: boolean;
  readonly native: boolean;
  /** Absolute path. */
  readonly json: string | undefined;
}

export const HELP = `Usage: npm run bench -- <task> [options]

How long the built SDK takes in a headless browser: on a first visit, on a second one, and warm. In the same run the same networks
are run bare, once more in the browser and in onnxruntime's native build, on the same machine, with as many threads.
Prints tables and, as the last line, one JSON object.

Tasks
${Object.entries(TASKS)
  .map(([name, task]) => `  ${name.padEnd(12)}${task.description}`)
  .join('\n')}

Options
  --runs N      warm checks, 30 when left out
  --visits N    new browsers for the first and the second visit, 3 when left out
  --threads N   threads of the runtime, 1 when left out; more than one needs --isolated
  --isolated    serve the pages cross-origin isolated
  --no-native   leave the native build out. It is fetched once, 113 MB, into .bench/
  --json FILE   write the result there, too

Figures
  Times are milliseconds. bare is a network alone on one fixed input of random bytes, in a worker of a page of its own. in check
  is the same network's run in the SDK. The whole call is what the page waits for: decoding, networks and all between.`;

/** The options of this process; undefined when help was asked for. Throws a UsageError. */
export function readOptions(): BenchOptions | undefined {
  const { values, positionals } = readArguments(
    {
      runs: { type: 'string', default: '30' },
      visits: { type: 'string', default: '3' },
      threads: { type: 'string', default: '1' },
      isolated: { type: 'boolean', default: false },
      'no-native': { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    true,
  );
  if (values.help) return undefined;
  const [taskName, ...rest] = positionals;
  if (taskName === undefined || rest.length > 0) throw new UsageError('Give one task; --help shows which there are.');
  const task = TASKS[oneOf('task', taskName, Object.keys(TASKS))];
  if (!task) throw new UsageError(`There is no task ${taskName}.`);
  const threads = readCount('--threads', values.threads);
  if (threads > 1 && !values.isolated)
    throw new UsageError('--threads above 1 need --isolated: so do they in any page.');
  return {
    taskName,
    task,
    runs: readCount('--runs', values.runs),
    visits: readCount('--visits', values.visits),
    threads,
    isolated: values.isolated,
    native: !values['no-native'],
    json: values.json === undefined ? undefined : userPath(values.json),
  };
}

function readCount(option: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new UsageError(`${option}: '${value}' is no whole number above 0.`);
}
