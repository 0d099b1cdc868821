import { describe, expect, it } from 'vitest';
import { maskPath, onStage } from './stage-geometry.ts';

/** The numbers of a path by which it starts at the top, and, of an oval, its radii and its bottom. */
function ovalOf(path: string) {
  const [x = 0, top = 0, rx = 0, ry = 0, , , , , bottom = 0] = [...path.matchAll(/-?[\d.]+/g)].map(Number);
  return { x, top, rx, ry, bottom };
}

describe('maskPath()', () => {
  it.each([
    ['a phone', { width: 390, height: 760 }],
    ['a laptop', { width: 1280, height: 640 }],
    ['a small window', { width: 320, height: 320 }],
  ])('puts an oval of 3 : 4 into the middle of the stage of %s', (_, stage) => {
    const { x, top, rx, ry, bottom } = ovalOf(maskPath('face', stage));
    expect(x).toBe(stage.width / 2);
    expect(rx / ry).toBeCloseTo(3 / 4, 1);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(stage.height);
    expect(bottom - top).toBeCloseTo(2 * ry, 0);
    expect(2 * rx).toBeLessThanOrEqual(stage.width);
  });

  it('puts a card of the proportions of ID-1 into it', () => {
    const path = maskPath('document', { width: 1000, height: 800 });
    const [right, bottom, left] = [/H([\d.]+)/, /V([\d.]+)/, /H[\d.]+a[^H]*H([\d.]+)/].map((pattern) =>
      Number(path.match(pattern)?.[1]),
    ) as [number, number, number];
    const radius = Number(path.match(/a([\d.]+)/)?.[1]);
    const top = Number(path.match(/^M500 ([\d.]+)/)?.[1]);
    expect((right - left + 2 * radius) / (bottom + radius - top)).toBeCloseTo(85.6 / 53.98, 2);
  });
});

describe('onStage()', () => {
  const frame = { width: 640, height: 480 };

  it('shows the middle of a frame in the middle of the stage, and crops what the stage has no room for', () => {
    const stage = { width: 300, height: 480 };
    expect(onStage({ x: 320, y: 240 }, frame, stage, false)).toEqual({ x: 150, y: 240 });
    expect(onStage({ x: 0, y: 0 }, frame, stage, false)).toEqual({ x: -170, y: 0 });
  });

  it('turns left and right about where the picture is mirrored', () => {
    const stage = { width: 1280, height: 960 };
    expect(onStage({ x: 100, y: 50 }, frame, stage, true)).toEqual({ x: 1080, y: 100 });
  });
});
