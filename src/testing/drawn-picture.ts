import type { Affine, Point } from '../readings/geometry.ts';
import { fromAffine, invert, project } from '../readings/homography.ts';
import type { Picture } from '../readings/picture.ts';

export type Colour = readonly [number, number, number];

/** A picture that is a function of the place, of any size. */
export function drawnPicture(
  width: number,
  height: number,
  colourAt: (point: Point) => Colour = () => [127, 127, 127],
): Picture {
  return {
    width,
    height,
    resolution: 1,
    sample(transform: Affine, columns: number, rows: number) {
      const back = invert(fromAffine(transform))!;
      const rgba = new Uint8ClampedArray(4 * columns * rows);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const seen = project(back, { x: column + 0.5, y: row + 0.5 });
          const isIn = seen.x >= 0 && seen.y >= 0 && seen.x < width && seen.y < height;
          rgba.set([...(isIn ? colourAt(seen) : ([0, 0, 0] as const)), 255], 4 * (row * columns + column));
        }
      }
      return rgba;
    },
    close() {},
  };
}
