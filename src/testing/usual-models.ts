import { MODELS } from '../models/manifest.ts';

const onDemand = new Set(MODELS.filter((model) => model.onDemand).map(({ id }) => id));

/** Of our models those that `preload()` fetches: all but the ones that are there on demand. */
export function usual<T extends { readonly id: string }>(models: readonly T[]): T[] {
  return models.filter(({ id }) => !onDemand.has(id));
}
