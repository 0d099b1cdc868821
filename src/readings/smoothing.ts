/** A plane of numbers, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  /** `width * height` values. */
  readonly values: Float32Array;
}

/** Beyond so many deviations a Gaussian counts as nothing. */
const REACH = 3;

/** The plane under a Gaussian, its outermost values repeated beyond the border. */
export function smooth(plane: Plane, deviation: number): Plane {
  const kernel = gaussian(deviation);
  return alongRows(transposed(alongRows(transposed(plane), kernel)), kernel);
}

/** A plane under a Gaussian like {@link smooth}, of which few values are wanted: only its rows are smoothed before these are asked for. */
export function smoothSparsely(plane: Plane, deviation: number): (index: number) => number {
  const kernel = gaussian(deviation);
  const { width, values } = alongRows(plane, kernel);
  const last = values.length - width;
  return (index) => {
    const column = index % width;
    let sum = kernel[0]! * values[index]!;
    for (let i = 1, by = width; i < kernel.length; i++, by += width) {
      sum += kernel[i]! * (values[Math.max(index - by, column)]! + values[Math.min(index + by, last + column)]!);
    }
    return sum;
  };
}

/** The plane with each value replaced by the greatest within so many rows and columns of it. */
export function dilate(plane: Plane, reach: number): Plane {
  return greatestAlongRows(transposed(greatestAlongRows(transposed(plane), reach)), reach);
}

/** One half of the kernel, from its middle outwards; the whole sums to 1. */
function gaussian(deviation: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(REACH * deviation) + 1 }, (_, i) =>
    Math.exp(-(i ** 2) / (2 * deviation ** 2)),
  );
  const sum = half.reduce((total, weight) => total + 2 * weight, -half[0]!);
  return half.map((weight) => weight / sum);
}

function transposed({ width, height, values }: Plane): Plane {
  const turned = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = values[y * width + x]!;
  }
  return { width: height, height: width, values: turned };
}

function alongRows({ width, height, values }: Plane, kernel: Float64Array): Plane {
  const reach = kernel.length - 1;
  const result = new Float32Array(values.length);
  const line = new Float64Array(width + 2 * reach);
  for (let row = 0; row < values.length; row += width) {
    line.fill(values[row]!, 0, reach);
    line.set(values.subarray(row, row + width), reach);
    line.fill(values[row + width - 1]!, reach + width);
    for (let x = 0; x < width; x++) {
      let sum = kernel[0]! * line[x + reach]!;
      for (let i = 1; i <= reach; i++) sum += kernel[i]! * (line[x + reach - i]! + line[x + reach + i]!);
      result[row + x] = sum;
    }
  }
  return { width, height, values: result };
}

function greatestAlongRows({ width, height, values }: Plane, reach: number): Plane {
  const result = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += width) {
    for (let x = 0; x < width; x++) {
      let greatest = Number.NEGATIVE_INFINITY;
      const end = Math.min(width - 1, x + reach);
      for (let i = Math.max(0, x - reach); i <= end; i++) greatest = Math.max(greatest, values[row + i]!);
      result[row + x] = greatest;
    }
  }
  return { width, height, values: result };
}
