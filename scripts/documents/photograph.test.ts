import sharp from 'sharp';
import { expect, it } from 'vitest';
import { type Corners, cornersSeen } from './perspective.ts';
import { photograph } from './photograph.ts';

const SIZE = { width: 320, height: 240 };
const CORNERS: Corners = cornersSeen({ width: 85.6, height: 53.98 }, SIZE, { roll: 10, tilt: 15, share: 0.6 });

async function photo() {
  const flat = await sharp({ create: { width: 400, height: 252, channels: 3, background: '#c03030' } })
    .png()
    .toBuffer();
  return photograph({ size: SIZE, table: '#407050', lying: [{ flat, corners: CORNERS }] });
}

it('shows what lies on the table where it lies, and the table around it', async () => {
  const { data, info } = await sharp(await photo())
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ ...SIZE, channels: 3 });
  const at = (x: number, y: number) => [...data.subarray((y * SIZE.width + x) * 3, (y * SIZE.width + x) * 3 + 3)];
  const [red, green] = at(160, 120) as [number, number];
  expect(red).toBeGreaterThan(2 * green);
  const [tableRed, tableGreen] = at(20, 220) as [number, number];
  expect(tableGreen).toBeGreaterThan(tableRed);
});

it('is the same every time', async () => {
  expect((await photo()).equals(await photo())).toBe(true);
});
