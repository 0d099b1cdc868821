import type { CaptureTexts } from '../texts.ts';

export const es: CaptureTexts = {
  language: 'es',
  direction: 'ltr',

  subjects: {
    face: {
      title: 'Hágase un selfi',
      intro: 'Busque buena luz, quítese las gafas de sol o la mascarilla y sostenga la cámara a la altura de los ojos.',
      aim: 'Coloque la cara dentro del óvalo.',
      photo: 'El selfi que se ha tomado',
    },
    document: {
      title: 'Fotografíe su documento',
      intro: 'Ponga el documento bien extendido sobre una superficie oscura de un solo color, con luz uniforme.',
      aim: 'Coloque el documento dentro del marco.',
      photo: 'La foto del documento que se ha tomado',
    },
  },

  hints: {
    HOLD_STILL: 'No se mueva.',
    FACE_NOT_FOUND: 'Coloque la cara dentro del óvalo.',
    TOO_MANY_FACES: 'Solo debe verse una persona.',
    FACE_CROPPED: 'Muestre toda la cara.',
    FACE_TOO_CLOSE: 'Aléjese un poco.',
    FACE_CLOSE_TO_BORDER: 'Centre la cara.',
    FACE_TOO_SMALL: 'Acérquese.',
    FACE_ANGLE_TOO_LARGE: 'Mire de frente a la cámara.',
    FACE_IS_OCCLUDED: 'Descubra la boca y la nariz.',
    EYES_CLOSED: 'Abra los ojos.',
    DOCUMENT_NOT_FOUND: 'Coloque el documento dentro del marco.',
    DOCUMENT_PHOTO_NOT_FOUND: 'Muestre el lado que tiene la fotografía.',
    DOCUMENT_CROPPED: 'Muestre el documento entero.',
    DOCUMENT_IS_COLORLESS: 'Muestre el original, no una copia en blanco y negro.',
    RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT: 'Acérquese al documento.',
    DOCUMENT_BORDERS_OUTSIDE_OF_FRAME: 'Mantenga todos los bordes del documento a la vista.',
    MULTIPLE_DOCUMENTS_IN_FRAME: 'Solo debe verse un documento.',
    DOCUMENT_TOO_CLOSE_TO_BORDER: 'Centre el documento.',
    IMAGE_TOO_BLURRY: 'La imagen está borrosa. No se mueva.',
    IMAGE_IS_TOO_COMPRESSED: 'La imagen es de poca calidad. Pruebe con otra cámara.',
    POOR_IMAGE_EXPOSURE: 'Busque mejor luz: ni muy tenue ni muy fuerte.',
    GLARE_ON_IMAGE: 'Incline el documento hasta que desaparezca el reflejo.',
  },

  errors: {
    CAMERA_UNSUPPORTED: {
      title: 'Aquí no se puede usar ninguna cámara',
      advice: 'Este navegador no ofrece una cámara a esta página. Pruebe con otro navegador o elija una foto.',
    },
    CAMERA_PERMISSION_DENIED: {
      title: 'La cámara no está permitida',
      advice: 'Permita la cámara para esta página en los ajustes del navegador e inténtelo de nuevo, o elija una foto.',
    },
    CAMERA_NOT_FOUND: {
      title: 'No se ha encontrado ninguna cámara',
      advice: 'Conecte una cámara e inténtelo de nuevo, o elija una foto.',
    },
    CAMERA_BUSY: {
      title: 'La cámara no se inicia',
      advice: 'Cierre los demás programas que usan la cámara e inténtelo de nuevo.',
    },
    CAMERA_LOST: {
      title: 'La cámara ya no está disponible',
      advice: 'Conéctela de nuevo, o cierre el programa que la está usando, e inténtelo de nuevo.',
    },
    CAPTURE_TIMED_OUT: {
      title: 'Todavía no hay una buena foto',
      advice: 'Busque mejor luz e inténtelo de nuevo. Siga las indicaciones que hay bajo la imagen.',
    },
    CAPTURE_STOPPED: {
      title: 'No se ha tomado la foto',
      advice: 'Inténtelo de nuevo.',
    },
    IMAGE: {
      title: 'Este archivo no se puede usar',
      advice: 'Elija una foto en JPEG o PNG.',
    },
    OTHER: {
      title: 'Algo ha fallado',
      advice: 'Compruebe la conexión e inténtelo de nuevo.',
    },
  },

  labels: {
    openCamera: 'Abrir la cámara',
    permission: 'Si el navegador lo pregunta, permita el uso de la cámara.',
    starting: 'Preparando…',
    capturing: 'Comprobando la foto…',
    takePhoto: 'Tomar la foto',
    manualOffered: 'También puede tomar la foto usted.',
    close: 'Cerrar',
    camera: 'Cámara',
    cameraNumber: (number) => `Cámara ${number}`,
    torch: 'Luz',
    taken: 'Se ha tomado la foto.',
    mayBeRefused: 'Es posible que esta foto se rechace.',
    retake: 'Repetir',
    usePhoto: 'Usar la foto',
    retry: 'Intentar de nuevo',
    chooseFile: 'Elegir una foto',
    reading: 'Leyendo la foto…',
    light: {
      title: 'Luz intermitente',
      notice:
        'La pantalla mostrará colores vivos durante unos segundos, para comprobar que usted está realmente ahí. No continúe así si es sensible a la luz intermitente.',
      accept: 'Continuar',
      decline: 'Continuar sin luz intermitente',
      showing: 'Mire la pantalla.',
    },
  },
};
