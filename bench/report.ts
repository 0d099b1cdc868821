import type { VisitSummary, WarmSummary } from './summarise.ts';

/** Everything that a run of the bench found; the last line of its output. */
export interface BenchReport {
  readonly task: string;
  readonly machine: { readonly cores: number; readonly platform: string; readonly browser: string };
  readonly threads: number;
  readonly isolated: boolean;
  readonly runs: number;
  readonly visits: number;
  /** Where onnxruntime's native build ran: its name and version; or why it did not. */
  readonly native: string;
  readonly firstVisit: VisitSummary;
  readonly secondVisit: VisitSummary;
  readonly warm: WarmSummary;
  /** What `warm.ratios.callToBare` must not exceed. */
  readonly limit: number;
  readonly withinLimit: boolean;
}

/** One line, numbers rounded to what was measured. */
export function toJsonLine(report: BenchReport): string {
  return JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  );
}
