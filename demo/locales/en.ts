import type { CheckResponse, EkycError } from 'idem-ekyc';

type ErrorCode = EkycError['code'];
type FaceEntry = NonNullable<CheckResponse['face_result']>['results'][number];
type DocEntry = NonNullable<CheckResponse['doc_result']>['results'][number];
type ValidationCode = Exclude<FaceEntry['status_code'] | DocEntry['status_code'], 'OK' | 'ERROR'>;
type QualityWarning = Extract<DocEntry, { status_code: 'OK' }>['quality_warnings'][number];

/** The texts in English, and the shape that every other language follows. */
export const en = {
  language: 'en',

  page: {
    title: 'Idem: identity checks in your browser',
    name: 'Idem',
    claim: 'Identity checks on your own device',
    privacy: 'Your pictures never leave this page: they are checked in your browser, and nothing is uploaded.',
    picturesHeading: 'Pictures',
    optionsHeading: 'Operations and settings',
    resultHeading: 'Result',
  },

  engine: {
    label: 'Engine',
    starting: 'Starting the engine',
    downloading: 'Downloading the models',
    preparing: 'Preparing the networks',
    ready: 'Ready. Choose pictures and operations, then check.',
    readyIn: (time: string) => `Ready in ${time}`,
    cancelled: 'Download cancelled',
    failed: 'The engine could not start',
    progressLabel: 'Download of the models',
    bytes: (loaded: string, total: string) => `${loaded} of ${total} MB`,
    cancel: 'Cancel',
    retry: 'Try again',
    backend: { wasm: 'WebAssembly', webgpu: 'WebGPU' },
    threads: (count: number) => (count === 1 ? '1 thread' : `${count} threads`),
    milestone: (percent: number) => `Models: ${percent} % downloaded`,
  },

  slots: {
    face: { title: 'Selfie', choose: 'Choose a selfie', another: 'Choose another selfie', alt: 'The selfie' },
    doc: {
      title: 'Document',
      choose: 'Choose a document photo',
      another: 'Choose another document photo',
      alt: 'The document photo',
    },
    drop: 'or drop it here',
    change: 'Change',
    clear: 'Clear',
    clearLabel: (title: string) => `Clear: ${title}`,
    samples: 'Samples',
    sampleFailed: 'This sample could not be loaded.',
    noPreview: 'No preview: this browser cannot show the file as a picture.',
    noSamples: 'No sample pictures are here. Make them with “npm run setup -- samples”, or choose your own.',
    size: (width: number, height: number) => `${width} × ${height} px`,
  },

  geometry: {
    label: (faces: string) => `${faces}, drawn over the picture`,
    faces: (count: number) => (count === 0 ? 'No face' : count === 1 ? '1 face' : `${count} faces`),
    score: (score: string) => `score ${score}`,
    pupils: (distance: string) => `pupils ${distance} px apart`,
    accepted: (limits: string) => `Within the “${limits}” limits`,
  },

  options: {
    operations: 'Operations',
    operation: {
      FACE_CHECK: 'Is the selfie live?',
      DOC_CHECK: 'Is the document genuine?',
      FACE_MATCH_VALIDATION: 'Same person on both?',
      FACE_MATCH_SEARCH: 'Known already?',
    },
    searchNote: (collection: string) => `Searches the collection “${collection}”.`,
    calibration: 'Calibration',
    calibrations: { SOFT: 'Soft', REGULAR: 'Regular', HARD: 'Hard' },
    calibrationNote: {
      SOFT: 'Lets more genuine users through, and more attacks.',
      REGULAR: 'The balance between refusing users and letting attacks through.',
      HARD: 'Refuses more attacks, and more genuine users.',
    },
    faceLimits: 'Face limits',
    faceLimit: { default: 'Default', strict: 'Strict', enrolment: 'Enrolment' },
    faceLimitNote: {
      default: 'One face of at least 150 px, pupils 50 px apart, clear of the border.',
      strict: 'One face of at least 224 px, pupils 80 px apart, well clear of the border.',
      enrolment: 'A face from 48 px, as matching and enrolment accept it.',
    },
  },

  actions: {
    check: 'Check',
    cancel: 'Cancel',
  },

  status: {
    idle: 'Choose pictures and operations, then check.',
    waiting: 'The check begins as soon as the models are here.',
    checking: 'Checking …',
    cancelled: 'Cancelled.',
    failed: 'The check could not be done.',
    done: (time: string, counts: string) => `Done in ${time}: ${counts}.`,
    passed: (count: number) => `${count} passed`,
    notPassed: (count: number) => `${count} failed`,
    notAnswered: (count: number) => `${count} not answered`,
    searched: (count: number) => (count === 1 ? '1 search' : `${count} searches`),
    nothing: 'nothing was asked',
  },

  result: {
    empty: 'Each check appears here with its probability and threshold.',
    stale: 'From an earlier check. Check again for a new answer.',
    group: {
      FACE_CHECK: 'Selfie',
      DOC_CHECK: 'Document',
      FACE_MATCH_VALIDATION: 'Selfie against document',
      FACE_MATCH_SEARCH: 'Search',
    },
    type: {
      PRESENTATION_ATTACK: { title: 'Presentation attack', pass: 'Live', fail: 'Attack' },
      DEEPFAKE_ATTACK: { title: 'Deepfake', pass: 'Live', fail: 'Attack' },
      INJECTION_ATTACK: { title: 'Injection', pass: 'Live', fail: 'Attack' },
      SCREEN_REPLAY_ATTACK: { title: 'Screen replay', pass: 'Genuine', fail: 'Attack' },
      PRINTED_COPY_ATTACK: { title: 'Printed copy', pass: 'Genuine', fail: 'Attack' },
      PORTRAIT_SUBSTITUTION_ATTACK: { title: 'Portrait substitution', pass: 'Genuine', fail: 'Attack' },
      DIGITAL_MANIPULATION_ATTACK: { title: 'Digital manipulation', pass: 'Genuine', fail: 'Attack' },
      FACE_MATCH_VALIDATION: { title: 'Face match', pass: 'Same person', fail: 'Different people' },
    },
    search: {
      title: (collection: string, source: string) => `${source} in “${collection}”`,
      source: { FACE: 'Selfie', DOCUMENT: 'Document' },
      found: (count: number) => (count === 1 ? '1 match' : `${count} matches`),
      none: 'No match',
      record: 'Record',
    },
    notAnswered: 'Not answered',
    notAnsweredNoReason: 'This version cannot answer it.',
    rejected: 'Picture not accepted',
    probability: 'Probability',
    meter: (value: string, threshold: string) => `${value}, threshold ${threshold}`,
    threshold: (threshold: string) => `threshold ${threshold}`,
    pipeline: 'Pipeline',
    calibration: 'Calibration',
    statusCode: 'Status',
    quality: 'Quality',
    networks: 'Networks',
    error: 'Reason',
    warnings: 'Warnings',
  },

  /** What to do about a picture that was not accepted. */
  hints: {
    FACE_NOT_FOUND: 'No face was found. Face the camera, in good light.',
    TOO_MANY_FACES: 'More than one person is in the picture. Only one should be.',
    FACE_CROPPED: 'Part of the face is outside the picture. Bring all of it into the frame.',
    FACE_TOO_CLOSE: 'The face fills the picture. Move back a little.',
    FACE_CLOSE_TO_BORDER: 'The face is at the edge. Centre it.',
    FACE_TOO_SMALL: 'The face is too small. Move closer, or take a larger picture.',
    FACE_ANGLE_TOO_LARGE: 'The face is turned away. Look straight into the camera.',
    FACE_IS_OCCLUDED: 'Mouth and nose are covered. Take off the mask.',
    EYES_CLOSED: 'The eyes are closed. Open them and look into the camera.',
    DOCUMENT_NOT_FOUND: 'No document was found. Lay it flat on a plain background.',
    DOCUMENT_PHOTO_NOT_FOUND: 'The portrait on the document was not found. Show the page that has it.',
    DOCUMENT_CROPPED: 'Part of the document is outside the picture. Keep all of it in the frame.',
    DOCUMENT_IS_COLORLESS: 'The document has no colour. Photograph the original, not a copy.',
  } satisfies Record<ValidationCode, string> as Readonly<Record<string, string>>,

  warnings: {
    RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT: 'The document is small in the picture. Move closer.',
    DOCUMENT_BORDERS_OUTSIDE_OF_FRAME: 'The edges of the document are outside the frame.',
    MULTIPLE_DOCUMENTS_IN_FRAME: 'More than one document is in the frame.',
    DOCUMENT_TOO_CLOSE_TO_BORDER: 'The document is at the edge of the frame.',
    IMAGE_TOO_BLURRY: 'The picture is blurred. Hold still.',
    IMAGE_IS_TOO_COMPRESSED: 'The picture is strongly compressed. Send the original.',
    POOR_IMAGE_EXPOSURE: 'The picture is too dark or too bright.',
    GLARE_ON_IMAGE: 'There is a reflection. Tilt the document.',
  } satisfies Record<QualityWarning, string> as Readonly<Record<string, string>>,

  alert: {
    dismiss: 'Dismiss',
    dismissLabel: 'Dismiss the message',
    unknown: 'Something went wrong that Idem has no code for.',
  },

  /** What each error code means to the person at the page; the error's own message is shown as well. */
  errors: {
    INVALID_OPTION: 'The engine was given an option that it does not know.',
    INVALID_REQUEST: 'The request is not valid.',
    INVALID_CHECK_MODEL: 'The operations asked for are not valid. Choose at least one.',
    MISSING_INPUT: 'A picture is missing that the chosen operations need.',
    IMAGE_EMPTY: 'This picture is empty.',
    IMAGE_FORMAT_UNSUPPORTED: 'This file is not a picture that this browser can read.',
    IMAGE_UNREADABLE: 'This picture is damaged.',
    IMAGE_TOO_LARGE: 'This picture is too large.',
    SEALED_PAYLOAD_UNSUPPORTED: 'Sealed pictures cannot be opened by this version.',
    ASSET_MISSING: 'A model file could not be fetched.',
    ASSET_CORRUPT: 'A model file is not the one that this version was built for.',
    RUNTIME_FAILED: 'The networks could not be run on this device.',
    INTERNAL: 'A fault of Idem itself.',
    INSECURE_CONTEXT: 'This page must be served over HTTPS or from localhost.',
    BACKEND_UNAVAILABLE: 'This device does not have the backend asked for.',
    WORKER_FAILED_TO_START: 'The engine’s worker could not be started.',
    ENGINE_BUSY: 'Too many pictures are waiting to be checked. Wait for some of them.',
    WORKER_DIED: 'The engine’s worker ended unexpectedly. Check again to start a new one.',
    ENGINE_CLOSED: 'The engine was closed.',
  } satisfies Record<ErrorCode, string> as Readonly<Record<ErrorCode, string>>,

  json: {
    heading: 'Request and answer as JSON',
    request: 'Request: checkModel',
    answer: 'Answer',
    empty: 'Nothing has been checked yet.',
    copy: 'Copy',
    copyLabel: (what: string) => `Copy: ${what}`,
    copied: 'Copied',
    copyFailed: 'Selected: press Ctrl+C',
  },

  diagnostics: {
    heading: 'Timings, backend and models',
    timings: 'Timings of the last check',
    timingsNote: 'Stages may overlap.',
    noTimings: 'Nothing has been checked yet.',
    onPage: 'seen by the page',
    total: 'total',
    backendHeading: 'Backend',
    backend: 'Backend',
    threads: 'Threads',
    isolated: 'Cross-origin isolated',
    storage: 'Storage of models',
    version: 'Version',
    yes: 'yes',
    no: 'no',
    modelsHeading: 'Models',
    modelsLabel: 'Models, a table that scrolls sideways',
    unavailable: 'The engine is not running.',
    model: {
      id: 'Model',
      state: 'State',
      backend: 'Runs on',
      bytes: 'Size',
      load: 'Load',
      session: 'Start',
      runs: 'Runs',
      last: 'Last run',
      mean: 'Mean run',
      sha256: 'SHA-256',
    },
    states: { 'not loaded': 'not loaded', loading: 'loading', ready: 'ready', failed: 'failed' },
    sources: { network: 'from the network', cache: 'from the cache' },
  },
};

export type Locale = typeof en;
