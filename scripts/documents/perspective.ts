import sharp from 'sharp';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners from a document's own top left, clockwise as it is read. */
export type Corners = readonly [Point, Point, Point, Point];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From where a document is seen. */
export interface View {
  /** How far the document is turned in the picture, in degrees clockwise. */
  readonly roll: number;
  /** How far its far side leans away, and its right side, in degrees. */
  readonly tilt?: number;
  readonly swing?: number;
  /** Its width in shares of the picture's. */
  readonly share: number;
  /** Where its centre is, in shares of the picture's size; in the middle where nothing is said. */
  readonly centre?: Point;
}

/** Focal length in widths of the picture: that of a phone's main camera. */
const FOCAL_LENGTH = 0.75;

/** Where a pixel is looked at, so that sides are smooth. */
const LOOKS = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** Where the corners of a flat document are in a picture, by a pinhole camera. */
export function cornersSeen(document: Size, picture: Size, view: View): Corners {
  const { roll, tilt = 0, swing = 0, share, centre = { x: 0.5, y: 0.5 } } = view;
  const focal = FOCAL_LENGTH * picture.width;
  const distance = (focal * document.width) / (share * picture.width);
  const [a, b, c] = [roll, tilt, swing].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const project = (right: number, down: number): Point => {
    const [x0, y0] = [(right * document.width) / 2, (down * document.height) / 2];
    const [x1, y1] = [x0 * Math.cos(a) - y0 * Math.sin(a), x0 * Math.sin(a) + y0 * Math.cos(a)];
    const [y2, z2] = [y1 * Math.cos(b), -y1 * Math.sin(b)];
    const [x3, z3] = [x1 * Math.cos(c), z2 + x1 * Math.sin(c)];
    const scale = focal / (distance + z3);
    return { x: centre.x * picture.width + x3 * scale, y: centre.y * picture.height + y2 * scale };
  };
  return [project(-1, -1), project(1, -1), project(1, 1), project(-1, 1)];
}

/**
 * A flat picture as it is seen with its corners in these places; transparent around it.
 *
 * @param flat An encoded picture.
 * @returns RGBA of the size asked for.
 */
export async function inPerspective(flat: Buffer, corners: Corners, { width, height }: Size): Promise<Buffer> {
  const { data, info } = await fitting(flat, corners);
  const toFlat = homographyFrom(corners);
  const seen = Buffer.alloc(width * height * 4);
  const bounds = boundsOf(corners, { width, height });
  for (let y = bounds.top; y < bounds.bottom; y++) {
    for (let x = bounds.left; x < bounds.right; x++) {
      const sums = new Float64Array(4);
      for (const [dx, dy] of LOOKS) {
        const { x: u, y: v } = toFlat(x + dx, y + dy);
        if (u > 0 && u < 1 && v > 0 && v < 1) addSample(sums, data, info, u * info.width - 0.5, v * info.height - 0.5);
      }
      const alpha = sums[3]!;
      if (alpha === 0) continue;
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++) seen[at + channel] = Math.round(sums[channel]! / alpha);
      seen[at + 3] = Math.round(alpha / LOOKS.length);
    }
  }
  return seen;
}

/** The flat picture at about the size it is seen at: to look at every third of its pixels would make it sparkle. */
async function fitting(flat: Buffer, [topLeft, topRight, bottomRight, bottomLeft]: Corners) {
  const { width } = await sharp(flat).metadata();
  const seen = Math.max(distance(topLeft, topRight), distance(bottomLeft, bottomRight));
  return sharp(flat)
    .resize({ width: Math.min(width, Math.ceil(seen)) })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** Adds red, green and blue times alpha, and alpha, between pixels. */
function addSample(sums: Float64Array, data: Buffer, { width, height }: Size, x: number, y: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let row = top; row <= top + 1; row++) {
    for (let column = left; column <= left + 1; column++) {
      const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
      const at = (Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))) * 4;
      const alpha = weight * data[at + 3]!;
      for (let channel = 0; channel < 3; channel++) sums[channel]! += alpha * data[at + channel]!;
      sums[3]! += alpha;
    }
  }
}

/** Pixels to places in the unit square whose corners are seen there (P. S. Heckbert 1989, 2.2.3, inverted). */
function homographyFrom([p0, p1, p2, p3]: Corners): (x: number, y: number) => Point {
  const [dx1, dx2, dx3] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, dy3] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / determinant;
  const h = (dx1 * dy3 - dx3 * dy1) / determinant;
  const [a, b, c] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x];
  const [d, e, f] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y];
  return (x, y) => {
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
    return {
      x: ((e - f * h) * x + (c * h - b) * y + (b * f - c * e)) / w,
      y: ((f * g - d) * x + (a - c * g) * y + (c * d - a * f)) / w,
    };
  };
}

function boundsOf(corners: Corners, { width, height }: Size) {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  };
}

function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}
