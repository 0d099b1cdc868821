import type { Network } from '../models/network.ts';
import type { FaceLimits } from '../readings/face-limits.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import type { Rejection } from '../readings/face-validation.ts';
import { embedFace } from './embedding.ts';

/** The embeddings of a picture's faces, or why it may not be used. */
export type FaceEmbeddings =
  | { readonly embeddings: readonly [Float32Array, ...Float32Array[]] }
  | { readonly rejection: Rejection };

/**
 * Embeds the largest faces of a picture, the main one first. Faces that are much smaller than the main one
 * (`secondFaceRatio`) do not count.
 *
 * @param maxFaces a picture with more faces that count is rejected.
 * @throws {EkycError} as {@link Network.run}
 */
export async function embedFaces(
  reading: FaceReading,
  limits: FaceLimits,
  maxFaces: number,
  network: Network,
  signal?: AbortSignal,
): Promise<FaceEmbeddings> {
  const found = await reading.facesUpTo(maxFaces, limits);
  if ('code' in found) return { rejection: found };
  const embeddings: Float32Array[] = [];
  for (const { picture, landmarks } of found) embeddings.push(await embedFace(picture, landmarks, network, signal));
  return { embeddings: embeddings as [Float32Array, ...Float32Array[]] };
}
