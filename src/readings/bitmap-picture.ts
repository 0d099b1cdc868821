import { canvasIsSmooth, drawBitmap, halvedPixelsOf } from './canvas-sample.ts';
import { type Affine, compose } from './geometry.ts';
import type { HalvedPixels } from './halved-pixels.ts';
import type { Picture } from './picture.ts';
import { sampleSmoothly } from './smooth-sample.ts';

/** A picture over an ImageBitmap, sampled through a canvas where that scales as Chromium's does. The bitmap may be smaller than the picture it stands for. */
export class BitmapPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly software: readonly string[];
  readonly #bitmap: ImageBitmap;
  #pixels: HalvedPixels | undefined;

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
    if (canvasIsSmooth()) return drawBitmap(this.#bitmap, this, transform, width, height);
    this.#pixels ??= halvedPixelsOf(this.#bitmap);
    const stretched = {
      a: this.width / this.#bitmap.width,
      b: 0,
      c: 0,
      d: this.height / this.#bitmap.height,
      e: 0,
      f: 0,
    };
    return sampleSmoothly(this.#pixels, compose(transform, stretched), width, height);
  }

  close(): void {
    this.#pixels = undefined;
    this.#bitmap.close();
  }
}
