import { z } from 'zod';
import { EkycError, parseOrThrow } from '../contract/index.ts';
import { embedFaces } from '../matching/face-embeddings.ts';
import { matchProbability, SELFIE_LIMITS } from '../matching/face-match.ts';
import { decodeTemplate, encodeTemplate } from '../matching/template.ts';
import { cosine } from '../matching/vector.ts';
import type { Network } from '../models/network.ts';
import { FaceReading } from '../readings/face-reading.ts';
import { type ReadingRoom, readImage } from './submission.ts';

/** Of the longest template there can be, and far more. What is in it is for the template reader to judge. */
export const templateTextSchema = z.string().min(1).max(65_536);

/** Faces of pictures, as templates. */
export class FaceTemplates {
  readonly #room: ReadingRoom;
  readonly #matcher: Network;

  constructor(room: ReadingRoom, matcher: Network) {
    this.#room = room;
    this.#matcher = matcher;
  }

  /**
   * The embeddings of a picture's faces, largest first.
   *
   * @param maxFaces a picture with more is refused.
   * @throws {EkycError} FACE_REJECTED, and as `readImage()`
   */
  async read(
    image: unknown,
    encrypted: unknown,
    maxFaces: number,
    signal?: AbortSignal,
  ): Promise<readonly [Float32Array, ...Float32Array[]]> {
    const { payloads, networks, mainFace } = this.#room;
    const picture = await readImage(image, encrypted, 'face', payloads, signal);
    try {
      const reading = new FaceReading(picture, networks.faces, mainFace, signal);
      const found = await embedFaces(reading, SELFIE_LIMITS, maxFaces, this.#matcher, signal);
      if ('embeddings' in found) return found.embeddings;
      throw new EkycError('FACE_REJECTED', `image: ${found.rejection.error} (${found.rejection.code}).`);
    } finally {
      picture.close();
    }
  }

  /** @throws {EkycError} as {@link read} */
  async generate(image: unknown, encrypted: unknown, signal?: AbortSignal): Promise<{ template: string }> {
    const [embedding] = await this.read(image, encrypted, 1, signal);
    return { template: encodeTemplate(embedding, this.#matcher.entry.id) };
  }

  /** @throws {EkycError} as {@link read} and {@link decode} */
  async match(image: unknown, template: unknown, encrypted: unknown, signal?: AbortSignal): Promise<{ score: number }> {
    const codes = this.decode(template, 'template');
    const [embedding] = await this.read(image, encrypted, 1, signal);
    return { score: matchProbability(cosine(embedding, codes), this.#matcher.entry) };
  }

  /** @throws {EkycError} INVALID_REQUEST, and as {@link decodeTemplate} */
  decode(template: unknown, where: string): Int8Array<ArrayBuffer> {
    const text = parseOrThrow(templateTextSchema, template, where, 'INVALID_REQUEST');
    return decodeTemplate(text, this.#matcher.entry.id, where);
  }
}
