import { EkycError } from '../contract/error.ts';

/** What the caller is told when the database could not be opened. */
export function openFault(error: unknown): unknown {
  if (!(error instanceof DOMException && error.name === 'VersionError')) return storageFault(error);
  const message =
    'The collections of this browser were stored by a newer version of Idem, and this page runs an older one. Reload the page; if that does not help, update Idem.';
  return new EkycError('STORE_TOO_NEW', message, { cause: error });
}

/** What the caller is told when the browser refused to read or write. Faults of other kinds stay what they are. */
export function storageFault(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  if (error.name === 'QuotaExceededError') {
    const message =
      'This browser gives the page no more room, and nothing was stored. Remove collections or records, free space on the device, or ask for more with navigator.storage.persist().';
    return new EkycError('STORAGE_FULL', message, { cause: error });
  }
  const message = `The browser's storage refused, and nothing was changed (${error}). Try again; private windows may forbid it.`;
  return new EkycError('STORAGE_FAILED', message, { cause: error });
}

export function unknownCollection(name: string): EkycError {
  return new EkycError('COLLECTION_UNKNOWN', `There is no collection "${name}". Create it first.`);
}

export function existingCollection(name: string): EkycError {
  const message = `There is a collection "${name}" already. Choose another name, or delete it first.`;
  return new EkycError('COLLECTION_EXISTS', message);
}

/** @param what words for what is not as it was stored. */
export function corruptCollection(name: string, what: string, cause?: unknown): EkycError {
  const message = `Collection "${name}" was damaged or changed in the browser's storage (${what}). Delete it with force: true, and import it again or enrol anew.`;
  return new EkycError('STORE_CORRUPT', message, { cause });
}
