import type { webcrypto } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { PayloadMetadata } from '../src/payload/content.ts';
import { describePublicKey } from '../src/payload/keys.ts';
import { sealPayload } from '../src/payload/seal.ts';
import { KEMS, type Kem } from '../src/payload/suites.ts';
import { inRepository } from './repository.ts';

// Writes docs/payload-vectors.json anew, around the picture that it holds: `npx tsx scripts/payload-vectors.ts`. The private keys in
// it are for tests alone. Sealing draws a fresh key and nonce, so that no two runs write the same payloads.

const FILE = inRepository('docs/payload-vectors.json');
const SEALED_AT = Date.UTC(2026, 0, 15, 9, 30);
const SEGMENT = 256 * 1024;
/** So that several segments fit into a small file. */
const SMALL_SEGMENT = 256;

/** A payload that opens. */
export interface PayloadVector {
  readonly name: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
  readonly keyId: string;
  readonly sealedAt: string;
  /** Hex. */
  readonly nonce: string;
  readonly metadata: PayloadMetadata;
  /** Base64. */
  readonly payload: string;
}

/** A payload that does not. */
export interface RefusedVector {
  readonly name: string;
  readonly privateKey: string;
  readonly keyId: string;
  readonly payload: string;
  /** What Idem's own reader says of it. */
  readonly code: string;
}

export interface PayloadVectors {
  /** The picture in each of them: JPEG, base64. */
  readonly image: string;
  readonly vectors: readonly PayloadVector[];
  readonly refused: readonly RefusedVector[];
}

async function vectorsOf(kem: Kem, image: Uint8Array<ArrayBuffer>): Promise<PayloadVector[]> {
  const metadata = { externalMeta: 'Sitzung 17 ☂', evidence: { camera: 'front', frames: 42 } };
  return [
    await vector(`${kem.name}, one segment, no metadata`, kem, 'bank-2026', image, {}),
    await vector(`${kem.name}, several segments, all metadata`, kem, 'A'.repeat(64), image, metadata, SMALL_SEGMENT),
  ];
}

async function vector(
  name: string,
  kem: Kem,
  keyId: string,
  image: Uint8Array<ArrayBuffer>,
  metadata: PayloadMetadata,
  segmentSize = SEGMENT,
): Promise<PayloadVector> {
  const pair = (await kem.suite.GenerateKeyPair(true)) as CryptoKeyPair;
  const recipient = await describePublicKey(kem, pair.publicKey, keyId);
  const sealed = await sealPayload(image, metadata, recipient, { now: SEALED_AT, segmentSize });
  const payload = Buffer.from(await sealed.arrayBuffer());
  return {
    name,
    privateKey: await pemOf(pair.privateKey),
    keyId,
    sealedAt: new Date(SEALED_AT).toISOString(),
    nonce: payload.subarray(28, 44).toString('hex'),
    metadata,
    payload: payload.toString('base64'),
  };
}

function refused({ privateKey, keyId, payload }: PayloadVector, other: PayloadVector): RefusedVector[] {
  const bytes = Buffer.from(payload, 'base64');
  const changed = (at: number, by: number) => {
    const copy = Buffer.from(bytes);
    copy[(at + copy.length) % copy.length]! ^= by;
    return copy.toString('base64');
  };
  const made = (name: string, code: string, change: Partial<RefusedVector>) => ({
    name,
    privateKey,
    keyId,
    payload,
    code,
    ...change,
  });
  return [
    made('a bit of its last byte flipped', 'PAYLOAD_ALTERED', { payload: changed(-1, 1) }),
    made('a bit of its time flipped', 'PAYLOAD_ALTERED', { payload: changed(27, 1) }),
    made('its last byte missing', 'PAYLOAD_TRUNCATED', { payload: bytes.subarray(0, -1).toString('base64') }),
    made('of version 3', 'PAYLOAD_VERSION_UNKNOWN', { payload: changed(4, 2) }),
    made('the key of another', 'PAYLOAD_KEY_WRONG', { privateKey: other.privateKey }),
  ];
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key as CryptoKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)!.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

async function main(): Promise<void> {
  const { image } = JSON.parse(await readFile(FILE, 'utf8')) as PayloadVectors;
  const vectors = (
    await Promise.all(KEMS.map((kem) => vectorsOf(kem, new Uint8Array(Buffer.from(image, 'base64')))))
  ).flat();
  const all: PayloadVectors = { image, vectors, refused: refused(vectors[0]!, vectors[1]!) };
  await writeFile(FILE, `${JSON.stringify(all, undefined, 2)}\n`);
  console.log(`${vectors.length} payloads and ${all.refused.length} that are refused: ${FILE}`);
}

await main();
