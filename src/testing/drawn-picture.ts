import { type Affine, apply, type Point } from '../readings/geometry.ts';
import { fromAffine, invert, project } from '../readings/homography.ts';
import type { Picture } from '../readings/picture.ts';

export type Colour = readonly [number, number, number];

/** A picture that is a function of the place, of any size, and remembers how it was last looked at. */
export class DrawnPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly resolution = 1;
  lastTransform: Affine | undefined;
  readonly sizes: number[] = [];
  readonly #colourAt: (point: Point) => Colour;

  constructor(width: number, height: number, colourAt: (point: Point) => Colour = () => [127, 127, 127]) {
    this.width = width;
    this.height = height;
    this.#colourAt = colourAt;
  }

  sample(transform: Affine, width: number, height: number): Uint8ClampedArray {
    this.lastTransform = transform;
    this.sizes.push(width * height);
    const back = invert(fromAffine(transform))!;
    const rgba = new Uint8ClampedArray(4 * width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const seen = project(back, { x: x + 0.5, y: y + 0.5 });
        const isIn = seen.x >= 0 && seen.y >= 0 && seen.x < this.width && seen.y < this.height;
        rgba.set([...(isIn ? this.#colourAt(seen) : ([0, 0, 0] as const)), 255], 4 * (y * width + x));
      }
    }
    return rgba;
  }

  /** Where a point of the picture lay in what was last looked at. */
  inLastLook(point: Point): Point {
    return apply(this.lastTransform!, point);
  }

  close(): void {}
}
