import type { CaptureTexts } from '../texts.ts';

export const fr: CaptureTexts = {
  language: 'fr',
  direction: 'ltr',

  subjects: {
    face: {
      title: 'Prenez un selfie',
      intro:
        'Placez-vous dans un endroit bien éclairé, retirez lunettes de soleil ou masque et tenez la caméra à hauteur des yeux.',
      aim: 'Placez votre visage dans l’ovale.',
      photo: 'Le selfie qui a été pris',
    },
    document: {
      title: 'Photographiez votre document',
      intro: 'Posez le document à plat sur une surface unie et sombre, sous un éclairage uniforme.',
      aim: 'Placez le document dans le cadre.',
      photo: 'La photo du document qui a été prise',
    },
  },

  hints: {
    HOLD_STILL: 'Ne bougez plus.',
    FACE_NOT_FOUND: 'Placez votre visage dans l’ovale.',
    TOO_MANY_FACES: 'Une seule personne doit être visible.',
    FACE_CROPPED: 'Montrez votre visage en entier.',
    FACE_TOO_CLOSE: 'Reculez un peu.',
    FACE_CLOSE_TO_BORDER: 'Centrez votre visage.',
    FACE_TOO_SMALL: 'Approchez-vous.',
    FACE_ANGLE_TOO_LARGE: 'Regardez droit vers la caméra.',
    FACE_IS_OCCLUDED: 'Découvrez votre bouche et votre nez.',
    EYES_CLOSED: 'Ouvrez les yeux.',
    DOCUMENT_NOT_FOUND: 'Placez le document dans le cadre.',
    DOCUMENT_PHOTO_NOT_FOUND: 'Montrez le côté qui porte le portrait.',
    DOCUMENT_CROPPED: 'Montrez le document en entier.',
    DOCUMENT_IS_COLORLESS: 'Montrez l’original, pas une copie en noir et blanc.',
    RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT: 'Approchez-vous du document.',
    DOCUMENT_BORDERS_OUTSIDE_OF_FRAME: 'Gardez tous les bords du document visibles.',
    MULTIPLE_DOCUMENTS_IN_FRAME: 'Un seul document doit être visible.',
    DOCUMENT_TOO_CLOSE_TO_BORDER: 'Centrez le document.',
    IMAGE_TOO_BLURRY: 'L’image est floue. Ne bougez plus.',
    IMAGE_IS_TOO_COMPRESSED: 'L’image est de trop mauvaise qualité. Essayez une autre caméra.',
    POOR_IMAGE_EXPOSURE: 'Cherchez une meilleure lumière : ni trop faible, ni trop forte.',
    GLARE_ON_IMAGE: 'Inclinez le document jusqu’à ce que le reflet disparaisse.',
  },

  errors: {
    CAMERA_UNSUPPORTED: {
      title: 'Aucune caméra n’est utilisable ici',
      advice: 'Ce navigateur n’offre pas de caméra à cette page. Essayez un autre navigateur, ou choisissez une photo.',
    },
    CAMERA_PERMISSION_DENIED: {
      title: 'La caméra n’est pas autorisée',
      advice:
        'Autorisez la caméra pour cette page dans les réglages du navigateur et réessayez, ou choisissez une photo.',
    },
    CAMERA_NOT_FOUND: {
      title: 'Aucune caméra trouvée',
      advice: 'Branchez une caméra et réessayez, ou choisissez une photo.',
    },
    CAMERA_BUSY: {
      title: 'La caméra ne démarre pas',
      advice: 'Fermez les autres programmes qui utilisent la caméra et réessayez.',
    },
    CAMERA_LOST: {
      title: 'La caméra n’est plus disponible',
      advice: 'Rebranchez-la, ou fermez le programme qui l’utilise, et réessayez.',
    },
    CAPTURE_TIMED_OUT: {
      title: 'Pas encore de bonne photo',
      advice: 'Cherchez une meilleure lumière et réessayez. Suivez les indications sous l’image.',
    },
    CAPTURE_STOPPED: {
      title: 'La photo n’a pas été prise',
      advice: 'Réessayez.',
    },
    IMAGE: {
      title: 'Ce fichier n’est pas utilisable',
      advice: 'Choisissez une photo au format JPEG ou PNG.',
    },
    OTHER: {
      title: 'Un problème est survenu',
      advice: 'Vérifiez votre connexion et réessayez.',
    },
  },

  labels: {
    openCamera: 'Ouvrir la caméra',
    permission: 'Si le navigateur le demande, autorisez la caméra.',
    starting: 'Préparation…',
    capturing: 'Vérification de la photo…',
    takePhoto: 'Prendre la photo',
    manualOffered: 'Vous pouvez aussi prendre la photo vous-même.',
    close: 'Fermer',
    camera: 'Caméra',
    cameraNumber: (number) => `Caméra ${number}`,
    torch: 'Lampe',
    taken: 'La photo a été prise.',
    mayBeRefused: 'Cette photo risque d’être refusée.',
    retake: 'Recommencer',
    usePhoto: 'Utiliser la photo',
    retry: 'Réessayer',
    chooseFile: 'Choisir une photo',
    reading: 'Lecture de la photo…',
    light: {
      title: 'Lumière clignotante',
      notice:
        'L’écran va montrer des couleurs vives pendant quelques secondes, pour vérifier que vous êtes bien là. Ne continuez pas ainsi si vous êtes sensible à la lumière clignotante.',
      accept: 'Continuer',
      decline: 'Continuer sans clignotement',
      showing: 'Regardez l’écran.',
    },
  },
};
