import { proxy } from 'comlink';
import type { DocumentOptions, EncryptionKey } from '../engine/api.ts';
import type { Ekyc } from './ekyc.ts';
import { sendable, sendableImage, unlessUnsendable } from './sendable.ts';
import type { WorkerHost } from './worker-host.ts';

/** Of callers without types: the engine says that `encrypted` is missing. */
const UNSAID = {} as DocumentOptions & { readonly maxFaces?: number };

/** The public methods over a worker host. Apart from their interface, so that published types do not reach the worker. */
export function facadeOver(host: WorkerHost): Ekyc {
  // Held here and not in the worker, which may be replaced.
  let encryptionKey: EncryptionKey | undefined;
  return {
    check: (request, { signal, ...options } = {}) =>
      host
        .call((api, callId) => api.check(callId, sendable(request), options), signal)
        .catch(unlessUnsendable('The pictures, the checkModel or the options', 'INVALID_REQUEST')),
    encryptPayload: (image, { signal, externalMeta, evidence } = {}) =>
      host
        .call(
          (api, callId) => api.encryptPayload(callId, sendableImage(image), { externalMeta, evidence }, encryptionKey),
          signal,
        )
        .catch(unlessUnsendable('The picture, externalMeta or evidence', 'INVALID_REQUEST')),
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
    readFace: (image, { encrypted, signal } = UNSAID) =>
      host
        .call((api, callId) => api.readFace(callId, sendableImage(image), encrypted), signal)
        .catch(unlessUnsendable('The picture', 'INVALID_REQUEST')),
    readDocument: (image, { encrypted, pictures, signal } = UNSAID) =>
      host
        .call((api, callId) => api.readDocument(callId, sendableImage(image), encrypted, pictures), signal)
        .catch(unlessUnsendable('The picture', 'INVALID_REQUEST')),
    generateTemplate: (image, { encrypted, signal } = UNSAID) =>
      host
        .call((api, callId) => api.generateTemplate(callId, sendableImage(image), encrypted), signal)
        .catch(unlessUnsendable('The picture', 'INVALID_REQUEST')),
    matchOverTemplate: (image, template, { encrypted, signal } = UNSAID) =>
      host
        .call((api, callId) => api.matchOverTemplate(callId, sendableImage(image), template, encrypted), signal)
        .catch(unlessUnsendable('The picture or the template', 'INVALID_REQUEST')),
    createCollection: (name) => host.call((api) => api.createCollection(name)),
    deleteCollection: (name, { force } = {}) => host.call((api) => api.deleteCollection(name, force)),
    listCollections: () => host.call((api) => api.listCollections()),
    countRecords: (collection) => host.call((api) => api.countRecords(collection)),
    listRecords: (collection, page = {}) => host.call((api) => api.listRecords(collection, page)),
    removeRecord: (collection, recordId) => host.call((api) => api.removeRecord(collection, recordId)),
    addTemplate: (collection, templates) => host.call((api) => api.addTemplate(collection, templates)),
    addImage: (collection, image, { encrypted, maxFaces, signal } = UNSAID) =>
      host
        .call((api, callId) => api.addImage(callId, collection, sendableImage(image), encrypted, maxFaces), signal)
        .catch(unlessUnsendable('The picture', 'INVALID_REQUEST')),
    exportCollection: (name, passphrase, { signal, onProgress } = {}) =>
      host.call(
        (api, callId) => api.exportCollection(callId, name, passphrase, onProgress && proxy(onProgress)),
        signal,
      ),
    importCollection: (file, passphrase, { signal, onProgress } = {}) =>
      host
        .call((api, callId) => api.importCollection(callId, file, passphrase, onProgress && proxy(onProgress)), signal)
        .catch(unlessUnsendable('The file', 'INVALID_REQUEST')),
    eraseAll: () => host.call((api) => api.eraseAll()),
    preload: ({ checkModel, signal } = {}) =>
      host
        .call((api, callId) => api.preload(callId, checkModel), signal)
        .catch(unlessUnsendable('The fields of checkModel', 'INVALID_CHECK_MODEL')),
    diagnostics: () => host.call((api) => api.diagnostics()),
    close: async () => host.close(),
  };
}
