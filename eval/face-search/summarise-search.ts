import { estimateShares, type Interval } from '../estimate.ts';
import type { Probe } from './identify.ts';

/** The contract's threshold for search: a candidate of at least this probability counts as found. */
export const SEARCH_THRESHOLD = 0.9;

type Figure = 'fpir' | 'fnir' | 'tpirAtRank1';

/** What is reported about the searches through galleries of one size. Figures are shares; one without probes is left out. */
export interface SearchSummary extends Readonly<Partial<Record<Figure, number>>> {
  /** Probes of people in the gallery. */
  readonly mated: number;
  /** Probes of people who are not. */
  readonly nonMated: number;
  /** Probes, of either kind, whose picture shows no face. */
  readonly unanswered: number;
  /** 95 % intervals under the names of the figures. */
  readonly ci: Readonly<Partial<Record<Figure, Interval>>>;
}

/**
 * Figures of an open-set identification (ISO/IEC 19795-1), with 95 % intervals.
 *
 * `fpir`: share of non-mated probes with a candidate at or above {@link SEARCH_THRESHOLD}. `fnir`: share of mated probes whose
 * own record is not among the candidates at or above it. `tpirAtRank1`: share of mated probes whose own record comes first,
 * whatever its probability. A probe without a face finds nobody.
 */
export function summariseSearch(probes: readonly Probe[]): SearchSummary {
  const mated = probes.filter((probe) => probe.mated);
  const nonMated = probes.filter((probe) => !probe.mated);
  const accepted = ({ candidates }: Probe) => candidates.filter(({ probability }) => probability >= SEARCH_THRESHOLD);
  const missed = mated.filter((probe) => !accepted(probe).some(({ name }) => name === probe.name));
  const first = mated.filter(({ name, candidates }) => candidates[0]?.name === name);
  const falsePositives = nonMated.filter((probe) => accepted(probe).length > 0);
  const { values, intervals } = estimateShares({
    fpir: { count: falsePositives.length, of: nonMated.length },
    fnir: { count: missed.length, of: mated.length },
    tpirAtRank1: { count: first.length, of: mated.length },
  });
  return {
    mated: mated.length,
    nonMated: nonMated.length,
    unanswered: probes.filter(({ candidates }) => candidates.length === 0).length,
    ...values,
    ci: intervals,
  };
}
