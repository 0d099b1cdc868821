/** One grey picture, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  /** `width * height` values, 0 to 255. */
  readonly values: Float32Array;
}

/** Grey of RGBA pixels by ITU-R BT.601. */
export function lumaOf(rgba: Uint8ClampedArray, width: number, height: number): Luma {
  const values = new Float32Array(width * height);
  for (let i = 0, p = 0; i < values.length; i++, p += 4) {
    values[i] = 0.299 * rgba[p]! + 0.587 * rgba[p + 1]! + 0.114 * rgba[p + 2]!;
  }
  return { width, height, values };
}
