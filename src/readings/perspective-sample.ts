import { type Affine, apply, compose } from './geometry.ts';
import { affineAt, type Homography, invert, project } from './homography.ts';
import type { Size } from './image-input.ts';
import type { Picture } from './picture.ts';

/** The middle between black and white, which is nothing to a network; opaque. */
const GREY = 0xff808080;
/** At most so many pixels on a side are warped at a time, within which perspective is nearly affine. */
const LARGEST_TILE = 240;
/** Room about a tile for what perspective adds, and for the neighbours that are interpolated with. */
const MARGIN = 12;

/**
 * A picture seen through a homography. Each tile is sampled by the picture itself through the affine map that comes nearest,
 * which smooths where pixels are lost, and then bent bilinearly by what is left. Beside the result no more is held than a tile.
 *
 * @param map from pixels of the result to pixels of the picture; its horizon must not cross the result.
 * @returns `width * height * 4` bytes of RGBA, mid-grey outside of the picture.
 */
export function samplePerspective(
  picture: Picture,
  map: Homography,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray(4 * width * height);
  new Uint32Array(result.buffer).fill(GREY);
  const [across, down] = [tileSide(width), tileSide(height)];
  const patch = { width: across + 2 * MARGIN, height: down + 2 * MARGIN };
  for (let top = 0; top < height; top += down) {
    for (let left = 0; left < width; left += across) {
      const tile = { left, top, right: Math.min(left + across, width), bottom: Math.min(top + down, height) };
      const toPatch = patchTransform(map, tile, patch);
      if (toPatch) bend(picture, map, toPatch, tile, patch, result, width);
    }
  }
  return result;
}

/** Tiles of one size, so that one canvas serves them all. */
function tileSide(side: number): number {
  return Math.ceil(side / Math.ceil(side / LARGEST_TILE));
}

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** From pixels of the picture to those of a patch that holds all that the tile shows; nothing for a degenerate map. */
function patchTransform(map: Homography, { left, top, right, bottom }: Tile, patch: Size): Affine | undefined {
  const back = invert(map);
  if (!back) return undefined;
  const straight = affineAt(back, project(map, { x: (left + right) / 2, y: (top + bottom) / 2 }));
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ].map((corner) => apply(straight, project(map, corner)));
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // Below 1 only where perspective is so steep that the room about the tile does not suffice.
  const scale = Math.min(1, (patch.width - 4) / (maxX - minX), (patch.height - 4) / (maxY - minY));
  if (!(scale > 0)) return undefined;
  const e = patch.width / 2 - (scale * (minX + maxX)) / 2;
  const f = patch.height / 2 - (scale * (minY + maxY)) / 2;
  return compose({ a: scale, b: 0, c: 0, d: scale, e, f }, straight);
}

/** Plain numbers and no points, because a million pixels pass through here. */
function bend(
  picture: Picture,
  [h0, h1, h2, h3, h4, h5, h6, h7, h8]: Homography,
  toPatch: Affine,
  { left, top, right, bottom }: Tile,
  patch: Size,
  result: Uint8ClampedArray,
  width: number,
): void {
  const pixels = picture.sample(toPatch, patch.width, patch.height);
  const { a, b, c, d, e, f } = toPatch;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const px = column + 0.5;
      const py = row + 0.5;
      const w = h6 * px + h7 * py + h8;
      const x = (h0 * px + h1 * py + h2) / w;
      const y = (h3 * px + h4 * py + h5) / w;
      if (!(x >= 0 && y >= 0 && x <= picture.width && y <= picture.height)) continue;
      // Counted from the centre of the patch's first pixel.
      const u = Math.min(Math.max(a * x + c * y + e - 0.5, 0), patch.width - 1.001);
      const v = Math.min(Math.max(b * x + d * y + f - 0.5, 0), patch.height - 1.001);
      const u0 = Math.floor(u);
      const v0 = Math.floor(v);
      const du = u - u0;
      const dv = v - v0;
      const from = 4 * (v0 * patch.width + u0);
      const below = from + 4 * patch.width;
      const to = 4 * (row * width + column);
      for (let i = 0; i < 3; i++) {
        const upper = pixels[from + i]! * (1 - du) + pixels[from + 4 + i]! * du;
        const lower = pixels[below + i]! * (1 - du) + pixels[below + 4 + i]! * du;
        result[to + i] = upper * (1 - dv) + lower * dv;
      }
    }
  }
}
