import type { CaptureTexts } from '../texts.ts';

export const en: CaptureTexts = {
  language: 'en',
  direction: 'ltr',

  subjects: {
    face: {
      title: 'Take a selfie',
      intro: 'Find good light, take off sunglasses or a mask, and hold the camera at eye level.',
      aim: 'Put your face in the oval.',
      photo: 'The selfie that was taken',
    },
    document: {
      title: 'Photograph your document',
      intro: 'Lay the document flat on a plain, dark surface, in even light.',
      aim: 'Put the document in the frame.',
      photo: 'The photo of the document that was taken',
    },
  },

  hints: {
    HOLD_STILL: 'Hold still.',
    FACE_NOT_FOUND: 'Put your face in the oval.',
    TOO_MANY_FACES: 'Only one person should be in view.',
    FACE_CROPPED: 'Bring your whole face into view.',
    FACE_TOO_CLOSE: 'Move back a little.',
    FACE_CLOSE_TO_BORDER: 'Centre your face.',
    FACE_TOO_SMALL: 'Move closer.',
    FACE_ANGLE_TOO_LARGE: 'Look straight into the camera.',
    FACE_IS_OCCLUDED: 'Uncover your mouth and nose.',
    EYES_CLOSED: 'Open your eyes.',
    DOCUMENT_NOT_FOUND: 'Put the document in the frame.',
    DOCUMENT_PHOTO_NOT_FOUND: 'Show the side with the portrait.',
    DOCUMENT_CROPPED: 'Bring the whole document into view.',
    DOCUMENT_IS_COLORLESS: 'Show the original, not a black and white copy.',
    RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT: 'Move closer to the document.',
    DOCUMENT_BORDERS_OUTSIDE_OF_FRAME: 'Keep all edges of the document in view.',
    MULTIPLE_DOCUMENTS_IN_FRAME: 'Only one document should be in view.',
    DOCUMENT_TOO_CLOSE_TO_BORDER: 'Centre the document.',
    IMAGE_TOO_BLURRY: 'The picture is blurred. Hold still.',
    IMAGE_IS_TOO_COMPRESSED: 'The picture is too coarse. Try another camera.',
    POOR_IMAGE_EXPOSURE: 'Find better light: not too dark, not too bright.',
    GLARE_ON_IMAGE: 'Tilt the document until the reflection is gone.',
  },

  errors: {
    CAMERA_UNSUPPORTED: {
      title: 'No camera can be used here',
      advice: 'This browser offers this page no camera. Try another browser, or choose a photo.',
    },
    CAMERA_PERMISSION_DENIED: {
      title: 'The camera is not allowed',
      advice: 'Allow the camera for this page in the browser’s settings and try again, or choose a photo.',
    },
    CAMERA_NOT_FOUND: {
      title: 'No camera was found',
      advice: 'Connect a camera and try again, or choose a photo.',
    },
    CAMERA_BUSY: {
      title: 'The camera does not start',
      advice: 'Close other programs that use the camera and try again.',
    },
    CAMERA_LOST: {
      title: 'The camera is gone',
      advice: 'Connect it again, or close what has taken it, and try again.',
    },
    CAPTURE_TIMED_OUT: {
      title: 'No good photo yet',
      advice: 'Find better light and try again. Follow what is said under the picture.',
    },
    CAPTURE_STOPPED: {
      title: 'The photo was not taken',
      advice: 'Try again.',
    },
    IMAGE: {
      title: 'This file cannot be used',
      advice: 'Choose a photo, as JPEG or PNG.',
    },
    OTHER: {
      title: 'Something went wrong',
      advice: 'Check your connection and try again.',
    },
  },

  labels: {
    openCamera: 'Open camera',
    permission: 'If your browser asks, allow the camera.',
    starting: 'Getting ready …',
    capturing: 'Checking the photo …',
    takePhoto: 'Take photo',
    manualOffered: 'You can also take the photo yourself.',
    close: 'Close',
    camera: 'Camera',
    cameraNumber: (number) => `Camera ${number}`,
    torch: 'Light',
    taken: 'The photo was taken.',
    mayBeRefused: 'This photo may be refused.',
    retake: 'Retake',
    usePhoto: 'Use photo',
    retry: 'Try again',
    chooseFile: 'Choose a photo',
    reading: 'Reading the photo …',
    light: {
      title: 'Flashing light',
      notice:
        'The screen will show bright colours for a few seconds, to see that you are really there. Do not go on with it if you are sensitive to flashing light.',
      accept: 'Go on',
      decline: 'Go on without flashing',
      showing: 'Look at the screen.',
    },
  },
};
