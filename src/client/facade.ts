import type { EncryptionKey } from '../engine/api.ts';
import type { Ekyc } from './ekyc.ts';
import { sendable, sendableImage, unlessUnsendable } from './sendable.ts';
import type { WorkerHost } from './worker-host.ts';

/** The public methods over a worker host. Apart from their interface, so that published types do not reach the worker. */
export function facadeOver(host: WorkerHost): Ekyc {
  // Held here and not in the worker, which may be replaced.
  let encryptionKey: EncryptionKey | undefined;
  return {
    check: (request, { signal, ...options } = {}) =>
      host
        .call((api, callId) => api.check(callId, sendable(request), options), signal)
        .catch(unlessUnsendable('The pictures, the checkModel or the options', 'INVALID_REQUEST')),
    encryptPayload: (image, { signal, externalMeta } = {}) =>
      host
        .call((api, callId) => api.encryptPayload(callId, sendableImage(image), externalMeta, encryptionKey), signal)
        .catch(unlessUnsendable('The picture or externalMeta', 'INVALID_REQUEST')),
    decrypt: (payload, { signal } = {}) =>
      host
        .call((api, callId) => api.decrypt(callId, payload), signal)
        .catch(unlessUnsendable('The payload', 'INVALID_REQUEST')),
    async setEncryptionKey(key, keyId) {
      const given = key === null ? undefined : { key, keyId };
      // At once, and whether it is any good or not: nothing may be sealed to another key after this call.
      encryptionKey = given;
      if (!given) return;
      await host
        .call((api) => api.checkEncryptionKey(given))
        .catch(unlessUnsendable('The key', 'INVALID_ENCRYPTION_KEY'));
    },
    rotateEncryptionKey: async () => {
      await host.call((api) => api.rotateEncryptionKey());
    },
    eraseAll: () => host.call((api) => api.eraseAll()),
    preload: ({ signal } = {}) => host.call((api, callId) => api.preload(callId), signal),
    diagnostics: () => host.call((api) => api.diagnostics()),
    close: async () => host.close(),
  };
}
