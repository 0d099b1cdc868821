import { probability } from '../models/calibration.ts';
import type { Network } from '../models/network.ts';
import type { NetworkEntry } from '../models/network-entry.ts';
import { FACE_LIMITS_PRESETS, type FaceLimits, PORTRAIT_LIMITS } from '../readings/face-limits.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import { embedFaces } from './face-embeddings.ts';
import { cosine } from './vector.ts';

/** The limits of matching: a face may be smaller and nearer to the border than one whose liveness is judged. */
export const SELFIE_LIMITS: FaceLimits = FACE_LIMITS_PRESETS.enrolment;

/** A match, or the reason why there is none. */
export type FaceMatch = { readonly probability: number } | { readonly error: string };

/**
 * Probability that two faces are of one person: 0.5 at FMR 1e-3 and 0.9 at FMR 1e-5 on the people of the model card.
 *
 * @param cosine of two embeddings or templates of the model.
 * @throws {EkycError} as {@link probability}
 */
export function matchProbability(
  cosine: number,
  { id, calibration }: Pick<NetworkEntry, 'id' | 'calibration'>,
): number {
  if (!calibration) throw new Error(`The manifest holds no calibration for ${id}`);
  return probability(cosine, calibration);
}

/**
 * {@link matchProbability} of the main faces of selfie and document.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function matchFaces(
  selfie: FaceReading,
  document: FaceReading,
  network: Network,
  signal?: AbortSignal,
): Promise<FaceMatch> {
  const sides = [
    { reading: selfie, limits: SELFIE_LIMITS, name: 'selfie' },
    { reading: document, limits: PORTRAIT_LIMITS, name: 'document' },
  ];
  const embeddings: Float32Array[] = [];
  for (const { reading, limits, name } of sides) {
    const found = await embedFaces(reading, limits, 1, network, signal);
    if ('rejection' in found) return { error: `${found.rejection.error} in the ${name}` };
    embeddings.push(found.embeddings[0]);
  }
  return { probability: matchProbability(cosine(embeddings[0]!, embeddings[1]!), network.entry) };
}
