import { type Affine, compose } from './geometry.ts';
import { HalvedPixels, type Pixels } from './halved-pixels.ts';
import type { Size } from './image-input.ts';
import { sampleSmoothly } from './smooth-sample.ts';

/** Sizes that a canvas is kept for: networks look at a handful. */
const MAX_KEPT = 8;
const kept = new Map<string, OffscreenCanvasRenderingContext2D>();

/** A bitmap stretched to a size and seen through a transform, as this browser draws it; black outside, white behind transparency. */
export function drawBitmap(
  bitmap: ImageBitmap,
  size: Size,
  { a, b, c, d, e, f }: Affine,
  width: number,
  height: number,
): Uint8ClampedArray {
  const context = contextOf(width, height);
  context.resetTransform();
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  context.setTransform(a, b, c, d, e, f);
  context.fillStyle = 'white';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  return context.getImageData(0, 0, width, height).data;
}

/** The pixels of a bitmap for `sampleSmoothly`, white behind transparency. */
export function halvedPixelsOf(bitmap: ImageBitmap): HalvedPixels {
  return new HalvedPixels(bitmap, (x, y, { width, height }): Pixels => {
    const context = newContext(width, height);
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, -x, -y);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  });
}

/** A canvas of this size with whatever was drawn last: to set one up takes about as long as to draw and to read it. */
function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const key = `${width} x ${height}`;
  const context = kept.get(key) ?? newContext(width, height);
  // Put at the end anew, so that the first is the one that was not used for longest.
  kept.delete(key);
  kept.set(key, context);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
  return context;
}

function newContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no 2D canvas in workers');
  return context;
}

const TRIED: Size = { width: 96, height: 64 };
/** Below one half, between one half and 1, and above. */
const SCALES = [0.21, 0.62, 1.4];
/** Levels that both may differ by, on average: rounding makes less than one. */
const TOLERANCE = 2;
let smooth: boolean | undefined;

/** Whether this browser's canvas draws what `sampleSmoothly` does, in a fraction of the time. Found out once. */
export function canvasIsSmooth(): boolean {
  smooth ??= drawsSmoothly(drawBitmap);
  return smooth;
}

export function drawsSmoothly(draw: typeof drawBitmap): boolean {
  const context = newContext(TRIED.width, TRIED.height);
  const pattern = context.createImageData(TRIED.width, TRIED.height);
  pattern.data.forEach((_, i) => {
    const [x, y] = [(i >> 2) % TRIED.width, Math.floor((i >> 2) / TRIED.width)];
    pattern.data[i] = i % 4 === 3 ? 255 : ((x * x + 7 * y * (1 + (i % 4))) % 32) * 8;
  });
  context.putImageData(pattern, 0, 0);
  const bitmap = context.canvas.transferToImageBitmap();
  const pixels = halvedPixelsOf(bitmap);
  const alike = SCALES.every((scale) => {
    const [width, height] = [16, 12];
    const transform = compose(
      { a: scale, b: 0, c: 0, d: scale, e: 0, f: 0 },
      { a: 1, b: 0, c: 0, d: 1, e: -7.3, f: -3.6 },
    );
    const drawn = draw(bitmap, bitmap, transform, width, height);
    const wanted = sampleSmoothly(pixels, transform, width, height);
    return drawn.reduce((sum, value, i) => sum + Math.abs(value - wanted[i]!), 0) / drawn.length < TOLERANCE;
  });
  bitmap.close();
  return alike;
}
