import { median, type Spread, spreadOf } from '../eval/quantile.ts';
import type { Sent } from './bench-server.ts';
import type { Visit, VisitPair } from './measure-visits.ts';
import type { NetworkSamples, WarmSamples } from './measure-warm.ts';

/** Medians over the visits, milliseconds. */
export interface VisitSummary {
  readonly createMs: number;
  readonly preloadMs: number;
  readonly checkMs: number;
  readonly models: readonly { readonly id: string; readonly loadMs: number; readonly sessionMs: number }[];
  readonly bytes: number;
  /** Those of `bytes` that are models. */
  readonly modelBytes: number;
  readonly files: Sent;
}

export interface NetworkSummary {
  readonly id: string;
  readonly runsPerCheck: number;
  readonly inCheckMs: number;
  readonly bareMs: number;
  readonly nativeMs?: number;
}

export interface WarmSummary {
  /** The whole call, as the page waits for it. */
  readonly callMs: Spread;
  readonly stages: Readonly<Record<string, Spread>>;
  readonly networks: readonly NetworkSummary[];
  /** Medians of single runs, times the runs of a check, added up. */
  readonly sums: { readonly inCheckMs: number; readonly bareMs: number; readonly nativeMs?: number };
  readonly ratios: {
    readonly callToBare: number;
    /**
     * Median over the rounds of a call to the bare runs of its own round. On a busy machine the fairer one: a long call is
     * interrupted more often than the median of short runs is.
     */
    readonly callToBareInRound: number;
    readonly callToNative?: number;
    readonly bareToNative?: number;
  };
}

export function summariseVisits(pairs: readonly VisitPair[]): { first: VisitSummary; second: VisitSummary } {
  return {
    first: summariseVisit(pairs.map(({ first }) => first)),
    second: summariseVisit(pairs.map(({ second }) => second)),
  };
}

function summariseVisit(visits: readonly Visit[]): VisitSummary {
  const [first] = visits;
  if (!first) throw new RangeError('There are no visits.');
  const middle = (read: (visit: Visit) => number) => median(visits.map(read));
  return {
    createMs: middle(({ createMs }) => createMs),
    preloadMs: middle(({ preloadMs }) => preloadMs),
    checkMs: middle(({ checkMs }) => checkMs),
    models: first.models
      .filter(({ state }) => state === 'ready')
      .map(({ id }, index) => {
        const of = (key: 'loadMs' | 'sessionMs') =>
          middle(({ models }) => models.filter(({ state }) => state === 'ready')[index]?.[key] ?? Number.NaN);
        return { id, loadMs: of('loadMs'), sessionMs: of('sessionMs') };
      }),
    bytes: sum(Object.values(first.sent)),
    modelBytes: sum(Object.entries(first.sent).flatMap(([path, bytes]) => (path.endsWith('.onnx') ? [bytes] : []))),
    files: first.sent,
  };
}

export function summariseWarm({ checks, networks }: WarmSamples): WarmSummary {
  const callMs = spreadOf(checks.map(({ ms }) => ms));
  const stages = Object.keys(checks[0]?.stages ?? {}).map((stage) => {
    const values = checks.flatMap(({ stages }) => stages[stage] ?? []);
    return [stage, spreadOf(values)] as const;
  });
  const rows = networks.map(
    ({ id, runsPerCheck, inCheck, bare, native }): NetworkSummary => ({
      id,
      runsPerCheck,
      inCheckMs: median(inCheck),
      bareMs: median(bare),
      ...(native.length === 0 ? {} : { nativeMs: median(native) }),
    }),
  );
  const total = (read: (row: NetworkSummary) => number) => sum(rows.map((row) => row.runsPerCheck * read(row)));
  const bareMs = total((row) => row.bareMs);
  const nativeMs = total((row) => row.nativeMs ?? Number.NaN);
  const isNative = !Number.isNaN(nativeMs);
  return {
    callMs,
    stages: Object.fromEntries(stages),
    networks: rows,
    sums: { inCheckMs: total((row) => row.inCheckMs), bareMs, ...(isNative && { nativeMs }) },
    ratios: {
      callToBare: callMs.median / bareMs,
      callToBareInRound: median(
        checks.map(({ ms }, round) => ms / sum(networks.flatMap((network) => bareRunsOf(network, round)))),
      ),
      ...(isNative && { callToNative: callMs.median / nativeMs, bareToNative: bareMs / nativeMs }),
    },
  };
}

function bareRunsOf({ bare, runsPerCheck }: NetworkSamples, round: number): readonly number[] {
  return bare.slice(round * runsPerCheck, (round + 1) * runsPerCheck);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
