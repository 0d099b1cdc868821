import type { DocumentDetails, Point } from 'idem-ekyc';
import { svg } from './dom.ts';

/** How large the mark is, in shares of the document's longer diagonal. */
const MARK = 0.018;

/** Sides of the documents and of the portrait, and a mark at the main document's own top left, in pixels of the picture. */
export function drawDocument({ corners, others = [], portrait }: DocumentDetails): SVGElement[] {
  const dashed = others.map((other) => polygon(other.corners, 'other-document'));
  if (!corners) return dashed;
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  const diagonal = Math.max(distance(topLeft, bottomRight), distance(topRight, bottomLeft));
  return [
    ...dashed,
    polygon(corners, 'halo'),
    polygon(corners, 'document'),
    ...(portrait ? [polygon(portrait.corners, 'halo'), polygon(portrait.corners, 'portrait')] : []),
    svg('circle', { cx: topLeft.x, cy: topLeft.y, r: MARK * diagonal, class: 'own-top-left' }),
  ];
}

function polygon(corners: readonly Point[], name: string): SVGElement {
  const points = corners.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  return svg('polygon', { points, class: name });
}

function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}
