import { type Affine, apply, type Point } from '../readings/geometry.ts';
import type { Picture } from '../readings/picture.ts';

/** A picture that remembers how it was last looked at, for networks that know what there is to see. */
export class WatchedPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  closed = false;
  /** Pixels that were asked for, of each look. */
  readonly sizes: number[] = [];
  readonly #picture: Pick<Picture, 'sample' | 'close'>;
  #last: Affine | undefined;

  constructor(picture: Picture) {
    this.width = picture.width;
    this.height = picture.height;
    this.resolution = picture.resolution;
    this.#picture = picture;
  }

  sample(transform: Affine, width: number, height: number): Uint8ClampedArray {
    this.#last = transform;
    this.sizes.push(width * height);
    return this.#picture.sample(transform, width, height);
  }

  /** Where a point of the picture lay in what was last looked at. */
  inLastLook(point: Point): Point {
    return apply(this.#last!, point);
  }

  close(): void {
    this.closed = true;
    this.#picture.close();
  }
}
