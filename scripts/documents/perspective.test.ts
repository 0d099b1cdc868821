import sharp from 'sharp';
import { expect, it } from 'vitest';
import { type Corners, cornersSeen, inPerspective } from './perspective.ts';

const CARD = { width: 85.6, height: 53.98 };
const PHOTO = { width: 400, height: 300 };

it('a document seen from straight above keeps its shape', () => {
  const [topLeft, topRight, bottomRight, bottomLeft] = cornersSeen(CARD, PHOTO, { roll: 0, share: 0.5 });
  expect(topLeft.x).toBeCloseTo(100, 9);
  expect(topRight.x).toBeCloseTo(300, 9);
  expect((bottomLeft.y - topLeft.y) / 200).toBeCloseTo(CARD.height / CARD.width, 9);
  expect(bottomRight.y).toBeCloseTo(bottomLeft.y, 9);
});

it('upside down, its own top left is at the lower right', () => {
  const [topLeft] = cornersSeen(CARD, PHOTO, { roll: 180, share: 0.5 });
  expect(topLeft.x).toBeCloseTo(300, 9);
  expect(topLeft.y).toBeGreaterThan(150);
});

it('a side that leans away is shorter', () => {
  const [topLeft, topRight, bottomRight, bottomLeft] = cornersSeen(CARD, PHOTO, { roll: 0, tilt: 20, share: 0.5 });
  expect(topRight.x - topLeft.x).toBeLessThan(bottomRight.x - bottomLeft.x);
  const [a, b, c, d] = cornersSeen(CARD, PHOTO, { roll: 0, swing: 20, share: 0.5 });
  expect(c.y - b.y).toBeLessThan(d.y - a.y);
});

it('each part of the picture lands where it belongs, and nothing around it', async () => {
  // Red, green, blue and white quarters, clockwise from the top left.
  const raw = Buffer.from([255, 0, 0, 0, 255, 0, 255, 255, 255, 0, 0, 255]);
  const flat = await sharp(raw, { raw: { width: 2, height: 2, channels: 3 } })
    .resize(100, 100, { kernel: 'nearest' })
    .png()
    .toBuffer();
  const corners: Corners = [
    { x: 300, y: 40 },
    { x: 340, y: 250 },
    { x: 60, y: 200 },
    { x: 120, y: 70 },
  ];
  const seen = await inPerspective(flat, corners, PHOTO);
  const at = (x: number, y: number) => [...seen.subarray((y * PHOTO.width + x) * 4, (y * PHOTO.width + x) * 4 + 4)];
  expect(at(290, 60)).toEqual([255, 0, 0, 255]);
  expect(at(315, 220)).toEqual([0, 255, 0, 255]);
  expect(at(90, 190)).toEqual([0, 0, 255, 255]);
  expect(at(130, 80)).toEqual([255, 255, 255, 255]);
  expect(at(20, 20)[3]).toBe(0);
  expect(at(390, 290)[3]).toBe(0);
});
