import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPublicKey } from '../payload/keys.ts';
import { chosenFile, ordinaryCapture } from '../testing/capture-evidence.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { jpegOf, seal } from '../testing/payloads.ts';
import { openPayload, scoreEvidence } from './index.ts';

const pem = { format: 'pem' } as const;
const spki = { ...pem, type: 'spki' } as const;
const pkcs8 = { ...pem, type: 'pkcs8' } as const;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: spki, privateKeyEncoding: pkcs8 });
const x25519 = generateKeyPairSync('x25519', { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 });

async function sealedTo(publicKey: string, keyId: string, now = Date.now()): Promise<Uint8Array> {
  // Of the public key alone: nothing that opens is at hand when a page seals.
  const recipient = await readPublicKey(publicKey, keyId);
  return seal(recipient, { metadata: { externalMeta: 'session-17' }, now });
}

describe.each([
  ['P-256', p256],
  ['X25519', x25519],
])('openPayload with a %s key', (_, { publicKey, privateKey }) => {
  it('opens what was sealed to the public half, among other keys', async () => {
    const payload = await sealedTo(publicKey, 'bank-2026');
    const { image, ...rest } = await openPayload(payload, { keys: { old: p256.privateKey, 'bank-2026': privateKey } });
    expect(Buffer.compare(image, jpegOf(300))).toBe(0);
    expect(rest).toEqual({
      keyId: 'bank-2026',
      externalMeta: 'session-17',
      nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
      sealedAt: expect.any(Date),
    });
  });

  it('knows a key by its fingerprint where no id was given', async () => {
    const { keyId } = await readPublicKey(publicKey);
    expect(keyId).toMatch(/^[0-9a-f]{16}$/);
    const payload = await sealedTo(publicKey, keyId);
    await expect(openPayload(payload, { keys: { [keyId]: privateKey } })).resolves.toHaveProperty('image');
  });
});

describe('openPayload', () => {
  let payload: Uint8Array;
  const keys = { 'bank-2026': p256.privateKey };

  beforeAll(async () => {
    payload = await sealedTo(p256.publicKey, 'bank-2026');
  });

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: pkcs8, publicKeyEncoding: spki });

  it.each([
    ['a key that it does not have', {}, 'PAYLOAD_KEY_UNKNOWN'],
    ['a key id that is a property of every object', { toString: p256.privateKey }, 'PAYLOAD_KEY_UNKNOWN'],
    ['another key of the same id', { 'bank-2026': other.privateKey }, 'PAYLOAD_KEY_WRONG'],
    ['another kind of key of the same id', { 'bank-2026': x25519.privateKey }, 'PAYLOAD_KEY_WRONG'],
    ['a public key', { 'bank-2026': p256.publicKey }, 'INVALID_ENCRYPTION_KEY'],
    ['no key at all', { 'bank-2026': 'hunter2' }, 'INVALID_ENCRYPTION_KEY'],
  ] as const)('refuses %s', async (_, given, code) => {
    const error = await ekycErrorOf(openPayload(payload, { keys: given as Record<string, string> }));
    expect(error).toMatchObject({ code, status: 400 });
    expect(`${error.message}${error.stack}${error.cause}`).not.toMatch(/hunter2|BEGIN/);
  });

  it('refuses a key of another curve', async () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384', privateKeyEncoding: pkcs8, publicKeyEncoding: spki });
    const error = await ekycErrorOf(openPayload(payload, { keys: { 'bank-2026': p384.privateKey } }));
    expect(error).toMatchObject({ code: 'INVALID_ENCRYPTION_KEY', message: expect.stringContaining('neither P-256') });
  });

  it('accepts payloads for 24 hours, or for as long as it is told', async () => {
    const old = await sealedTo(p256.publicKey, 'bank-2026', Date.now() - 25 * 3_600_000);
    expect((await ekycErrorOf(openPayload(old, { keys }))).code).toBe('PAYLOAD_STALE');
    await expect(openPayload(old, { keys, maxAgeMs: 26 * 3_600_000 })).resolves.toHaveProperty('image');
  });

  it('leaves the bytes that it was given as they are', async () => {
    const copy = payload.slice();
    await openPayload(payload, { keys });
    expect(Buffer.compare(payload, copy)).toBe(0);
  });
});

describe('scoreEvidence', () => {
  const keys = { 'bank-2026': p256.privateKey };
  const sha256 = (image: Uint8Array) => createHash('sha256').update(image).digest('hex');

  /** What a server finds of evidence that was sealed beside an image. */
  async function verdictOn(evidence: object, session = 's-17') {
    const recipient = await readPublicKey(p256.publicKey, 'bank-2026');
    const metadata = { externalMeta: session, evidence: evidence as Record<string, unknown> };
    const payload = await seal(recipient, { metadata });
    const { image, evidence: opened, sealedAt, externalMeta } = await openPayload(payload, { keys });
    const photo = { sha256: sha256(image) };
    return scoreEvidence(opened, { photo, sealedAt, replayed: false, externalMeta, expectedExternalMeta: 's-17' });
  }

  const { photo, ...capture } = ordinaryCapture();
  const own = { ...capture, takenAt: Date.now(), photo: { ...photo, sha256: sha256(jpegOf(300)) } };

  it('passes an ordinary capture that a page sealed to this server', async () => {
    expect(await verdictOn(own)).toEqual({ probability: expect.closeTo(0.982, 3), findings: [] });
  });

  it.each([
    ['of another file', { ...own, photo }, 's-17', 'OTHER_BYTES'],
    ['of another session', own, 's-18', 'OTHER_SESSION'],
    ['of a chosen file', { ...chosenFile(), takenAt: own.takenAt, photo: own.photo }, 's-17', 'FROM_FILE'],
    ['that is none', { trust: 'me' }, 's-17', 'EVIDENCE_MALFORMED'],
  ])('rejects evidence %s', async (_, evidence, session, signal) => {
    const { probability, findings } = await verdictOn(evidence, session);
    expect(findings.map((finding) => finding.signal)).toEqual([signal]);
    expect(probability).toBeLessThan(0.5);
  });
});
