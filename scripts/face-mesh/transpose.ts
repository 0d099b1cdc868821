/** A tensor's elements, rows first. */
export interface TensorBytes {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/**
 * Reorders the axes of a tensor whose elements have two bytes: axis `i` of the answer is axis `axes[i]` of the tensor.
 *
 * @throws {Error} When the data does not have the length that the shape asks for.
 */
export function transpose16({ shape, data }: TensorBytes, axes: readonly number[]): TensorBytes {
  const elements = shape.reduce((product, size) => product * size, 1);
  if (data.length !== elements * 2) {
    throw new Error(`A tensor of shape ${shape.join('x')} needs ${elements * 2} bytes, not ${data.length}.`);
  }
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 0);

  const reordered = new Uint8Array(data.length);
  for (let target = 0; target < elements; target++) {
    let source = 0;
    let rest = target;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis]!;
      source += (rest % size) * steps[axis]!;
      rest = Math.floor(rest / size);
    }
    reordered[2 * target] = data[2 * source]!;
    reordered[2 * target + 1] = data[2 * source + 1]!;
  }
  return { shape: sizes, data: reordered };
}
