import { z } from 'zod';

const perPlaneSchema = z.custom<number | readonly number[]>(
  (value) => Number.isFinite(value) || (Array.isArray(value) && value.length === 3 && value.every(Number.isFinite)),
  { error: 'must be a number, or a list of three: one for each channel, in the order of channels' },
);

/** How RGBA pixels become the network's input: `(value - mean) * scale`, planes in the order that `channels` names. */
export const inputSpecSchema = z.strictObject({
  name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.enum(['RGB', 'BGR', 'GREY']),
  mean: perPlaneSchema,
  scale: perPlaneSchema,
  /** Pictures that the network takes in one run; 1 when left out. */
  batch: z.int().positive().exactOptional(),
});

export type InputSpec = z.infer<typeof inputSpecSchema>;

/** `[batch, planes, height, width]` of one run. */
export function inputShape({ width, height, channels, batch = 1 }: Omit<InputSpec, 'mean' | 'scale'>) {
  return [batch, channels === 'GREY' ? 1 : 3, height, width] as const;
}

/** What is taken off the bytes of a plane, and what the rest is multiplied with. */
export function normalisation({ mean, scale }: Pick<InputSpec, 'mean' | 'scale'>, plane: number) {
  return { mean: at(mean, plane), scale: at(scale, plane) };
}

function at(value: number | readonly number[], plane: number): number {
  return typeof value === 'number' ? value : value[plane]!;
}
