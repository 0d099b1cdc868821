import { type Affine, apply, boundsOf, cornersOf, inverse } from './geometry.ts';
import type { HalvedPixels, Pixels } from './halved-pixels.ts';
import type { Size } from './image-input.ts';

/** Levels of halving that are not taken, of those that a scale asks for. */
const SHARPER = 0.5;
/** Pixels about what is seen that an interpolation reaches for. */
const REACH = 3;

/**
 * A picture seen through a transform as Chromium draws it on a canvas with `imageSmoothingQuality: 'high'`, pixel by pixel: networks and
 * thresholds were taught by what that shows, and other browsers scale otherwise, Firefox without any smoothing. Shrunk pictures are mixed of
 * the two nearest among those that were halved again and again, the finer of which counts for half a level more than would be smooth; enlarged
 * ones are filtered by Mitchell and Netravali's cubic (1988).
 *
 * @param transform from pixels of the picture to pixels of the result.
 * @returns `width * height * 4` bytes of RGBA, opaque, black outside of the picture.
 */
export function sampleSmoothly(
  picture: HalvedPixels,
  transform: Affine,
  width: number,
  height: number,
): Uint8ClampedArray {
  const result = new Uint8ClampedArray(4 * width * height);
  new Uint32Array(result.buffer).fill(0xff000000);
  const back = inverse(transform);
  if (!back) return result;
  const sums = new Float32Array(3 * width * height);
  const scale = Math.sqrt(Math.abs(transform.a * transform.d - transform.b * transform.c));
  const level = Math.max(0, -Math.log2(scale) - SHARPER);
  const finer = Math.floor(level);
  const seen = scale > 1 ? addEnlarged : addInterpolated;
  const add = (times: number, share: number) => {
    const looked = share > 0 && pixelsOf(picture, times, back, width, height);
    if (looked) seen(sums, looked, share, back, width, height);
  };
  add(finer, 1 - (level - finer));
  add(finer + 1, level - finer);
  finish(result, sums, back, picture, width, height);
  return result;
}

/** Pixels, where in the picture they begin and how many of the picture's go into one of them. */
interface Looked {
  readonly pixels: Pixels;
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}

function pixelsOf(
  picture: HalvedPixels,
  times: number,
  back: Affine,
  width: number,
  height: number,
): Looked | undefined {
  if (times > 0) {
    const pixels = picture.halved(times);
    return { pixels, left: 0, top: 0, across: picture.width / pixels.width, down: picture.height / pixels.height };
  }
  const seen = boundsOf(cornersOf({ x: 0, y: 0, width, height }).map((corner) => apply(back, corner)));
  const left = Math.max(0, Math.floor(seen.x) - REACH);
  const top = Math.max(0, Math.floor(seen.y) - REACH);
  const right = Math.min(picture.width, Math.ceil(seen.x + seen.width) + REACH);
  const bottom = Math.min(picture.height, Math.ceil(seen.y + seen.height) + REACH);
  if (right <= left || bottom <= top) return undefined;
  const pixels = picture.part(left, top, { width: right - left, height: bottom - top });
  return { pixels, left, top, across: 1, down: 1 };
}

/** Plain numbers and no points from here on, because a hundred thousand pixels pass through. */
function addInterpolated(
  sums: Float32Array,
  { pixels, left, top, across, down }: Looked,
  share: number,
  { a, b, c, d, e, f }: Affine,
  width: number,
  height: number,
): void {
  const { data } = pixels;
  const [lastX, lastY] = [pixels.width - 1, pixels.height - 1];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = (a * (column + 0.5) + c * (row + 0.5) + e - left) / across - 0.5;
      const v = (b * (column + 0.5) + d * (row + 0.5) + f - top) / down - 0.5;
      const x = Math.floor(u);
      const y = Math.floor(v);
      const x0 = Math.min(Math.max(x, 0), lastX);
      const x1 = Math.min(Math.max(x + 1, 0), lastX);
      const y0 = pixels.width * Math.min(Math.max(y, 0), lastY);
      const y1 = pixels.width * Math.min(Math.max(y + 1, 0), lastY);
      const to = 3 * (row * width + column);
      for (let i = 0; i < 3; i++) {
        const upper = data[4 * (y0 + x0) + i]! * (1 - (u - x)) + data[4 * (y0 + x1) + i]! * (u - x);
        const lower = data[4 * (y1 + x0) + i]! * (1 - (u - x)) + data[4 * (y1 + x1) + i]! * (u - x);
        sums[to + i]! += share * (upper * (1 - (v - y)) + lower * (v - y));
      }
    }
  }
}

function addEnlarged(
  sums: Float32Array,
  { pixels, left, top }: Looked,
  _share: number,
  { a, b, c, d, e, f }: Affine,
  width: number,
  height: number,
): void {
  const { data } = pixels;
  const [lastX, lastY] = [pixels.width - 1, pixels.height - 1];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = a * (column + 0.5) + c * (row + 0.5) + e - left - 0.5;
      const v = b * (column + 0.5) + d * (row + 0.5) + f - top - 0.5;
      const to = 3 * (row * width + column);
      for (let y = Math.floor(v) - 1; y < Math.floor(v) + 3; y++) {
        const from = pixels.width * Math.min(Math.max(y, 0), lastY);
        for (let x = Math.floor(u) - 1; x < Math.floor(u) + 3; x++) {
          const weight = mitchell(u - x) * mitchell(v - y);
          const place = 4 * (from + Math.min(Math.max(x, 0), lastX));
          for (let i = 0; i < 3; i++) sums[to + i]! += weight * data[place + i]!;
        }
      }
    }
  }
}

function mitchell(distance: number): number {
  const t = Math.abs(distance);
  if (t < 1) return (7 * t ** 3 - 12 * t ** 2 + 16 / 3) / 6;
  return t < 2 ? ((-7 / 3) * t ** 3 + 12 * t ** 2 - 20 * t + 32 / 3) / 6 : 0;
}

/** Whatever has its centre in the picture. */
function finish(
  result: Uint8ClampedArray,
  sums: Float32Array,
  { a, b, c, d, e, f }: Affine,
  picture: Size,
  width: number,
  height: number,
): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = a * (column + 0.5) + c * (row + 0.5) + e;
      const y = b * (column + 0.5) + d * (row + 0.5) + f;
      if (x < 0 || y < 0 || x > picture.width || y > picture.height) continue;
      const at = row * width + column;
      for (let i = 0; i < 3; i++) result[4 * at + i] = sums[3 * at + i]!;
    }
  }
}
