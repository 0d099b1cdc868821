import { type Affine, apply, type Point } from '../readings/geometry.ts';
import { crop, type Picture } from '../readings/picture.ts';

/** Pixels of either view; the width lies along the longer side of what is seen. */
const WIDTH = 768;
const HEIGHT = 576;
/** Pixels of JPEG's blocks: views begin at one where nothing is shrunk, so that the network's cells are the blocks. */
const BLOCK = 8;

/**
 * The box about a document, pixel for pixel where there is room for it, else shrunk; black outside of the outline, and nowhere else.
 * RGBA of 768 x 576 pixels, as training/digital_manipulation/views.py cuts it.
 */
export function documentView(picture: Picture, outline: readonly Point[]): Uint8ClampedArray {
  const { resolution } = picture;
  const kept = { width: picture.width * resolution, height: picture.height * resolution };
  const corners = outline.map(({ x, y }) => ({
    x: Math.min(Math.max(x * resolution, 0), kept.width),
    y: Math.min(Math.max(y * resolution, 0), kept.height),
  }));
  const [left, top] = [blockBefore(corners.map(({ x }) => x)), blockBefore(corners.map(({ y }) => y))];
  const width = Math.ceil(Math.max(...corners.map(({ x }) => x))) - left;
  const height = Math.ceil(Math.max(...corners.map(({ y }) => y))) - top;
  const scale = Math.min(1, WIDTH / Math.max(width, height), HEIGHT / Math.min(width, height));
  const across = shrunk(width, scale);
  const down = shrunk(height, scale);
  // Upright pictures are turned by a quarter, counterclockwise: the right side becomes the upper one.
  const transform: Affine =
    height > width
      ? { a: 0, b: -resolution * across, c: resolution * down, d: 0, e: -top * down, f: (width + left) * across }
      : { a: resolution * across, b: 0, c: 0, d: resolution * down, e: -left * across, f: -top * down };
  const view = picture.sample(transform, WIDTH, HEIGHT);
  const seen = corners.map(({ x, y }) => apply(transform, { x: x / resolution, y: y / resolution }));
  blacken(view, seen);
  return view;
}

/** All of the picture, stretched; an upright one turned like a document. */
export function wholeView(picture: Picture): Uint8ClampedArray {
  const { width, height } = picture;
  if (height <= width) return crop(picture, { x: 0, y: 0, width, height }, WIDTH, HEIGHT);
  return picture.sample({ a: 0, b: -HEIGHT / width, c: WIDTH / height, d: 0, e: 0, f: HEIGHT }, WIDTH, HEIGHT);
}

function blockBefore(places: readonly number[]): number {
  return Math.floor(Math.min(...places) / BLOCK) * BLOCK;
}

/** What a length is multiplied with so that whole pixels come of it. */
function shrunk(length: number, scale: number): number {
  return Math.max(1, Math.floor(length * scale)) / length;
}

/** Outside of an outline without dents all becomes black, and inside what is black becomes the next to it. */
function blacken(rgba: Uint8ClampedArray, outline: readonly Point[]): void {
  for (let row = 0; row < HEIGHT; row++) {
    const [from, to] = spanOf(outline, row + 0.5);
    for (let column = 0; column < WIDTH; column++) {
      const pixel = 4 * (row * WIDTH + column);
      const inside = column + 0.5 >= from && column + 0.5 <= to;
      for (let colour = pixel; colour < pixel + 3; colour++) rgba[colour] = inside ? Math.max(rgba[colour]!, 1) : 0;
    }
  }
}

/** Where a row enters and leaves an outline; nowhere where it misses it. */
function spanOf(outline: readonly Point[], y: number): readonly [number, number] {
  const crossed = outline.flatMap((start, i) => {
    const end = outline[(i + 1) % outline.length]!;
    if (start.y <= y === end.y <= y) return [];
    return [start.x + ((y - start.y) / (end.y - start.y)) * (end.x - start.x)];
  });
  return [Math.min(...crossed), Math.max(...crossed)];
}
