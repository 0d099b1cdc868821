import { type InputSpec, normalisation } from './input-spec.ts';

/** Offsets into RGBA by plane. */
const PLANES = { RGB: [0, 1, 2], BGR: [2, 1, 0] } as const;
/** Luma weights of ITU-R BT.601, as OpenCV and Pillow make grey. */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * RGBA pixels as the float32 planes that a network wants.
 *
 * @param rgba `width * height * 4` bytes of the size that `spec` asks for.
 * @returns `[planes, height, width]`, values `(byte - mean) * scale`.
 */
export function inputTensor(rgba: Uint8ClampedArray, spec: InputSpec): Float32Array {
  return batchTensor([rgba], spec);
}

/**
 * Several views for one run, one after the other.
 *
 * @returns `[views, planes, height, width]`, each as {@link inputTensor} gives it.
 */
export function batchTensor(views: readonly Uint8ClampedArray[], spec: InputSpec): Float32Array {
  const length = (spec.channels === 'GREY' ? 1 : 3) * spec.width * spec.height;
  const data = new Float32Array(views.length * length);
  for (const [i, view] of views.entries()) write(view, spec, data.subarray(i * length, (i + 1) * length));
  return data;
}

function write(rgba: Uint8ClampedArray, spec: InputSpec, data: Float32Array): void {
  const pixels = spec.width * spec.height;
  if (spec.channels === 'GREY') {
    const { mean, scale } = normalisation(spec, 0);
    for (let i = 0, p = 0; i < pixels; i++, p += 4) {
      const grey = LUMA[0] * rgba[p]! + LUMA[1] * rgba[p + 1]! + LUMA[2] * rgba[p + 2]!;
      data[i] = (grey - mean) * scale;
    }
    return;
  }
  for (const [plane, offset] of PLANES[spec.channels].entries()) {
    const { mean, scale } = normalisation(spec, plane);
    for (let i = plane * pixels, p = offset; p < rgba.length; i++, p += 4) data[i] = (rgba[p]! - mean) * scale;
  }
}
