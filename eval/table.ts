import { QUALITY_WARNINGS, type QualityWarning } from '../src/contract/index.ts';
import type { Interval } from './estimate.ts';
import type { Report, SourceReport } from './report.ts';
import { FIGURES, type Summary } from './summary.ts';

type Row = readonly [name: string, cell: (summary: SourceReport) => string];

/** The report as a table for people: a line for each figure, a column for all items and for each source. */
export function toTable(report: Report): string {
  const columns: readonly (readonly [string, SourceReport])[] = [
    ['all', report],
    ...Object.entries(report.sources ?? {}),
  ];
  const lines = [
    ...generalRows(report),
    ...codeRows(report),
    ...poseRows(report),
    ...documentRows(report),
    ...alterationRows(report),
  ].map(([name, cell]) => [name, ...columns.map(([, summary]) => cell(summary))]);
  return align([
    ['', ...columns.map(([name]) => name)],
    ...lines.filter(([, ...cells]) => cells.some((cell) => cell !== '')),
  ]);
}

function generalRows({ failures, apcer = {} }: Summary): Row[] {
  return [
    ['n', ({ n }) => String(n)],
    ['ms per item', ({ msPerItem }) => msPerItem.toFixed(1)],
    ...Object.keys(failures).map((code): Row => [code, (summary) => String(summary.failures[code] ?? 0)]),
    ...FIGURES.map((name): Row => [name, (summary) => show(name, summary[name], summary.ci[name])]),
    ...Object.keys(apcer).map(
      (kind): Row => [`apcer ${kind}`, ({ apcer, ci }) => show('apcer', apcer?.[kind], ci.apcer?.[kind])],
    ),
  ];
}

/** For each code that was expected: how often it was answered, and what else was. */
function codeRows({ codes = {} }: Summary): Row[] {
  return (Object.keys(codes) as (keyof typeof codes)[]).flatMap((code) => {
    const others = Object.keys(codes[code]?.answered ?? {}).filter((answered) => answered !== code);
    return [
      [code, (summary) => show('exact', summary.codes?.[code]?.exact, summary.ci.codes?.[code])],
      ...others.map(
        (other): Row => [
          `  answered ${other}`,
          (summary) => count(summary.codes?.[code], (figures) => figures.answered[other] ?? 0),
        ],
      ),
    ];
  });
}

function poseRows({ turns = {} }: Summary): Row[] {
  return [
    ['mean error', ({ meanError }) => degrees(meanError)],
    ...Object.keys(turns).map(
      (turn): Row => [
        turn,
        (summary) => {
          const figures = summary.turns?.[turn];
          if (figures?.measured === undefined) return '';
          return `${degrees(figures.measured)}, error ${degrees(figures.meanError)}, over 30: ${show('over30', figures.over30, undefined)}`;
        },
      ],
    ),
    ['mirrored: yaw error', ({ mirrored }) => degrees(mirrored?.meanYawError)],
    ['mirrored: pitch error', ({ mirrored }) => degrees(mirrored?.meanPitchError)],
    ['mirrored: roll error', ({ mirrored }) => degrees(mirrored?.meanRollError)],
    ['mirrored: within3', ({ mirrored, ci }) => show('within3', mirrored?.within3, ci.mirrored?.within3)],
  ];
}

function documentRows({ statuses = {}, warnings = {} }: Summary): Row[] {
  return [
    ['n over90', ({ nOver90 }) => (nOver90 === undefined ? '' : String(nOver90))],
    ...Object.keys(statuses).map((code): Row => [`answered ${code}`, ({ statuses }) => String(statuses?.[code] ?? 0)]),
    ...Object.keys(warnings).map((code): Row => [`warned ${code}`, ({ warnings }) => String(warnings?.[code] ?? 0)]),
  ];
}

/** For each alteration the code and the warnings that were due, and those that were answered and not due. */
function alterationRows({ alterations = {} }: Summary): Row[] {
  return Object.keys(alterations).flatMap((alteration) => {
    const { answered = {}, hits = {}, others = {} } = alterations[alteration] ?? {};
    const share = (list: 'hits' | 'others', warning: QualityWarning): Row => [
      `  ${list === 'hits' ? '' : 'not due: '}${warning}`,
      ({ alterations, ci }) =>
        show(warning, alterations?.[alteration]?.[list][warning], ci.alterations?.[alteration]?.[list][warning]),
    ];
    const due = QUALITY_WARNINGS.filter((warning) => hits[warning] !== undefined);
    // Where nothing is due, a share of 0 is worth a line too.
    const notDue = QUALITY_WARNINGS.filter((warning) => (due.length === 0 ? -1 : 0) < (others[warning] ?? -1));
    return [
      [alteration, (summary) => count(summary.alterations?.[alteration], ({ n }) => n)],
      [
        '  right code',
        ({ alterations, ci }) => show('exact', alterations?.[alteration]?.exact, ci.alterations?.[alteration]?.exact),
      ],
      ...Object.keys(answered).map(
        (code): Row => [
          `  answered ${code}`,
          (summary) => count(summary.alterations?.[alteration], (figures) => figures.answered[code] ?? 0),
        ],
      ),
      ...due.map((warning) => share('hits', warning)),
      ...notDue.map((warning) => share('others', warning)),
    ];
  });
}

function count<T>(figures: T | undefined, of: (figures: T) => number): string {
  return figures === undefined ? '' : String(of(figures));
}

function degrees(value: number | undefined): string {
  return value === undefined ? '' : `${value.toFixed(2)}°`;
}

/** What is not shown in per cent. */
const FOUR_DIGITS: ReadonlySet<string> = new Set(['auc', 'meanIou']);

/** A figure with its interval, if any, in per cent; an empty text where there is none. */
export function show(name: string, value: number | undefined, interval: Interval | undefined): string {
  if (value === undefined) return '';
  const isShare = !FOUR_DIGITS.has(name);
  const format = (value: number) => (isShare ? (100 * value).toFixed(2) : value.toFixed(4));
  const unit = isShare ? ' %' : '';
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
