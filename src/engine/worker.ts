import './no-eval.ts';

import { expose } from 'comlink';
import { EkycError } from '../contract/index.ts';
import { Engine } from './engine.ts';
import type { Outcome, WorkerApi } from './worker-api.ts';

let engine: Engine | undefined;
const running = new Map<number, AbortController>();

const api: WorkerApi = {
  holdForLife: (lock) => outcome(() => holdForLife(lock)),
  start: (assetsBaseUrl, options, onProgress) =>
    outcome(async () => {
      engine = await Engine.start(assetsBaseUrl, options, onProgress);
    }),
  preload: (callId) => abortable(callId, (signal) => started().preload(signal)),
  check: (callId, request, withDetails) => abortable(callId, (signal) => started().check(request, withDetails, signal)),
  diagnostics: () => outcome(async () => started().diagnostics()),
  abort: (callId) => running.get(callId)?.abort(),
};

expose(api);

function started(): Engine {
  if (!engine) throw new Error('The engine was not started');
  return engine;
}

/** Resolves once the lock is held; nobody lets go of it before the worker ends. */
function holdForLife(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forever = new Promise<never>(() => {});
    navigator.locks
      .request(name, () => {
        resolve();
        return forever;
      })
      .catch(reject);
  });
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

async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof EkycError) return { ok: false, code: error.code, message: error.message };
    return { ok: false, code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
  }
}
