import { describe, expect, it } from 'vitest';
import { cornerNetwork } from '../testing/corner-network.ts';
import { drawnPicture } from '../testing/drawn-picture.ts';
import { WatchedPicture } from '../testing/watched-picture.ts';
import { locateDocuments } from './document-locator.ts';
import type { Quad } from './document-outline.ts';
import { distance, type Point } from './geometry.ts';

function pictureOf(...size: Parameters<typeof drawnPicture>): WatchedPicture {
  return new WatchedPicture(drawnPicture(...size));
}

/** A card of a width, turned by degrees about a centre. */
function card(centre: Point, width: number, degrees: number): Quad {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [w, h] = [width / 2, width / 2 / 1.586];
  return [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ].map(([u, v]) => ({
    x: centre.x + cos * u! - sin * v!,
    y: centre.y + sin * u! + cos * v!,
  })) as unknown as Quad;
}

/** The greatest distance of a corner, from whichever they begin. */
function worst(found: Quad, quad: Quad): number {
  const from = (first: number) => Math.max(...found.map((corner, i) => distance(corner, quad[(i + first) % 4]!)));
  return Math.min(...[0, 1, 2, 3].map(from));
}

describe('locateDocuments', () => {
  it.each([0, 45, 90, 133, 180, 270, 300])('finds the corners of a card turned by %i degrees', async (degrees) => {
    const picture = pictureOf(3000, 4000);
    const quad = card({ x: 1400, y: 2100 }, 1700, degrees);
    const [found, ...others] = await locateDocuments(picture, cornerNetwork(picture, [quad]));
    // A pixel of the closer looks is nine of the picture.
    expect(worst(found!.corners, quad)).toBeLessThan(2);
    expect(found!.score).toBeGreaterThan(0.9);
    expect(others).toEqual([]);
  });

  it('finds the corners of a card seen at a slant, which no turn maps onto itself', async () => {
    const picture = pictureOf(3000, 4000);
    const quad: Quad = [
      { x: 600, y: 1400 },
      { x: 2300, y: 1550 },
      { x: 2250, y: 2450 },
      { x: 650, y: 2600 },
    ];
    const [found] = await locateDocuments(picture, cornerNetwork(picture, [quad]));
    expect(worst(found!.corners, quad)).toBeLessThan(2);
    expect(found!.score).toBeGreaterThan(0.9);
  });

  it('finds a card that takes a twentieth of the width, at the detail of the closer looks', async () => {
    const picture = pictureOf(4000, 3000);
    const quad = card({ x: 3100, y: 800 }, 400, 20);
    const [found] = await locateDocuments(picture, cornerNetwork(picture, [quad]));
    expect(worst(found!.corners, quad)).toBeLessThan(0.5);
  });

  it('answers several documents, the largest first', async () => {
    const picture = pictureOf(4000, 3000);
    const [small, large] = [card({ x: 800, y: 600 }, 900, 0), card({ x: 2600, y: 1900 }, 1800, 10)];
    const network = cornerNetwork(picture, [small, large]);
    const found = await locateDocuments(picture, network);
    expect(found.map(({ corners }) => worst(corners, large) < 5)).toEqual([true, false]);
    expect(worst(found[1]!.corners, small)).toBeLessThan(5);
    expect(network.runs).toBe(1 + 2 * 5);
  });

  it('follows a card over the border of the picture', async () => {
    const picture = pictureOf(3000, 2000);
    const quad = card({ x: 2300, y: 1000 }, 1600, 0);
    const [found] = await locateDocuments(picture, cornerNetwork(picture, [quad]));
    expect(worst(found!.corners, quad)).toBeLessThan(3);
    expect(Math.max(...found!.corners.map(({ x }) => x))).toBeGreaterThan(3000);
  });

  it('does not believe a first look that closer ones do not confirm', async () => {
    const picture = pictureOf(3000, 2000);
    const truth = cornerNetwork(picture, [card({ x: 1500, y: 1000 }, 1600, 0)]);
    const network = {
      ...truth,
      run: async () => (truth.runs === 0 ? truth.run(new Float32Array()) : { maps: new Float32Array(2 * 64 * 64) }),
    };
    expect(await locateDocuments(picture, network as unknown as typeof truth)).toEqual([]);
  });

  it('takes the mean of the picture at all four turns: one of them alone does not mislead it', async () => {
    const picture = pictureOf(3000, 4000);
    const quad = card({ x: 1400, y: 2100 }, 1700, 5);
    const wrong = quad.map(({ x, y }, i) => (i === 0 ? { x: x + 250, y: y + 250 } : { x, y })) as unknown as Quad;
    const [right, misled] = [cornerNetwork(picture, [quad]), cornerNetwork(picture, [wrong])];
    let runs = 0;
    const network = {
      ...right,
      // The first look at the picture, the first closer one, and four turns of the second.
      run: (data: Float32Array) => (++runs === 4 ? misled : right).run(data),
    };
    const [found] = await locateDocuments(picture, network as unknown as typeof right);
    expect(worst(found!.corners, quad)).toBeLessThan(2);
    expect(runs).toBe(6);
  });

  it.each([
    [1, 1],
    [1, 5000],
    [5000, 1],
    [12_000, 9000],
  ])(
    'finds nothing in %i x %i pixels of nothing, and never asks for more than the network looks at',
    async (width, height) => {
      const picture = pictureOf(width, height);
      expect(await locateDocuments(picture, cornerNetwork(picture, []))).toEqual([]);
      expect(picture.sizes).toEqual([256 * 256]);
    },
  );

  it('shows the network grey outside of the picture, and the picture as it is', async () => {
    const picture = pictureOf(100, 50, () => [255, 0, 127.5]);
    const seen: Float32Array[] = [];
    const network = cornerNetwork(picture, []);
    await locateDocuments(picture, {
      ...network,
      run: async (data: Float32Array) => {
        seen.push(data);
        return { maps: new Float32Array(2 * 64 * 64) };
      },
    } as unknown as typeof network);
    const [tensor] = seen;
    const at = (plane: number, x: number, y: number) => tensor![plane * 256 * 256 + y * 256 + x];
    // The picture is 128 pixels high in the middle of the input.
    expect([at(0, 128, 63), at(1, 128, 192), at(0, 0, 255)]).toEqual([
      expect.closeTo(0, 2),
      expect.closeTo(0, 2),
      expect.closeTo(0, 2),
    ]);
    expect([at(0, 0, 64), at(1, 255, 191)]).toEqual([1, -1]);
  });

  it('ends with the reason of an abort', async () => {
    const picture = pictureOf(100, 100);
    const network = cornerNetwork(picture, []);
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(locateDocuments(picture, network, aborted)).rejects.toThrow('enough');
  });
});
