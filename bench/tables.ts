import { align } from '../eval/table.ts';
import type { BenchReport } from './report.ts';
import type { VisitSummary } from './summarise.ts';

/** The report for people. */
export function toTables(report: BenchReport): string {
  const { threads, isolated, runs, visits, machine, native, task } = report;
  const head = [
    `${task}: ${runs} warm checks, ${visits} new browsers, ${threads} ${threads === 1 ? 'thread' : 'threads'}${isolated ? ', isolated' : ''}`,
    `${machine.browser}, ${machine.cores} cores, ${machine.platform}; native: ${native}`,
  ].join('\n');
  return [head, visitTable(report), stageTable(report), networkTable(report), ratioLines(report)].join('\n\n');
}

function visitTable({ firstVisit, secondVisit }: BenchReport): string {
  const visits = [firstVisit, secondVisit];
  const row = (name: string, read: (visit: VisitSummary) => string) => [name, ...visits.map(read)];
  return align([
    ['visit, median ms', 'first', 'second'],
    row('createEkyc', ({ createMs }) => ms(createMs)),
    row('preload', ({ preloadMs }) => ms(preloadMs)),
    ...firstVisit.models.map(({ id }, index) =>
      row(`  ${id}: fetch + session`, ({ models }) =>
        [models[index]?.loadMs, models[index]?.sessionMs].map((value) => ms(value ?? Number.NaN)).join(' + '),
      ),
    ),
    row('first check', ({ checkMs }) => ms(checkMs)),
    row('downloaded, uncompressed', ({ bytes }) => kilobytes(bytes)),
    row('  of it models', ({ modelBytes }) => kilobytes(modelBytes)),
    ...Object.keys(firstVisit.files).map((path) => row(`  ${path}`, ({ files }) => kilobytes(files[path] ?? 0))),
  ]);
}

function stageTable({ warm }: BenchReport): string {
  const stages = { ...warm.stages, 'whole call': warm.callMs };
  const rows = Object.entries(stages).map(([stage, spread]) => [stage, ms(spread.median), ms(spread.p95)]);
  return align([['warm check, ms', 'median', 'p95'], ...rows]);
}

function networkTable({ warm: { networks, sums } }: BenchReport): string {
  const row = (name: string, runs: string, inCheck: number, bare: number, native: number | undefined) => [
    name,
    runs,
    ms(inCheck),
    ms(bare),
    ...(native === undefined ? [] : [ms(native), (bare / native).toFixed(2)]),
  ];
  const withNative = sums.nativeMs !== undefined;
  return align([
    ['network, median ms a run', 'runs', 'in check', 'bare', ...(withNative ? ['native', 'bare / native'] : [])],
    ...networks.map((network) =>
      row(network.id, String(network.runsPerCheck), network.inCheckMs, network.bareMs, network.nativeMs),
    ),
    row('all runs of a check', '', sums.inCheckMs, sums.bareMs, sums.nativeMs),
  ]);
}

function ratioLines({ warm: { ratios }, limit, withinLimit }: BenchReport): string {
  return [
    `whole call / bare: ${ratios.callToBare.toFixed(2)}, ${withinLimit ? 'within' : 'ABOVE'} the limit of ${limit}`,
    `whole call / bare of the same round, median: ${ratios.callToBareInRound.toFixed(2)}`,
    ...(ratios.callToNative === undefined ? [] : [`whole call / native: ${ratios.callToNative.toFixed(2)}`]),
  ].join('\n');
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString('en')} KB`;
}
