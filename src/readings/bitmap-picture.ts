import type { Affine } from './geometry.ts';
import type { Picture } from './picture.ts';

/** Sizes that a canvas is kept for: networks look at a handful. */
const MAX_KEPT = 8;
const kept = new Map<string, OffscreenCanvasRenderingContext2D>();

/** A picture over an ImageBitmap, sampled through a canvas. The bitmap may be smaller than the picture it stands for. */
export class BitmapPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly software: readonly string[];
  readonly #bitmap: ImageBitmap;

  constructor(
    bitmap: ImageBitmap,
    size: { readonly width: number; readonly height: number } = bitmap,
    software: readonly string[] = [],
  ) {
    this.#bitmap = bitmap;
    this.width = size.width;
    this.height = size.height;
    this.resolution = bitmap.width / size.width;
    this.software = software;
  }

  sample(transform: Affine, width: number, height: number): Uint8ClampedArray {
    const context = contextOf(width, height);
    const { a, b, c, d, e, f } = transform;
    context.resetTransform();
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    context.setTransform(a, b, c, d, e, f);
    context.fillStyle = 'white';
    context.fillRect(0, 0, this.width, this.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#bitmap, 0, 0, this.width, this.height);
    return context.getImageData(0, 0, width, height).data;
  }

  close(): void {
    this.#bitmap.close();
  }
}

/** A canvas of this size with whatever was drawn last: to set one up takes about as long as to draw and to read it. */
function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const key = `${width} x ${height}`;
  const context = kept.get(key) ?? new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no 2D canvas in workers');
  // Put at the end anew, so that the first is the one that was not used for longest.
  kept.delete(key);
  kept.set(key, context);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
  return context;
}
