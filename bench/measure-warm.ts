import type { ModelDiagnostics } from '../src/index.ts';
import type { BareRuntime } from './bare-network.ts';
import type { Product } from './product.ts';

/** One check as the page saw it. */
export interface TimedCheck {
  /** From the call to its answer. */
  readonly ms: number;
  /** Milliseconds by stage. */
  readonly stages: Readonly<Record<string, number>>;
}

/** Runs of one network, milliseconds each. */
export interface NetworkSamples {
  readonly id: string;
  readonly runsPerCheck: number;
  /** Mean run within each check. */
  readonly inCheck: number[];
  /** In each round as many as a check has. */
  readonly bare: number[];
  /** Empty where there is no native build. */
  readonly native: number[];
}

export interface WarmSamples {
  readonly checks: readonly TimedCheck[];
  readonly networks: readonly NetworkSamples[];
}

export interface WarmOptions {
  readonly product: Product;
  readonly bare: BareRuntime;
  readonly native: BareRuntime | undefined;
  readonly runsPerCheck: ReadonlyMap<string, number>;
  readonly rounds: number;
  readonly onRound: (done: number) => void;
}

/** Rounds that are thrown away: engines compile what runs often. */
const WARM_UP_ROUNDS = 3;

/**
 * In each round one check, then its networks bare, each as often as the check runs it, then the same natively: whatever else the machine
 * does hits all three alike.
 */
export async function measureWarm(options: WarmOptions): Promise<WarmSamples> {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) await measureRound(options);
  const checks: TimedCheck[] = [];
  const networks = Array.from(options.runsPerCheck, ([id, runsPerCheck]) => ({
    id,
    runsPerCheck,
    inCheck: [] as number[],
    bare: [] as number[],
    native: [] as number[],
  }));
  for (let round = 0; round < options.rounds; round++) {
    const { check, samples } = await measureRound(options);
    checks.push(check);
    for (const { id, inCheck, bare, native } of networks) {
      inCheck.push(...(samples.get(id)?.inCheck ?? []));
      bare.push(...(samples.get(id)?.bare ?? []));
      native.push(...(samples.get(id)?.native ?? []));
    }
    options.onRound(round + 1);
  }
  return { checks, networks };
}

async function measureRound({ product, bare, native, runsPerCheck }: WarmOptions) {
  const before = await product.diagnostics();
  const ms = await product.check();
  const after = await product.diagnostics();
  const check = { ms, stages: await product.stages() };
  const samples = new Map<string, { inCheck: number[]; bare: number[]; native: number[] }>();
  for (const [id, times] of runsPerCheck) {
    const { runs, ms } = runsBetween(before.models, after.models, id);
    if (runs !== times) throw new Error(`${id} ran ${runs} times in a check, and ${times} times in another.`);
    samples.set(id, { inCheck: [ms / runs], bare: await bare.run(id, times), native: [] });
  }
  // Apart from the loop above, so that browser and process do not take turns within a check's worth of runs.
  for (const [id, times] of runsPerCheck) samples.get(id)?.native.push(...((await native?.run(id, times)) ?? []));
  return { check, samples };
}

/** How often each network runs in one check; those that do not are left out. */
export async function countRuns(product: Product): Promise<Map<string, number>> {
  const before = await product.diagnostics();
  await product.check();
  const after = await product.diagnostics();
  const counts = after.models.map(({ id }) => [id, runsBetween(before.models, after.models, id).runs] as const);
  return new Map(counts.filter(([, runs]) => runs > 0));
}

/** Number and milliseconds of the runs of a network between two reports. */
export function runsBetween(before: readonly ModelDiagnostics[], after: readonly ModelDiagnostics[], id: string) {
  const [start, end] = [before, after].map((models) => {
    const { runs = 0, meanRunMs = 0 } = models.find((model) => model.id === id) ?? {};
    return { runs, ms: runs * meanRunMs };
  }) as [{ runs: number; ms: number }, { runs: number; ms: number }];
  return { runs: end.runs - start.runs, ms: end.ms - start.ms };
}
