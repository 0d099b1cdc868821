import './no-eval.ts';

import { expose, type Remote, releaseProxy } from 'comlink';
import { version } from '../../package.json';
import { readPublicKey } from '../payload/keys.ts';
import { Engine } from './engine.ts';
import { holdForLife } from './living-worker.ts';
import { type Outcome, outcome } from './outcome.ts';
import type { OnRecords, WorkerApi } from './worker-api.ts';

let engine: Engine | undefined;
const running = new Map<number, AbortController>();

const api: WorkerApi = {
  holdForLife: (lock) => outcome(() => holdForLife(lock)),
  start: (assetsBaseUrl, options, onProgress) =>
    outcome(async () => {
      engine = await Engine.start(assetsBaseUrl, options, onProgress);
      return version;
    }),
  preload: (callId, checkModel) => abortable(callId, (signal) => started().preload(checkModel, signal)),
  check: (callId, request, options) => abortable(callId, (signal) => started().check(request, options, signal)),
  encryptPayload: (callId, image, beside, key) =>
    abortable(callId, (signal) => started().payloads.seal(image, beside, key, signal)),
  decrypt: (callId, payload) => abortable(callId, (signal) => started().payloads.decrypt(payload, signal)),
  checkEncryptionKey: ({ key, keyId }) =>
    outcome(async () => {
      await readPublicKey(key, keyId);
    }),
  rotateEncryptionKey: () => outcome(() => started().payloads.rotate()),
  readFace: (callId, image, encrypted) => abortable(callId, (signal) => started().readFace(image, encrypted, signal)),
  readDocument: (callId, image, encrypted, pictures) =>
    abortable(callId, (signal) => started().readDocument(image, encrypted, pictures, signal)),
  generateTemplate: (callId, image, encrypted) =>
    abortable(callId, (signal) => started().generateTemplate(image, encrypted, signal)),
  matchOverTemplate: (callId, image, template, encrypted) =>
    abortable(callId, (signal) => started().matchOverTemplate(image, template, encrypted, signal)),
  createCollection: (name) => outcome(() => started().collections.create(name)),
  deleteCollection: (name, force) => outcome(() => started().collections.delete(name, force)),
  listCollections: () => outcome(() => started().collections.list()),
  countRecords: (collection) => outcome(() => started().collections.count(collection)),
  listRecords: (collection, page) => outcome(() => started().collections.records(collection, page)),
  removeRecord: (collection, recordId) => outcome(() => started().collections.remove(collection, recordId)),
  addTemplate: (collection, templates) => outcome(() => started().collections.addTemplates(collection, templates)),
  addImage: (callId, collection, image, encrypted, maxFaces) =>
    abortable(callId, (signal) => started().addImage(collection, image, encrypted, maxFaces, signal)),
  exportCollection: (callId, name, passphrase, onProgress) =>
    abortable(callId, (signal) =>
      reporting(onProgress, (report) => started().collections.export(name, passphrase, { signal, onProgress: report })),
    ),
  importCollection: (callId, file, passphrase, onProgress) =>
    abortable(callId, (signal) =>
      reporting(onProgress, (report) => started().collections.import(file, passphrase, { signal, onProgress: report })),
    ),
  eraseAll: () => outcome(() => started().eraseAll()),
  diagnostics: () => outcome(() => started().diagnostics()),
  abort: (callId) => running.get(callId)?.abort(),
};

expose(api);

function started(): Engine {
  if (!engine) throw new Error('The engine was not started');
  return engine;
}

/** Lets go of the page's function in the end: nobody collects what crosses threads. */
async function reporting<T>(
  onProgress: OnRecords | undefined,
  work: (report: OnRecords | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await work(onProgress);
  } finally {
    (onProgress as Partial<Remote<OnRecords>> | undefined)?.[releaseProxy]?.();
  }
}

async function abortable<T>(callId: number, work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
  const controller = new AbortController();
  running.set(callId, controller);
  try {
    return await outcome(() => work(controller.signal));
  } finally {
    running.delete(callId);
  }
}
