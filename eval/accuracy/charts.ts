import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ScoredItem } from '../summary.ts';
import { type DetPoint, detCurve } from './det-curve.ts';
import { reliabilityCurve } from './reliability.ts';

/** A drawing of the report. */
export interface Chart {
  /** File name, without folder. */
  readonly name: string;
  readonly caption: string;
  readonly svg: string;
}

const SIZE = { width: 360, height: 300 } as const;
/** Rates that have a tick. */
const TICKS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6];
/** Of black on white and of each other they can be told by everybody (Okabe and Ito 2008). */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
const BINS = 40;

/**
 * Detection error trade-off (ISO/IEC 19795-1): both error rates at every threshold, each axis by the normal deviate, a line a
 * source. Undefined without genuine or other items.
 */
export async function detChart(name: string, items: readonly ScoredItem[], axes: readonly [string, string]) {
  const sources = ['all', ...new Set(items.flatMap(({ source }) => source ?? []))];
  const points = sources.flatMap((source) =>
    detCurve(items.filter((item) => source === 'all' || item.source === source)).map((point) => ({ source, ...point })),
  );
  if (points.length === 0) return undefined;
  const axis = (field: keyof DetPoint, title: string) => ({
    field: `${field}Deviate`,
    type: 'quantitative' as const,
    title,
    scale: { zero: false, nice: false },
    axis: { values: { expr: `[${TICKS.map((rate) => `quantileNormal(${rate})`)}]` }, labelExpr: LABEL, grid: true },
  });
  return {
    name,
    caption: `${axes[0]} and ${axes[1]} at every threshold`,
    svg: await draw({
      ...SIZE,
      data: { values: points },
      transform: [
        { calculate: 'quantileNormal(datum.impostors)', as: 'impostorsDeviate' },
        { calculate: 'quantileNormal(datum.genuine)', as: 'genuineDeviate' },
      ],
      mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
      encoding: {
        x: axis('impostors', axes[0]),
        y: axis('genuine', axes[1]),
        order: { field: 'impostors', type: 'quantitative' },
        color: { field: 'source', type: 'nominal', sort: sources, scale: { range: COLOURS }, title: null },
      },
    }),
  };
}

/** How the scores of both classes are spread, each a share of its own class. Undefined where nothing was answered. */
export async function histogram(
  name: string,
  items: readonly ScoredItem[],
  classes: readonly [genuine: string, other: string],
) {
  const values = items.flatMap(({ score, genuine }) =>
    score === undefined ? [] : [{ score, class: genuine ? classes[0] : classes[1] }],
  );
  if (values.length === 0) return undefined;
  return {
    name,
    caption: `Scores of ${classes[0]} and ${classes[1]}`,
    svg: await draw({
      ...SIZE,
      data: { values },
      transform: [
        { bin: { step: 1 / BINS, extent: [0, 1] }, field: 'score', as: ['from', 'to'] },
        { joinaggregate: [{ op: 'count', as: 'total' }], groupby: ['class'] },
        { calculate: '1 / datum.total', as: 'share' },
      ],
      mark: { type: 'bar', opacity: 0.6, binSpacing: 0 },
      encoding: {
        x: { field: 'from', bin: 'binned', type: 'quantitative', title: 'probability', scale: { domain: [0, 1] } },
        x2: { field: 'to' },
        y: {
          aggregate: 'sum',
          field: 'share',
          type: 'quantitative',
          title: 'share of the class',
          stack: null,
          axis: { format: '.0%' },
        },
        color: {
          field: 'class',
          type: 'nominal',
          sort: [...classes],
          scale: { domain: [...classes], range: COLOURS.slice(0, 2) },
          title: null,
        },
      },
    }),
  };
}

/** How often an answer comes true, against how probable it was said to be. Undefined without genuine or other items. */
export async function reliabilityChart(name: string, items: readonly ScoredItem[]) {
  const values = reliabilityCurve(items);
  if (values.length === 0) return undefined;
  const scale = { domain: [0, 1] };
  const axis = (field: string, title: string) => ({ field, type: 'quantitative' as const, title, scale });
  const encoding = { x: axis('predicted', 'probability answered'), y: axis('observed', 'share that came true') };
  return {
    name,
    caption: 'How often an answer comes true, were both classes equally frequent; on the broken line it is calibrated',
    svg: await draw({
      ...SIZE,
      layer: [
        {
          data: { values: [0, 1].map((share) => ({ predicted: share, observed: share })) },
          mark: { type: 'line', color: '#999999', strokeDash: [4, 4] },
          encoding,
        },
        { data: { values }, mark: { type: 'line', color: COLOURS[0]! }, encoding },
        {
          data: { values },
          mark: { type: 'point', filled: true, color: COLOURS[0]!, opacity: 1 },
          encoding: { ...encoding, size: { field: 'items', type: 'quantitative', title: 'items' } },
        },
      ],
    }),
  };
}

const LABEL = "format(cumulativeNormal(datum.value), '.1~%')";

async function draw(chart: TopLevelSpec): Promise<string> {
  const { spec } = compile({ background: 'white', config: { font: 'sans-serif' }, ...chart });
  const view = new View(parse(spec), { renderer: 'none' });
  return `${await view.toSVG()}\n`;
}
