import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { GRID, lumaGrid, lumaSignature, signatureDistance } from './luma-signature.ts';

const SIDE = 4 * GRID;
const PICTURES = ['selfie-marc', 'selfie-camille', 'selfie-kendall', 'selfie-distant', 'id-marc', 'letter'];

async function signatureOf(picture: Sharp, side = SIDE): Promise<string> {
  const rgba = await picture.resize(side, side, { fit: 'fill' }).ensureAlpha().raw().toBuffer();
  return lumaSignature(lumaGrid(new Uint8ClampedArray(rgba), side, side));
}

const sample = (name: string) => sharp(`samples/${name}.jpg`);

describe('a signature', () => {
  it('says which neighbour is brighter, cell by cell', () => {
    const grid = new Float32Array(GRID * GRID).fill(100);
    expect(lumaSignature(grid)).toBe('0'.repeat(120));
    grid[1] = 110;
    // The second cell is brighter than the first, and the third darker than the second.
    expect(lumaSignature(grid)).toBe(`8${'0'.repeat(59)}4${'0'.repeat(59)}`);
    grid[1] = 101.9;
    expect(lumaSignature(grid)).toBe('0'.repeat(120));
  });

  it('is at no distance from itself, and at 1 from its opposite', () => {
    const ramp = Float32Array.from({ length: GRID * GRID }, (_, cell) => 10 * (cell % GRID));
    const one = lumaSignature(ramp);
    expect(signatureDistance(one, one)).toBe(0);
    expect(signatureDistance(one, lumaSignature(ramp.map((grey) => 150 - grey)))).toBe(1);
  });

  it.each(PICTURES)('of %s survives what sealing and decoding do to it, and no other picture has it', async (name) => {
    const own = await signatureOf(sample(name));
    const coarse = await sample(name).jpeg({ quality: 50 }).toBuffer();
    expect(signatureDistance(own, await signatureOf(sharp(coarse)))).toBeLessThan(0.15);
    expect(signatureDistance(own, await signatureOf(sample(name), 256))).toBeLessThan(0.15);
    for (const other of PICTURES) {
      if (other !== name) expect(signatureDistance(own, await signatureOf(sample(other)))).toBeGreaterThan(0.6);
    }
  });

  it.each(PICTURES)('of %s is near that of the same scene a moment later', async (name) => {
    const { width, height } = await sample(name).metadata();
    const moved = Math.round(width! * 0.03);
    const later = await sample(name)
      .extract({ left: moved, top: 0, width: width! - moved, height: height! })
      .toBuffer();
    expect(signatureDistance(await signatureOf(sample(name)), await signatureOf(sharp(later)))).toBeLessThan(0.45);
  });
});
