import { type Affine, apply, type Box, boundsOf, compose, cornersOf, type Point } from './geometry.ts';
import type { Picture } from './picture.ts';

/** How often a picture is turned by 90 degrees clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** A picture seen turned by quarter turns. It owns no pixels: closing it does nothing. */
export class TurnedPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly turns: QuarterTurns;
  readonly #picture: Picture;
  /** From this picture's pixels to those of the picture that is turned. */
  readonly #back: Affine;
  readonly #forth: Affine;

  constructor(picture: Picture, turns: QuarterTurns) {
    this.#picture = picture;
    this.turns = turns;
    this.resolution = picture.resolution;
    const { width, height } = picture;
    [this.width, this.height] = turns % 2 === 0 ? [width, height] : [height, width];
    const forth = [
      { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 },
      { a: 0, b: 1, c: -1, d: 0, e: height, f: 0 },
      { a: -1, b: 0, c: 0, d: -1, e: width, f: height },
      { a: 0, b: -1, c: 1, d: 0, e: 0, f: width },
    ] as const;
    const back = [
      forth[0],
      { a: 0, b: -1, c: 1, d: 0, e: 0, f: height },
      forth[2],
      { a: 0, b: 1, c: -1, d: 0, e: width, f: 0 },
    ] as const;
    this.#forth = forth[turns];
    this.#back = back[turns];
  }

  sample(transform: Affine, width: number, height: number): Uint8ClampedArray {
    return this.#picture.sample(compose(transform, this.#forth), width, height);
  }

  /** Where a point that is seen lies in the picture. */
  toOriginal(point: Point): Point {
    return apply(this.#back, point);
  }

  /** Where a point of the picture is seen. */
  fromOriginal(point: Point): Point {
    return apply(this.#forth, point);
  }

  close(): void {}
}

/** The box around a box whose corners were moved. */
export function moveBox(box: Box, move: (point: Point) => Point): Box {
  return boundsOf(cornersOf(box).map(move));
}
