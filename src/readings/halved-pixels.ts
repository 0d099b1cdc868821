import type { Size } from './image-input.ts';

/** Opaque pixels, RGBA. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray;
}

/** Rows that are read at once: a whole photo would be held twice. */
const ROWS = 256;

/** A picture's pixels as they are, a part at a time, and halved again and again, which are kept. */
export class HalvedPixels {
  readonly width: number;
  readonly height: number;
  readonly #part: (x: number, y: number, size: Size) => Pixels;
  readonly #halved: Pixels[] = [];

  /** @param part reads pixels from a place on. */
  constructor({ width, height }: Size, part: (x: number, y: number, size: Size) => Pixels) {
    this.width = width;
    this.height = height;
    this.#part = part;
  }

  part(x: number, y: number, size: Size): Pixels {
    return this.#part(x, y, size);
  }

  /** The whole picture, halved so many times, at least once. A side of one pixel stays. */
  halved(times: number): Pixels {
    while (this.#halved.length < times) {
      const last = this.#halved.at(-1);
      this.#halved.push(last ? halve(last) : this.#firstHalf());
    }
    return this.#halved[times - 1]!;
  }

  #firstHalf(): Pixels {
    const size = { width: half(this.width), height: half(this.height) };
    const data = new Uint8ClampedArray(4 * size.width * size.height);
    for (let row = 0; row < size.height; row += ROWS) {
      const rows = Math.min(ROWS, size.height - row);
      // The last row of an odd number counts in the one before, and so does each that begins the next strip.
      const read = Math.min(2 * rows + 1, this.height - 2 * row);
      const strip = this.#part(0, 2 * row, { width: this.width, height: read });
      halveInto(data.subarray(4 * row * size.width), strip, size.width, rows, this.height % 2 === 1);
    }
    return { ...size, data };
  }
}

function halve(pixels: Pixels): Pixels {
  const size = { width: half(pixels.width), height: half(pixels.height) };
  const data = new Uint8ClampedArray(4 * size.width * size.height);
  halveInto(data, pixels, size.width, size.height, pixels.height % 2 === 1);
  return { ...size, data };
}

function half(side: number): number {
  return Math.max(1, side >> 1);
}

/** Means of two pixels each way, of three where a side is odd, of which the middle one counts twice; cut off and not rounded: all as Skia has it. */
function halveInto(to: Uint8ClampedArray, from: Pixels, width: number, height: number, oddRows: boolean): void {
  const columns = taps(from.width, from.width % 2 === 1);
  const rows = taps(from.height, oddRows);
  const shift = Math.log2(total(columns) * total(rows));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let j = 0; j < rows.length; j++) {
          const row = (2 * y + j) * from.width;
          for (let i = 0; i < columns.length; i++) {
            sum += rows[j]! * columns[i]! * from.data[4 * (row + 2 * x + i) + channel]!;
          }
        }
        to[4 * (y * width + x) + channel] = sum >> shift;
      }
    }
  }
}

function taps(side: number, odd: boolean): readonly number[] {
  if (side === 1) return [1];
  return odd ? [1, 2, 1] : [1, 1];
}

function total(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
