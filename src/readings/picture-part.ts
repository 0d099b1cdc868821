import { type Affine, type Box, compose } from './geometry.ts';
import type { Picture } from './picture.ts';

/** A part of a picture, seen as a picture of its own; outside of it shows what the picture shows there. It owns no pixels: closing it does nothing. */
export class PicturePart implements Picture {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly #picture: Picture;
  readonly #forth: Affine;

  constructor(picture: Picture, { x, y, width, height }: Box) {
    this.#picture = picture;
    this.width = width;
    this.height = height;
    this.resolution = picture.resolution;
    this.#forth = { a: 1, b: 0, c: 0, d: 1, e: -x, f: -y };
  }

  sample(transform: Affine, width: number, height: number): Uint8ClampedArray {
    return this.#picture.sample(compose(transform, this.#forth), width, height);
  }

  close(): void {}
}
