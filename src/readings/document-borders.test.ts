import { describe, expect, it } from 'vitest';
import { edgeNetwork } from '../testing/border-network.ts';
import { drawnPicture } from '../testing/drawn-picture.ts';
import { refineCorners } from './document-borders.ts';
import { DOCUMENT_FORMATS, turned } from './document-format.ts';
import type { Quad } from './document-outline.ts';
import { distance, type Point } from './geometry.ts';
import type { Picture } from './picture.ts';

const [CARD] = DOCUMENT_FORMATS;
const OUTLINE: Quad = [
  { x: 210.4, y: 180.7 },
  { x: 1010.9, y: 240.2 },
  { x: 960.3, y: 790.6 },
  { x: 150.8, y: 700.1 },
];

/** A card seen straight from above, turned by 5 degrees. */
const SEEN_CARD: Quad = [
  { x: 210.4, y: 180.7 },
  { x: 1007.4, y: 250.4 },
  { x: 963.4, y: 753.0 },
  { x: 166.4, y: 683.3 },
];

/** White on black; at the borders a pixel is as light as its share that lies inside. */
function whiteCard(outline: Quad): Picture {
  return drawnPicture(1200, 1000, (point) => {
    const inside = Math.min(...outline.map((p, i) => offLine(p, outline[(i + 1) % 4]!, point)));
    const light = 255 * Math.min(Math.max(0.5 + inside, 0), 1);
    return [light, light, light];
  });
}

/** How far a point lies to the right of a line, in pixels. */
function offLine(p: Point, q: Point, { x, y }: Point): number {
  return ((q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x)) / distance(p, q);
}

function turnedBy(turns: number, quad: Quad): Quad {
  return quad.map((_, i) => quad[(i + turns) % 4]!) as unknown as Quad;
}

/** Corners as a first network sees them, off by a few pixels each. */
function offBy(pixels: number, quad: Quad): Quad {
  const ways = [
    [1, -0.6],
    [-0.8, 0.7],
    [0.5, 1],
    [-1, -0.4],
  ] as const;
  return quad.map(({ x, y }, i) => ({ x: x + pixels * ways[i]![0], y: y + pixels * ways[i]![1] })) as unknown as Quad;
}

/** One corner off, too far for strips that are narrow. */
function cornerOff([topLeft, ...others]: Quad): Quad {
  return [{ x: topLeft.x + 30, y: topLeft.y + 30 }, ...others];
}

function worst(found: Quad, quad: Quad): number {
  return Math.max(...found.map((corner, i) => distance(corner, quad[i]!)));
}

describe('refineCorners', () => {
  it.each([0, 1, 2, 3])('moves corners to where the borders are, whichever is the top left (%i)', async (turns) => {
    const quad = turnedBy(turns, OUTLINE);
    const format = turns % 2 === 0 ? CARD! : turned(CARD!);
    const network = edgeNetwork();
    const refined = await refineCorners(whiteCard(OUTLINE), offBy(9, quad), format, network);
    expect(worst(refined, quad)).toBeLessThan(0.2);
    expect(network.runs).toBe(2);
  });

  it('brings a corner back that is off by a twentieth of a side', async () => {
    const network = edgeNetwork();
    expect(
      worst(await refineCorners(whiteCard(SEEN_CARD), cornerOff(SEEN_CARD), CARD!, network), SEEN_CARD),
    ).toBeLessThan(0.2);
    expect(network.runs).toBe(5);
  });

  it('does not follow far borders to what is less of the shape of a card', async () => {
    const shorter: Quad = [SEEN_CARD[0], { x: 808.2, y: 233.0 }, { x: 764.2, y: 735.6 }, SEEN_CARD[3]];
    const start = cornerOff(shorter);
    expect(worst(await refineCorners(whiteCard(shorter), start, CARD!, edgeNetwork()), start)).toBeLessThan(0.2);
  });

  it('leaves corners alone that are right', async () => {
    expect(worst(await refineCorners(whiteCard(OUTLINE), OUTLINE, CARD!, edgeNetwork()), OUTLINE)).toBeLessThan(0.2);
  });

  it('keeps what the network is unsure of', async () => {
    const unsure = { ...edgeNetwork(), run: async () => ({ offsets: new Float32Array(4 * 48 * 32).fill(1 / 48) }) };
    const start = offBy(9, OUTLINE);
    const refined = await refineCorners(whiteCard(OUTLINE), start, CARD!, unsure as never);
    expect(worst(refined, start)).toBeLessThan(1e-6);
  });

  it('ends with the reason of an abort', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(refineCorners(whiteCard(OUTLINE), OUTLINE, CARD!, edgeNetwork(), aborted)).rejects.toThrow('enough');
  });
});
