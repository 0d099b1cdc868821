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
  const pixels = spec.width * spec.height;
  if (spec.channels === 'GREY') {
    const { mean, scale } = normalisation(spec, 0);
    const data = new Float32Array(pixels);
    for (let i = 0, p = 0; i < pixels; i++, p += 4) {
      const grey = LUMA[0] * rgba[p]! + LUMA[1] * rgba[p + 1]! + LUMA[2] * rgba[p + 2]!;
      data[i] = (grey - mean) * scale;
    }
    return data;
  }
  const data = new Float32Array(3 * pixels);
  PLANES[spec.channels].forEach((offset, plane) => {
    const { mean, scale } = normalisation(spec, plane);
    for (let i = plane * pixels, p = offset; p < rgba.length; i++, p += 4) data[i] = (rgba[p]! - mean) * scale;
  });
  return data;
}

/**
 * Several views for one run, one after the other.
 *
 * @returns `[views, planes, height, width]`, each as {@link inputTensor} gives it.
 */
export function batchTensor(views: readonly Uint8ClampedArray[], spec: InputSpec): Float32Array {
  const tensors = views.map((view) => inputTensor(view, spec));
  const data = new Float32Array(tensors.reduce((sum, { length }) => sum + length, 0));
  for (const [i, tensor] of tensors.entries()) data.set(tensor, i * tensor.length);
  return data;
}
