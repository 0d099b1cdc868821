import type { Ekyc } from './ekyc.ts';
import { sendable, unlessUnsendable } from './sendable.ts';
import type { WorkerHost } from './worker-host.ts';

/** The public methods over a worker host. Apart from their interface, so that published types do not reach the worker. */
export function facadeOver(host: WorkerHost): Ekyc {
  return {
    check: (request, { signal, details = false } = {}) =>
      host
        .call((api, callId) => api.check(callId, sendable(request), details), signal)
        .catch(unlessUnsendable('The pictures or the checkModel', 'INVALID_REQUEST')),
    preload: ({ signal } = {}) => host.call((api, callId) => api.preload(callId), signal),
    diagnostics: () => host.call((api) => api.diagnostics()),
    close: async () => host.close(),
  };
}
