import type { QualityWarning } from '../contract/index.ts';
import type { DocumentFacts } from './document-facts.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { Quad } from './document-outline.ts';
import { distance, type Point } from './geometry.ts';

type Rule = (facts: DocumentFacts, limits: DocumentLimits) => boolean;

/** In the contract's order. */
const RULES: readonly (readonly [QualityWarning, Rule])[] = [
  [
    'RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT',
    ({ outline, picture }, { minArea }) => areaInside(outline, picture) < minArea * picture.width * picture.height,
  ],
  ['DOCUMENT_BORDERS_OUTSIDE_OF_FRAME', ({ cropped }) => cropped],
  ['MULTIPLE_DOCUMENTS_IN_FRAME', ({ documents }) => documents > 1],
  [
    'DOCUMENT_TOO_CLOSE_TO_BORDER',
    ({ outline, picture }, { minBorderDistance }) => borderDistance(outline, picture) < minBorderDistance,
  ],
  ['IMAGE_TOO_BLURRY', ({ measures }, { maxBlur }) => measures.blur > maxBlur],
  ['IMAGE_IS_TOO_COMPRESSED', ({ measures }, { maxCompression }) => measures.compression > maxCompression],
  [
    'POOR_IMAGE_EXPOSURE',
    ({ measures: { exposure } }, { minPaper, maxClipped }) =>
      exposure.paper < minPaper || exposure.clipped > maxClipped,
  ],
  ['GLARE_ON_IMAGE', ({ measures }, { maxGlare }) => measures.glare > maxGlare],
];

/** All that makes a judgement of the document less certain, in the contract's order. */
export function documentWarnings(facts: DocumentFacts, limits: DocumentLimits): QualityWarning[] {
  return RULES.filter(([, rule]) => rule(facts, limits)).map(([warning]) => warning);
}

/** Distance of the nearest corner from the border of the picture, as a share of the document's shorter side; below zero outside. */
function borderDistance(outline: Quad, { width, height }: DocumentFacts['picture']): number {
  const shorter = Math.min(...outline.map((corner, i) => distance(corner, outline[(i + 1) % 4]!)));
  return Math.min(...outline.map(({ x, y }) => Math.min(x, y, width - x, height - y))) / shorter;
}

/** Area in square pixels of the part of a quad that lies in the picture. */
function areaInside(outline: Quad, { width, height }: DocumentFacts['picture']): number {
  const inside = [
    ({ x }: Point) => x,
    ({ y }: Point) => y,
    ({ x }: Point) => width - x,
    ({ y }: Point) => height - y,
  ].reduce<readonly Point[]>(clip, outline);
  const doubled = inside.reduce((sum, p, i) => {
    const q = inside[(i + 1) % inside.length]!;
    return sum + p.x * q.y - q.x * p.y;
  }, 0);
  return Math.abs(doubled) / 2;
}

/** The part of a polygon where a linear measure is not below zero (Sutherland & Hodgman 1974). */
function clip(polygon: readonly Point[], inside: (point: Point) => number): Point[] {
  return polygon.flatMap((p, i) => {
    const q = polygon[(i + 1) % polygon.length]!;
    const [at, next] = [inside(p), inside(q)];
    const crossing = { x: p.x + ((q.x - p.x) * at) / (at - next), y: p.y + ((q.y - p.y) * at) / (at - next) };
    return [...(at >= 0 ? [p] : []), ...(at >= 0 === next >= 0 ? [] : [crossing])];
  });
}
