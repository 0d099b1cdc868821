import { EkycError } from '../contract/error.ts';

/** How costly it is to try a passphrase: scrypt, RFC 7914. It takes 128 * N * r bytes of memory. */
export interface PassphraseCost {
  /** Binary logarithm of N. */
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** What stands before the sealed content, readable by anyone and authenticated with it. See docs/EXPORT.md. */
export interface ExportHeader {
  readonly cost: PassphraseCost;
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Derived from the passphrase beside the key: another means that the passphrase is another. */
  readonly check: Uint8Array<ArrayBuffer>;
  /** Bytes of the whole content. */
  readonly contentLength: number;
}

export const SALT_LENGTH = 16;
export const CHECK_LENGTH = 16;
/** Bytes of content in each segment but the last. */
export const EXPORT_SEGMENT = 512 * 1024;
/** Bytes that AES-GCM adds to each segment. */
export const TAG_LENGTH = 16;
export const HEADER_LENGTH = 68;

/** "IDEMCOLL" */
const MAGIC = [0x49, 0x44, 0x45, 0x4d, 0x43, 0x4f, 0x4c, 0x4c];
const VERSION = 1;
/** Where each field begins. */
const AT = { version: 8, logN: 9, r: 10, p: 11, salt: 12, check: 28, contentLength: 44, digest: 52 } as const;
/** What is accepted of a file: 256 MiB of memory, and four times the work of those that are written here. */
const MAX_MEMORY = 256 * 1024 * 1024;
const MAX_WORK = 2 ** 22;

export async function encodeExportHeader(header: ExportHeader): Promise<Uint8Array<ArrayBuffer>> {
  const { cost, salt, check, contentLength } = header;
  const bytes = new Uint8Array(HEADER_LENGTH);
  bytes.set(MAGIC);
  bytes.set([VERSION, cost.logN, cost.r, cost.p], AT.version);
  bytes.set(salt, AT.salt);
  bytes.set(check, AT.check);
  new DataView(bytes.buffer).setBigUint64(AT.contentLength, BigInt(contentLength));
  bytes.set(await digestOf(bytes), AT.digest);
  return bytes;
}

/**
 * Reads the header, and holds the file's size against it. Nothing of it is to be trusted before a segment was opened with it.
 *
 * @param bytes of the file's beginning.
 * @param size of the whole file, in bytes.
 * @throws {EkycError} EXPORT_UNREADABLE, EXPORT_TRUNCATED, EXPORT_VERSION_UNKNOWN
 */
export async function readExportHeader(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<ExportHeader> {
  if (!MAGIC.slice(0, bytes.length).every((byte, i) => bytes[i] === byte)) {
    const message = 'This file is no exported collection. Choose a file that exportCollection() wrote.';
    throw new EkycError('EXPORT_UNREADABLE', message);
  }
  const version = bytes[AT.version];
  if (version !== undefined && version !== VERSION) {
    const message = `The file is of format version ${version}; this version of Idem reads ${VERSION}. Update the older of the two.`;
    throw new EkycError('EXPORT_VERSION_UNKNOWN', message);
  }
  if (bytes.length < HEADER_LENGTH) throw truncated(size);
  const digest = await digestOf(bytes);
  if (digest.some((byte, i) => bytes[AT.digest + i] !== byte)) throw altered('header does not match its digest');
  const header = readFields(bytes);
  const whole = exportLength(header.contentLength);
  if (size < whole) throw truncated(size, whole);
  if (size > whole) throw altered(`size is ${size} bytes, ${size - whole} too many`);
  return header;
}

/** Bytes of a file with so many bytes of content. */
function exportLength(contentLength: number): number {
  return HEADER_LENGTH + contentLength + TAG_LENGTH * segmentsOf({ contentLength });
}

/** How many segments the content is sealed in. */
export function segmentsOf({ contentLength }: Pick<ExportHeader, 'contentLength'>): number {
  return Math.ceil(contentLength / EXPORT_SEGMENT);
}

/** @param how words for after "its". */
export function altered(how: string, cause?: unknown): EkycError {
  const message = `The file was changed after it was exported: its ${how}. Export the collection again.`;
  return new EkycError('EXPORT_UNREADABLE', message, { cause });
}

function readFields(bytes: Uint8Array<ArrayBuffer>): ExportHeader {
  const [logN, r, p] = bytes.subarray(AT.logN, AT.salt) as unknown as [number, number, number];
  const blocks = 2 ** logN * r;
  const isAffordable = 128 * blocks <= MAX_MEMORY && blocks * p <= MAX_WORK;
  if (logN < 1 || r < 1 || p < 1 || !isAffordable) {
    throw altered(`header asks for more memory or work than is accepted (scrypt N = 2^${logN}, r = ${r}, p = ${p})`);
  }
  return {
    cost: { logN, r, p },
    salt: bytes.slice(AT.salt, AT.check),
    check: bytes.slice(AT.check, AT.contentLength),
    contentLength: Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(AT.contentLength)),
  };
}

/** Tells a damaged header from a wrong passphrase, before any work is put into it. */
async function digestOf(header: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest('SHA-256', header.subarray(0, AT.digest));
  return new Uint8Array(digest, 0, HEADER_LENGTH - AT.digest);
}

function truncated(size: number, whole?: number): EkycError {
  const of = whole === undefined ? '' : ` of ${whole}`;
  const message = `The file is cut off: ${size}${of} bytes are there. Copy it again, whole.`;
  return new EkycError('EXPORT_TRUNCATED', message);
}
