import type { Interval } from './estimate.ts';
import type { Report, SourceReport } from './report.ts';
import { FIGURES } from './summary.ts';

/** The report as a table for people: a line for each figure, a column for all items and for each source. */
export function toTable(report: Report): string {
  const columns: readonly (readonly [string, SourceReport])[] = [
    ['all', report],
    ...Object.entries(report.sources ?? {}),
  ];
  const summaries = columns.map(([, summary]) => summary);
  const kinds = Object.keys(report.apcer ?? {});
  const lines: string[][] = [
    ['', ...columns.map(([name]) => name)],
    ['n', ...summaries.map(({ n }) => String(n))],
    ['ms per item', ...summaries.map(({ msPerItem }) => msPerItem.toFixed(1))],
    ...Object.keys(report.failures).map((code) => [
      code,
      ...summaries.map(({ failures }) => String(failures[code] ?? 0)),
    ]),
    ...FIGURES.map((name) => [name, ...summaries.map((summary) => show(name, summary[name], summary.ci[name]))]),
    ...kinds.map((kind) => [
      `apcer ${kind}`,
      ...summaries.map(({ apcer, ci }) => show('apcer', apcer?.[kind], ci.apcer?.[kind])),
    ]),
  ];
  return align(lines.filter(([, ...cells]) => cells.some((cell) => cell !== '')));
}

function show(name: string, value: number | undefined, interval: Interval | undefined): string {
  if (value === undefined) return '';
  const format = (share: number) => (name === 'auc' ? share.toFixed(4) : (100 * share).toFixed(2));
  const unit = name === 'auc' ? '' : ' %';
  return format(value) + unit + (interval ? ` (${interval.map(format).join(' to ')})` : '');
}

/** Lines of cells with each column as wide as its widest cell. */
export function align(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
