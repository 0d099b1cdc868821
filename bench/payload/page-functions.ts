// Sent to the page as text: see eval/page-functions.ts for what that forbids.

/** One round: milliseconds of the SDK's two calls, and of WebCrypto alone on the same bytes. */
export interface PayloadRound {
  readonly sealMs: number;
  readonly openMs: number;
  readonly bareEncryptMs: number;
  readonly bareDecryptMs: number;
}

declare global {
  var benchPicture: Blob;
  var benchKey: CryptoKey;
}

/** A JPEG header before noise, which is all that sealing looks at. */
export async function preparePayloads(options: {
  readonly assetsBaseUrl: string;
  readonly bytes: number;
}): Promise<void> {
  const { createEkyc } = await globalThis.idemSdk;
  globalThis.idem = await createEkyc({ assetsBaseUrl: options.assetsBaseUrl });
  globalThis.benchKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const picture = new Uint8Array(options.bytes);
  for (let at = 0; at < picture.length; at += 65_536) crypto.getRandomValues(picture.subarray(at, at + 65_536));
  picture.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 15, 0, 20, 0, 1, 1, 0x11, 0]);
  globalThis.benchPicture = new Blob([picture], { type: 'image/jpeg' });
}

export async function payloadRound(): Promise<PayloadRound> {
  const start = performance.now();
  const payload = await globalThis.idem.encryptPayload(globalThis.benchPicture);
  const sealed = performance.now();
  const opened = await globalThis.idem.decrypt(payload);
  const ended = performance.now();
  if (opened.size !== globalThis.benchPicture.size) throw new Error('The picture came out at another size.');
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const bytes = await globalThis.benchPicture.arrayBuffer();
  const bare = performance.now();
  const encrypted = await crypto.subtle.encrypt(algorithm, globalThis.benchKey, bytes);
  const encryptedAt = performance.now();
  await crypto.subtle.decrypt(algorithm, globalThis.benchKey, encrypted);
  return {
    sealMs: sealed - start,
    openMs: ended - sealed,
    bareEncryptMs: encryptedAt - bare,
    bareDecryptMs: performance.now() - encryptedAt,
  };
}
