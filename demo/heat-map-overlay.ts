import type { HeatMap, Point } from 'idem-ekyc';
import { svg } from './dom.ts';

/** A map of doubts over the picture that it is about, in its pixels: the more a cell is doubted, the less can be seen through it. */
export function drawHeatMap({ corners, columns, rows, heat }: HeatMap): SVGGElement {
  const place = (x: number, y: number): Point => {
    const [topLeft, topRight, bottomRight, bottomLeft] = corners;
    return between(between(topLeft, topRight, x), between(bottomLeft, bottomRight, x), y);
  };
  const cells = heat.map((doubt, i) => {
    const [left, top] = [i % columns, Math.floor(i / columns)];
    const quad = [
      [left, top],
      [left + 1, top],
      [left + 1, top + 1],
      [left, top + 1],
    ].map(([x, y]) => place(x! / columns, y! / rows));
    const points = quad.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    return svg('polygon', { points, 'fill-opacity': doubt.toFixed(2) });
  });
  return svg('g', { class: 'heat-map', 'data-testid': 'heat-map' }, ...cells);
}

function between(p: Point, q: Point, share: number): Point {
  return { x: p.x + share * (q.x - p.x), y: p.y + share * (q.y - p.y) };
}
