/**
 * Every fault that a call can end in, with the HTTP status that the REST form answers.
 *
 * 400: the request is at fault. 500: this build or device could not do its part.
 * 503: no engine is running, so the request itself was never judged.
 */
export const ERROR_CODES = {
  INVALID_OPTION: { status: 400, when: 'An option of createEkyc() is unknown or has a value that is not allowed.' },
  INVALID_REQUEST: { status: 400, when: 'A field of the request is unknown or of the wrong type.' },
  INVALID_CHECK_MODEL: { status: 400, when: 'checkModel names something unknown, or misses a required field.' },
  MISSING_INPUT: { status: 400, when: 'An operation was asked for whose picture is not there.' },
  IMAGE_EMPTY: { status: 400, when: 'A picture has no bytes or no pixels.' },
  IMAGE_FORMAT_UNSUPPORTED: { status: 400, when: 'A picture is not in a format that this browser can decode.' },
  IMAGE_UNREADABLE: { status: 400, when: 'A picture is truncated or corrupt.' },
  IMAGE_TOO_LARGE: { status: 400, when: 'A picture has more bytes or pixels than the engine accepts.' },
  PAYLOAD_EXPECTED: { status: 400, when: 'encrypted is true (the default), and a picture is no sealed payload.' },
  PAYLOAD_UNEXPECTED: { status: 400, when: 'encrypted is false, and a picture is a sealed payload.' },
  PAYLOAD_TRUNCATED: { status: 400, when: 'A payload ends before its end.' },
  PAYLOAD_ALTERED: { status: 400, when: 'A payload was changed after it was sealed.' },
  PAYLOAD_MALFORMED: { status: 400, when: 'A payload is authentic, but not sealed as docs/PAYLOAD.md says.' },
  PAYLOAD_VERSION_UNKNOWN: { status: 400, when: 'A payload is of a format version or cipher suite that is not known.' },
  PAYLOAD_KEY_UNKNOWN: { status: 400, when: 'A payload is sealed to a key that is not, or no longer, here.' },
  PAYLOAD_KEY_WRONG: { status: 400, when: 'A payload is sealed to another key than the one here with the same id.' },
  PAYLOAD_STALE: { status: 400, when: 'A payload was sealed longer ago than is accepted.' },
  PAYLOAD_FROM_FUTURE: { status: 400, when: 'A payload was sealed more than five minutes ahead of the clock here.' },
  INVALID_ENCRYPTION_KEY: { status: 400, when: 'The key given is no P-256 or X25519 key, or its id is not allowed.' },
  TEMPLATE_UNREADABLE: { status: 400, when: 'A template is no Base64, or not what generateTemplate() answers.' },
  TEMPLATE_TRUNCATED: { status: 400, when: 'A template ends before its end.' },
  TEMPLATE_ALTERED: { status: 400, when: 'A template was changed after it was made.' },
  TEMPLATE_VERSION_UNKNOWN: { status: 400, when: 'A template is of a format version that is not known.' },
  TEMPLATE_MODEL_FOREIGN: { status: 400, when: 'A template was made by another embedding model than the one here.' },
  FACE_REJECTED: { status: 400, when: 'A picture has no face that may be enrolled or compared; the message says why.' },
  COLLECTION_EXISTS: { status: 400, when: 'A collection is to be made under a name that one has already.' },
  COLLECTION_UNKNOWN: { status: 400, when: 'There is no collection of the name given.' },
  COLLECTION_NOT_EMPTY: { status: 400, when: 'A collection that holds records is to be deleted without force.' },
  COLLECTION_MODEL_FOREIGN: {
    status: 400,
    when: 'A collection holds templates of another model than those to be added.',
  },
  RECORD_UNKNOWN: { status: 400, when: 'The collection has no record of the id given.' },
  EXPORT_UNREADABLE: { status: 400, when: 'A file is no exported collection, or was changed after it was exported.' },
  EXPORT_TRUNCATED: { status: 400, when: 'An exported collection ends before its end.' },
  EXPORT_VERSION_UNKNOWN: { status: 400, when: 'An exported collection is of a format version that is not known.' },
  EXPORT_MODEL_FOREIGN: { status: 400, when: 'An exported collection holds templates of another model.' },
  PASSPHRASE_WRONG: { status: 400, when: 'An exported collection was sealed with another passphrase.' },
  ASSET_MISSING: { status: 500, when: 'A model or runtime file could not be fetched.' },
  ASSET_CORRUPT: {
    status: 500,
    when: 'A model or runtime file is not the one that this version, or a registered pipeline, names.',
  },
  MODEL_UNUSABLE: {
    status: 500,
    when: 'The model of a registered pipeline cannot be run, or is not what its entry says.',
  },
  RUNTIME_FAILED: { status: 500, when: 'The inference runtime could not start, or a network could not run.' },
  STORAGE_FAILED: { status: 500, when: "The browser's storage failed, and what was asked of it was not done." },
  STORAGE_FULL: { status: 500, when: 'The browser gives the page no more room, and nothing was stored.' },
  STORE_CORRUPT: { status: 500, when: "A collection was damaged or changed in the browser's storage." },
  STORE_TOO_NEW: { status: 500, when: 'A newer version of Idem stored the collections of this browser.' },
  INTERNAL: { status: 500, when: 'A fault of Idem itself.' },
  INSECURE_CONTEXT: { status: 503, when: 'The page is not served over HTTPS or from localhost.' },
  BACKEND_UNAVAILABLE: { status: 503, when: 'The backend asked for does not exist on this device.' },
  WORKER_FAILED_TO_START: { status: 503, when: 'The worker script could not be loaded or run.' },
  ENGINE_BUSY: { status: 503, when: 'Too many calls are waiting already. Await some of them first.' },
  WORKER_DIED: { status: 503, when: 'The worker ended during the call. The next call starts a new one.' },
  ENGINE_CLOSED: { status: 503, when: 'close() was called.' },
  CAMERA_UNSUPPORTED: {
    status: 503,
    when: 'This browser or page has no cameras to offer, or not what was asked of one.',
  },
  CAMERA_PERMISSION_DENIED: { status: 503, when: 'The user, the browser or the page does not allow the camera.' },
  CAMERA_NOT_FOUND: { status: 503, when: 'There is no camera, or none with the id given.' },
  CAMERA_BUSY: { status: 503, when: 'Another program uses the camera, or it does not start.' },
  CAMERA_LOST: {
    status: 503,
    when: 'The camera was unplugged or taken away, or its video element given to another, while it filmed.',
  },
  CAPTURE_TIMED_OUT: { status: 503, when: 'No picture took itself within a minute.' },
  CAPTURE_STOPPED: { status: 503, when: 'stop() was called, or its page went, before a picture was taken.' },
} as const;

/** Machine-readable reason of an {@link EkycError}. */
export type EkycErrorCode = keyof typeof ERROR_CODES;

/** The body that the REST form answers for a failed call. */
export interface ErrorBody {
  readonly status: number;
  readonly message: string;
}

/**
 * The one error type of the SDK. `message` says what is wrong and what to do, for the developer of the page.
 * Aborted calls are the exception: they reject with the signal's own reason, as `fetch` does.
 *
 * @example
 * try {
 *   await ekyc.check(request);
 * } catch (error) {
 *   if (error instanceof EkycError && error.code === 'IMAGE_UNREADABLE') askForAnotherPicture();
 * }
 */
export class EkycError extends Error {
  override readonly name = 'EkycError';
  readonly code: EkycErrorCode;
  /** HTTP status of the fault: 400, 500 or 503. */
  readonly status: number;

  constructor(code: EkycErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = ERROR_CODES[code].status;
  }

  /** The body of the REST form: `{ status, message }`. */
  toJSON(): ErrorBody {
    return { status: this.status, message: this.message };
  }
}
