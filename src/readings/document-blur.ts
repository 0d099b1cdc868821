import type { Luma } from './luma.ts';
import { type Plane, smooth, smoothSparsely } from './smoothing.ts';

/** Deviation of the first smoothing: what stands out of the noise, and is still finer than letters of 2 mm. */
const SMOOTHING_MM = 0.08;
/** A gradient needs as many pixels, however coarse they are. */
const LEAST_SMOOTHING_PIXELS = 0.7;
/** The second smoothing by the first. */
const RATIO = 2.5;
/** The gradient is taken over two pixels, which blurs as well. */
const GRADIENT_VARIANCE = 1 / 3;
/** The document's own border, and what a corner that is a little off lets in, is not looked at. */
const MARGIN_MM = 2.5;
/** Share of pixels that count as edges in each direction: about what lettering has. */
const EDGES = 0.004;
/** Of the edges in one direction, those that are at least so sharp tell the blur: others were soft before the photo. */
const SHARPEST = 0.35;
/** Grey levels per pixel below which there is no edge. */
const LEAST_GRADIENT = 0.75;
/** Horizontal, vertical, and both diagonals. */
const DIRECTIONS = 4;
const DIAGONAL = Math.tan(Math.PI / 8);
const STEPS = 512;

/** Wider blur cannot be told from this, in millimetres; it is also the answer where there are no edges at all. */
export const WIDEST_BLUR_MM = 1;

/**
 * How far the picture of a point is spread over the document: the standard deviation of the point spread function in
 * millimetres, across the edges of the direction that is blurred most. Defocus of radius r has r / 2, motion over a length l
 * has l / sqrt(12) along its path.
 *
 * Blurring an edge again weakens it the less the more blurred it was: the ratio of its gradients under two Gaussians
 * tells its own width (Zhuo & Sim, "Defocus map estimation from a single image", Pattern Recognition 2011). Only the
 * strongest edges count, which noise and blocks reach seldom. The edge is taken for a Gaussian's: the ramp that motion makes
 * of it comes out wider than it is from 0.5 mm on.
 *
 * @param luma the rectified document.
 */
export function blurOf(luma: Luma, pixelsPerMm: number): number {
  const deviation = Math.max(SMOOTHING_MM * pixelsPerMm, LEAST_SMOOTHING_PIXELS);
  const fine = smooth(luma, deviation);
  const coarse = smoothSparsely(luma, RATIO * deviation);
  const gradients = gradientsOf(fine, Math.ceil(MARGIN_MM * pixelsPerMm));
  const limits = edgeLimits(gradients);
  const [narrow, wide] = [deviation ** 2 + GRADIENT_VARIANCE, (RATIO * deviation) ** 2 + GRADIENT_VARIANCE];
  const widest = WIDEST_BLUR_MM * pixelsPerMm;
  const widths: number[][] = Array.from({ length: DIRECTIONS }, () => []);
  for (let i = 0; i < gradients.strengths.length; i++) {
    const strength = gradients.strengths[i]!;
    const direction = gradients.directions[i]!;
    if (strength < limits[direction]!) continue;
    const coarseAcross = (coarse(i + 1) - coarse(i - 1)) / 2;
    const coarseDown = (coarse(i + luma.width) - coarse(i - luma.width)) / 2;
    const again = (across(fine, i) * coarseAcross + down(fine, i) * coarseDown) / strength;
    const ratio = (strength / again) ** 2;
    const variance = again <= 0 || ratio <= 1 ? widest ** 2 : (wide - ratio * narrow) / (ratio - 1);
    widths[direction]!.push(Math.min(widest, Math.sqrt(Math.max(0, variance))));
  }
  const blurs = widths
    .filter((width) => width.length > 0)
    .map((width) => width.sort((p, q) => p - q)[Math.floor(SHARPEST * width.length)]!);
  return (blurs.length === 0 ? widest : Math.max(...blurs)) / pixelsPerMm;
}

/** Of each pixel of a plane. */
interface Gradients {
  /** Grey levels per pixel; 0 at the margin. */
  readonly strengths: Float32Array;
  readonly directions: Uint8Array;
  /** Pixels within the margin. */
  readonly looked: number;
}

function gradientsOf(plane: Plane, margin: number): Gradients {
  const { width, height } = plane;
  const strengths = new Float32Array(width * height);
  const directions = new Uint8Array(width * height);
  for (let y = margin; y < height - margin; y++) {
    for (let i = y * width + margin; i < (y + 1) * width - margin; i++) {
      const gx = across(plane, i);
      const gy = down(plane, i);
      strengths[i] = Math.sqrt(gx * gx + gy * gy);
      directions[i] = directionOf(gx, gy);
    }
  }
  return { strengths, directions, looked: Math.max(0, width - 2 * margin) * Math.max(0, height - 2 * margin) };
}

/** The gradient that the wanted share of pixels reaches, by direction. */
function edgeLimits({ strengths, directions, looked }: Gradients): number[] {
  const counts = Array.from({ length: DIRECTIONS }, () => new Uint32Array(STEPS));
  for (let i = 0; i < strengths.length; i++) {
    counts[directions[i]!]![Math.min(STEPS - 1, Math.floor(strengths[i]! * 4))]! += 1;
  }
  return counts.map((histogram) => {
    let step = STEPS - 1;
    for (let sum = histogram[step]!; step > 0 && sum < EDGES * looked; ) sum += histogram[--step]!;
    return Math.max(step / 4, LEAST_GRADIENT);
  });
}

function across({ values }: Plane, i: number): number {
  return (values[i + 1]! - values[i - 1]!) / 2;
}

function down({ values, width }: Plane, i: number): number {
  return (values[i + width]! - values[i - width]!) / 2;
}

function directionOf(gx: number, gy: number): number {
  const x = Math.abs(gx);
  const y = Math.abs(gy);
  if (y < DIAGONAL * x) return 0;
  if (x < DIAGONAL * y) return 1;
  return gx * gy > 0 ? 2 : 3;
}
