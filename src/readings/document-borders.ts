import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type BorderLine, fitBorder, ROWS, STRETCHES } from './border-fit.ts';
import { type DocumentFormat, flatCorners, strangeness } from './document-format.ts';
import type { Quad } from './document-outline.ts';
import type { Affine, Point } from './geometry.ts';
import { concatenate, fromAffine, type Homography, homography, project } from './homography.ts';
import { samplePerspective } from './perspective-sample.ts';
import type { Picture } from './picture.ts';

/**
 * A strip is as high as this share of the document's mean side: half of it lies outside. The second round sees borders that the first
 * has moved to the middle.
 */
const NEAR = [0.08, 0.08] as const;
/** For corners that are farther off than such strips show. What is wide is seen coarsely, and ends like the other. */
const FAR = [0.2, ...NEAR] as const;
/** Support of every side from which on nothing farther off is looked for, in stretches. */
const SURE = 0.8 * STRETCHES;
/** By how many stretches of all four sides the farther look must be the surer one: sheets have borders, too. */
const SURER = 0.25 * STRETCHES;
/** Pixels that become one along a strip: it is squeezed four to six times more along the side than across. */
const ALONG = 4;

/**
 * Moves the corners of a document to where its borders are, by a fraction of a pixel of the photo.
 *
 * A network looks at a strip along each side, made straight by the homography of the present corners, and says of 32 stretches
 * where the border lies. Through these goes a line, and neighbouring lines meet in a corner. A side of which the network is
 * unsure stays where it is. If there is one, all are looked for again, farther off. That look counts if more of the borders agree with it,
 * and what it sees is no less of the shape of a document: lines of print are straight and long, too.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function refineCorners(
  picture: Picture,
  corners: Quad,
  format: DocumentFormat,
  network: Network,
  signal?: AbortSignal,
): Promise<Quad> {
  const near = await follow(NEAR, picture, corners, format, network, signal);
  if (Math.min(...near.support) >= SURE) return near.corners;
  const far = await follow(FAR, picture, corners, format, network, signal);
  const isSurer = sum(far.support) > sum(near.support) + SURER;
  return isSurer && strangeness(far.corners, picture) <= strangeness(near.corners, picture)
    ? far.corners
    : near.corners;
}

interface Followed {
  readonly corners: Quad;
  /** Of each side in the last round, in stretches. */
  readonly support: readonly number[];
}

/** A round for each height of strips. */
async function follow(
  bands: readonly number[],
  picture: Picture,
  corners: Quad,
  format: DocumentFormat,
  network: Network,
  signal?: AbortSignal,
): Promise<Followed> {
  let followed: Followed = { corners, support: [0] };
  for (const band of bands) {
    const flat = homography(flatCorners(format), followed.corners);
    if (!flat) break;
    const sides = sidesOf(format, band);
    const { offsets } = await network.run(stripTensor(picture, flat, sides, network), signal);
    const lines = sides.map((side, i) => {
      const isVisible = (at: number) => isIn(picture, project(flat, along(side, at, 0)));
      return fitBorder(offsets!.subarray(i * ROWS * STRETCHES, (i + 1) * ROWS * STRETCHES), isVisible);
    });
    const moved = meetingPoints(sides, lines).map((corner) => project(flat, corner)) as unknown as Quad;
    if (!homography(flatCorners(format), moved)) break;
    followed = { corners: moved, support: lines.map((line) => line?.support ?? 0) };
  }
  return followed;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A side of the document that lies flat, in millimetres. */
interface Side {
  readonly start: Point;
  readonly end: Point;
  /** What a row of the strip comes to, inwards. */
  readonly row: Point;
}

/** From each corner to the next. @param band height of a strip, in means of the document's sides. */
function sidesOf(format: DocumentFormat, band: number): Side[] {
  const corners = flatCorners(format);
  const pitch = (band * (format.width + format.height)) / 2 / ROWS;
  return corners.map((start, i) => {
    const end = corners[(i + 1) % 4]!;
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    const row = { x: (-pitch * (end.y - start.y)) / length, y: (pitch * (end.x - start.x)) / length };
    return { start, end, row };
  });
}

/** @param at 0 at the start of the side to 1 at its end. @param rows further inside. */
function along({ start, end, row }: Side, at: number, rows: number): Point {
  return {
    x: start.x + at * (end.x - start.x) + rows * row.x,
    y: start.y + at * (end.y - start.y) + rows * row.y,
  };
}

/** All four strips, `[4, 3, 48, 128]`. */
function stripTensor(picture: Picture, flat: Homography, sides: readonly Side[], { entry }: Network): Float32Array {
  const { input } = entry;
  const strip = 3 * input.width * input.height;
  const tensor = new Float32Array(sides.length * strip);
  const wide = ALONG * input.width;
  sides.forEach((side, i) => {
    const toFlat = stripTransform(side, wide, input.height);
    const rgba = samplePerspective(picture, concatenate(flat, fromAffine(toFlat)), wide, input.height);
    tensor.set(inputTensor(squeeze(rgba), input), i * strip);
  });
  return tensor;
}

/** From pixels of a strip to millimetres. */
function stripTransform(side: Side, width: number, height: number): Affine {
  const { start, end, row } = side;
  const first = along(side, 0, -height / 2);
  return {
    a: (end.x - start.x) / width,
    b: (end.y - start.y) / width,
    c: row.x,
    d: row.y,
    e: first.x,
    f: first.y,
  };
}

/** The mean of every {@link ALONG} pixels of a row, which is a whole multiple of them. */
function squeeze(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const squeezed = new Uint8ClampedArray(rgba.length / ALONG);
  for (let pixel = 0; pixel < squeezed.length / 4; pixel++) {
    for (let i = 0; i < 4; i++) {
      let sum = 0;
      for (let k = 0; k < ALONG; k++) sum += rgba[4 * (ALONG * pixel + k) + i]!;
      squeezed[4 * pixel + i] = sum / ALONG;
    }
  }
  return squeezed;
}

/** Where each side's line meets that of the side before, in millimetres. */
function meetingPoints(sides: readonly Side[], lines: readonly (BorderLine | undefined)[]): Point[] {
  const ends = sides.map((side, i): readonly [Point, Point] => {
    const { start, end } = lines[i] ?? { start: 0, end: 0 };
    return [along(side, 0, start), along(side, 1, end)];
  });
  return ends.map(([p, q], i) => {
    const [r, s] = ends[(i + 3) % 4]!;
    const [dx, dy] = [q.x - p.x, q.y - p.y];
    const [ex, ey] = [s.x - r.x, s.y - r.y];
    // Neighbours are nearly at right angles: a strip is too narrow for a line to turn far.
    const t = ((r.x - p.x) * ey - (r.y - p.y) * ex) / (dx * ey - dy * ex);
    return { x: p.x + t * dx, y: p.y + t * dy };
  });
}

function isIn({ width, height }: Picture, { x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}
