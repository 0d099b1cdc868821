import type { Size } from '../documents/perspective.ts';
import { seededRandom } from '../random.ts';
import { encodeY4m, frameBytes, type Planes } from './y4m-file.ts';

/** Pixels about the frame that a still has, for the camera to move in. */
export const MARGIN = 8;

/** How a still is filmed. */
export interface Filming {
  readonly framesPerSecond: number;
  /** How many frames there are before the film begins anew. */
  readonly frames: number;
  /** How far the hand moves the camera to each side, in pixels; less than {@link MARGIN}. */
  readonly sway: number;
  /** Standard deviation of the sensor's noise, of 255 levels. It is another one in each frame. */
  readonly noise: number;
  /** Whether the sensor has stopped, and its last frame comes again and again. */
  readonly frozen?: boolean;
}

const SEED = 20_261_105;
const NOISE_SAMPLES = 2 ** 20;
/** Colour is smoothed more than brightness. */
const NOISE_OF_COLOUR = 0.5;

/**
 * Films a still: a hand that is never quite still, and a sensor with noise.
 *
 * @param still {@link MARGIN} pixels larger than the film on every side.
 * @returns a YUV4MPEG2 file.
 */
export function film(still: Planes, { framesPerSecond, frames: count, sway, noise, frozen = false }: Filming): Buffer {
  const size = { width: still.width - 2 * MARGIN, height: still.height - 2 * MARGIN };
  const sensor = sensorNoise(noise);
  const shot = (index: number) => {
    const turn = (2 * Math.PI * index) / count;
    return expose(still, size, { right: sway * Math.sin(turn), down: 0.6 * sway * Math.cos(turn + 0.5) }, sensor);
  };
  const first = shot(0);
  const frames = Array.from({ length: count }, (_, index) => (index === 0 || frozen ? first : shot(index)));
  return encodeY4m({ ...size, framesPerSecond, frames });
}

interface Shift {
  readonly right: number;
  readonly down: number;
}

function expose(still: Planes, size: Size, shift: Shift, sensor: Sensor): Buffer {
  const frame = Buffer.alloc(frameBytes(size));
  const [half, plane] = [{ width: size.width / 2, height: size.height / 2 }, size.width * size.height];
  const halfShift = { right: shift.right / 2, down: shift.down / 2 };
  readOut(still.y, still.width, frame, size, MARGIN, shift, sensor(1));
  readOut(still.u, still.width / 2, frame.subarray(plane), half, MARGIN / 2, halfShift, sensor(NOISE_OF_COLOUR));
  readOut(still.v, still.width / 2, frame.subarray(1.25 * plane), half, MARGIN / 2, halfShift, sensor(NOISE_OF_COLOUR));
  return frame;
}

/** One plane of a frame, by bilinear interpolation. */
function readOut(
  from: Float32Array,
  stride: number,
  to: Buffer,
  { width, height }: Size,
  margin: number,
  { right, down }: Shift,
  nextNoise: () => number,
): void {
  const [left, top] = [Math.floor(margin + right), Math.floor(margin + down)];
  const [fx, fy] = [margin + right - left, margin + down - top];
  const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy] as const;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + top) * stride + x + left;
      const level =
        weights[0] * from[at]! +
        weights[1] * from[at + 1]! +
        weights[2] * from[at + stride]! +
        weights[3] * from[at + stride + 1]!;
      to[y * width + x] = Math.min(255, Math.max(0, Math.round(level + nextNoise())));
    }
  }
}

/** Begins the noise of one plane, of a strength relative to that of brightness. */
type Sensor = (strength: number) => () => number;

/** Normal numbers from a table, at another place of it every few hundred: to draw each anew would take longer than all the rest. */
function sensorNoise(deviation: number): Sensor {
  const random = seededRandom(SEED);
  const unit = () => (random(2 ** 24) + 1) / 2 ** 24;
  const table = Float32Array.from(
    { length: deviation === 0 ? 1 : NOISE_SAMPLES },
    () => deviation * Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
  );
  return (strength) => {
    let at = 0;
    let left = 0;
    return () => {
      if (left-- === 0) {
        at = random(table.length);
        left = 511;
      }
      at = (at + 1) % table.length;
      return strength * table[at]!;
    };
  };
}
