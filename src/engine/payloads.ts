import { EkycError } from '../contract/index.ts';
import { parseOrThrow } from '../contract/parse-or-throw.ts';
import { captureEvidenceSchema } from '../evidence/capture-evidence.ts';
import { SerialQueue } from '../models/serial-queue.ts';
import { type OpenedPayload, type PayloadMetadata, type Provenance, parseExternalMeta } from '../payload/content.ts';
import { EngineKeys } from '../payload/engine-keys.ts';
import { beginsAsPayload } from '../payload/header.ts';
import { readPublicKey } from '../payload/keys.ts';
import { DEFAULT_MAX_AGE_MS, MAX_CLOCK_SKEW_MS, openPayload } from '../payload/open.ts';
import { type KeyStorage, PayloadStore } from '../payload/payload-store.ts';
import { sealPayload } from '../payload/seal.ts';
import { bytesOf, MAX_BYTES } from '../readings/image-file.ts';
import { type EncodedInput, type ImageInput, isPixels } from '../readings/image-input.ts';
import { toJpeg } from '../readings/jpeg-encoding.ts';
import type { EncryptionKey } from './api.ts';
import { refuseWhenBusy } from './busy.ts';
import { closeFrames } from './frames.ts';
import { requireImage, requirePayload } from './request.ts';

/** Room for metadata, header and tags beside the largest picture. */
const MAX_PAYLOAD = MAX_BYTES + 1024 * 1024;

/** Seals and opens pictures, with the keys of this origin. */
export class Payloads {
  readonly #store = new PayloadStore();
  readonly #keys = new EngineKeys(this.#store, DEFAULT_MAX_AGE_MS);
  /** One at a time, so that the pictures of one call are in memory at a time. */
  readonly #queue = new SerialQueue();

  /**
   * @param beside what is sealed beside the picture: `externalMeta` and `evidence`.
   * @param key left out, the engine's own.
   * @throws {EkycError} INVALID_REQUEST, IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE,
   * INVALID_ENCRYPTION_KEY, ENGINE_BUSY
   */
  async seal(
    image: unknown,
    beside: Record<string, unknown>,
    key?: EncryptionKey,
    signal?: AbortSignal,
  ): Promise<Blob> {
    try {
      const input = requireImage(image, 'image');
      const metadata = parseMetadataToSeal(beside);
      return await this.#inTurn(async () => {
        const [recipient, file] = await Promise.all([
          key ? readPublicKey(key.key, key.keyId) : this.#keys.current(),
          toJpeg(input, 'image'),
        ]);
        signal?.throwIfAborted();
        return sealPayload(file, metadata, recipient);
      }, signal);
    } finally {
      closeFrames([image]);
    }
  }

  /**
   * The JPEG file that was sealed.
   *
   * @throws {EkycError} as {@link open}
   */
  async decrypt(payload: unknown, signal?: AbortSignal): Promise<Blob> {
    const bytes = requirePayload(payload, 'payload');
    return this.#inTurn(async () => {
      const { image } = await this.open(bytes, 'payload');
      return new Blob([image], { type: 'image/jpeg' });
    }, signal);
  }

  /**
   * @param field name of the request's field, for messages.
   * @throws {EkycError} PAYLOAD_EXPECTED, PAYLOAD_TRUNCATED, PAYLOAD_ALTERED, PAYLOAD_MALFORMED, PAYLOAD_VERSION_UNKNOWN,
   * PAYLOAD_KEY_UNKNOWN, PAYLOAD_STALE, PAYLOAD_FROM_FUTURE, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
   */
  async open(payload: EncodedInput, field: string): Promise<OpenedPayload> {
    return openPayload(await bytesOf(payload, field, MAX_PAYLOAD), {
      findKey: (keyId) => this.#keys.find(keyId),
      maxAgeMs: DEFAULT_MAX_AGE_MS,
      field,
      inPlace: true,
    });
  }

  /** Whether the payload was not taken before, by any tab. A payload is remembered for as long as it can be opened. */
  take({ nonce, sealedAt }: Provenance): Promise<boolean> {
    const expiresAt = sealedAt.getTime() + DEFAULT_MAX_AGE_MS + MAX_CLOCK_SKEW_MS;
    return this.#store.takeNonce(nonce, Date.now(), expiresAt);
  }

  /** Undoes {@link take}, for a call that came to no answer. */
  giveBack({ nonce }: Provenance): Promise<void> {
    return this.#store.returnNonce(nonce);
  }

  /** Replaces the engine's key; answers the new one's id. */
  async rotate(): Promise<string> {
    return (await this.#keys.rotate()).keyId;
  }

  /** @throws {EkycError} STORAGE_FAILED */
  erase(): Promise<void> {
    return this.#store.clear();
  }

  storage(): Promise<KeyStorage> {
    return this.#store.storage();
  }

  #inTurn<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    refuseWhenBusy(this.#queue);
    return this.#queue.run(work, signal);
  }
}

/** @throws {EkycError} INVALID_REQUEST */
function parseMetadataToSeal({ externalMeta, evidence }: Record<string, unknown>): PayloadMetadata {
  const meta = parseExternalMeta(externalMeta, 'externalMeta');
  return {
    ...(meta !== undefined && { externalMeta: meta }),
    ...(evidence !== undefined && {
      evidence: parseOrThrow(captureEvidenceSchema, evidence, 'evidence', 'INVALID_REQUEST'),
    }),
  };
}

/**
 * Says so where a plain picture is due and a payload was given: decoders would call it no picture.
 *
 * @throws {EkycError} PAYLOAD_UNEXPECTED
 */
export async function refuseSealed(input: ImageInput, field: string): Promise<void> {
  if (isPixels(input) || !beginsAsPayload(await startOf(input))) return;
  const message = `${field}: this is a sealed payload, and encrypted is false. Say encrypted: true.`;
  throw new EkycError('PAYLOAD_UNEXPECTED', message);
}

async function startOf(file: EncodedInput): Promise<Uint8Array> {
  if (!(file instanceof Blob)) return ArrayBuffer.isView(file) ? file : new Uint8Array(file);
  // A file that cannot be read got its error when it was decoded.
  const start = await file
    .slice(0, 4)
    .arrayBuffer()
    .catch(() => new ArrayBuffer());
  return new Uint8Array(start);
}
