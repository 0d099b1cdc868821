import { oneOf, readArguments, userPath } from '../eval/command-line.ts';
import { UsageError } from '../eval/usage-error.ts';

export interface BenchOptions {
  /** Which bench. */
  readonly name: string;
  /** Warm calls. */
  readonly runs: number;
  /** Visits with a new browser. */
  readonly visits: number;
  readonly threads: number;
  readonly isolated: boolean;
  readonly native: boolean;
  /** Absolute path. */
  readonly json: string | undefined;
}

const HELP = `Usage: npm run bench -- <bench> [options]

How long the built SDK takes in a headless browser, beside the same work bare in the same run: its networks on onnxruntime alone, in the
browser and natively; its cipher on WebCrypto alone. Prints tables and, as the last line, one JSON object.

Benches
`;

const OPTIONS = `
Options
  --runs N      warm calls, or seconds of a film, 30 when left out
  --json FILE   write the result there, too
  of checks:
  --visits N    new browsers for the first and the second visit, 3 when left out
  --threads N   threads of the runtime, 1 when left out; more than one needs --isolated
  --isolated    serve the pages cross-origin isolated
  --no-native   leave the native build out. It is fetched once, 113 MB, into .bench/

Figures
  Times are milliseconds. bare is a network alone on one fixed input of random bytes, in a worker of a page of its own. in check
  is the same network's run in the SDK. The whole call is what the page waits for: decoding, networks and all between.`;

/** @param benches description by name. */
export function helpText(benches: Readonly<Record<string, { readonly description: string }>>): string {
  const lines = Object.entries(benches).map(([name, { description }]) => `  ${name.padEnd(12)}${description}`);
  return `${HELP}${lines.join('\n')}\n${OPTIONS}`;
}

/** The options of this process; undefined when help was asked for. Throws a UsageError. */
export function readOptions(names: readonly string[]): BenchOptions | undefined {
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
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) throw new UsageError('Give one bench; --help shows which there are.');
  const threads = readCount('--threads', values.threads);
  if (threads > 1 && !values.isolated)
    throw new UsageError('--threads above 1 need --isolated: so do they in any page.');
  return {
    name: oneOf('bench', name, names),
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
