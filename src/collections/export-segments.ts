import { EkycError } from '../contract/error.ts';
import { altered, EXPORT_SEGMENT, HEADER_LENGTH, TAG_LENGTH } from './export-header.ts';

/** Seals content segment by segment: the STREAM construction (Hoang and others, 2015), with AES-256-GCM. */
export class SegmentSealer {
  readonly #key: CryptoKey;
  readonly #header: Uint8Array<ArrayBuffer>;
  readonly #parts: Blob[];
  #buffer = new Uint8Array(EXPORT_SEGMENT);
  #filled = 0;
  #sealed = 0;

  /** @param header bound to every segment. */
  constructor(key: CryptoKey, header: Uint8Array<ArrayBuffer>) {
    this.#key = key;
    this.#header = header;
    this.#parts = [new Blob([header])];
  }

  async write(content: Uint8Array): Promise<void> {
    for (let at = 0; at < content.length; ) {
      // Not before there is more: the last segment is sealed as such.
      if (this.#filled === EXPORT_SEGMENT) await this.#seal(false);
      const taken = content.subarray(at, at + EXPORT_SEGMENT - this.#filled);
      this.#buffer.set(taken, this.#filled);
      this.#filled += taken.length;
      at += taken.length;
    }
  }

  /** The whole file. */
  async finish(): Promise<Blob> {
    await this.#seal(true);
    return new Blob(this.#parts, { type: 'application/octet-stream' });
  }

  async #seal(isLast: boolean): Promise<void> {
    const algorithm = algorithmOf(this.#sealed++, isLast, this.#header);
    const sealed = await crypto.subtle.encrypt(algorithm, this.#key, this.#buffer.subarray(0, this.#filled));
    // A Blob of its own each, so that the browser may keep it out of memory.
    this.#parts.push(new Blob([sealed]));
    this.#filled = 0;
  }
}

/**
 * Opens a segment of a file.
 *
 * @param number from 0.
 * @throws {EkycError} EXPORT_UNREADABLE
 */
export async function openSegment(
  key: CryptoKey,
  header: Uint8Array<ArrayBuffer>,
  file: Blob,
  number: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealedSize = EXPORT_SEGMENT + TAG_LENGTH;
  const start = HEADER_LENGTH + number * sealedSize;
  const end = Math.min(start + sealedSize, file.size);
  const sealed = await readBytes(file, start, end);
  try {
    const algorithm = algorithmOf(number, end === file.size, header);
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'OperationError')) throw error;
    throw altered(`segment ${number} fails its authentication`, error);
  }
}

/**
 * Bytes of a file from one to before another.
 *
 * @throws {EkycError} EXPORT_UNREADABLE when it was moved, changed or withdrawn since it was chosen.
 */
export async function readBytes(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (cause) {
    const message = `The file could not be read (${cause}). Choose it again.`;
    throw new EkycError('EXPORT_UNREADABLE', message, { cause });
  }
}

/** Every segment has a nonce of its own, which says its place and whether it is the last; the key is of this file alone. */
function algorithmOf(number: number, isLast: boolean, additionalData: Uint8Array<ArrayBuffer>): AesGcmParams {
  const iv = new Uint8Array(12);
  const view = new DataView(iv.buffer);
  view.setUint32(7, number);
  view.setUint8(11, Number(isLast));
  return { name: 'AES-GCM', iv, additionalData };
}
