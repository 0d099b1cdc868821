import type { CaptureTexts } from '../texts.ts';

export const ar: CaptureTexts = {
  language: 'ar',
  direction: 'rtl',

  subjects: {
    face: {
      title: 'التقط صورة لوجهك',
      intro: 'اختر مكانًا جيد الإضاءة، وانزع النظارة الشمسية أو الكمامة، وأمسك الكاميرا على مستوى عينيك.',
      aim: 'ضع وجهك داخل الشكل البيضاوي.',
      photo: 'صورة الوجه التي التُقطت',
    },
    document: {
      title: 'صوّر وثيقتك',
      intro: 'ضع الوثيقة على سطح مستوٍ داكن بلا نقوش، وتحت إضاءة متساوية.',
      aim: 'ضع الوثيقة داخل الإطار.',
      photo: 'صورة الوثيقة التي التُقطت',
    },
  },

  hints: {
    HOLD_STILL: 'لا تتحرك.',
    FACE_NOT_FOUND: 'ضع وجهك داخل الشكل البيضاوي.',
    TOO_MANY_FACES: 'يجب أن يظهر شخص واحد فقط.',
    FACE_CROPPED: 'أظهر وجهك كاملًا.',
    FACE_TOO_CLOSE: 'ابتعد قليلًا.',
    FACE_CLOSE_TO_BORDER: 'ضع وجهك في الوسط.',
    FACE_TOO_SMALL: 'اقترب.',
    FACE_ANGLE_TOO_LARGE: 'انظر إلى الكاميرا مباشرة.',
    FACE_IS_OCCLUDED: 'اكشف فمك وأنفك.',
    EYES_CLOSED: 'افتح عينيك.',
    DOCUMENT_NOT_FOUND: 'ضع الوثيقة داخل الإطار.',
    DOCUMENT_PHOTO_NOT_FOUND: 'أظهر جانب الوثيقة الذي عليه الصورة الشخصية.',
    DOCUMENT_CROPPED: 'أظهر الوثيقة كاملة.',
    DOCUMENT_IS_COLORLESS: 'أظهر الأصل، لا نسخة بالأبيض والأسود.',
    RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT: 'اقترب من الوثيقة.',
    DOCUMENT_BORDERS_OUTSIDE_OF_FRAME: 'أبقِ كل حواف الوثيقة ظاهرة.',
    MULTIPLE_DOCUMENTS_IN_FRAME: 'يجب أن تظهر وثيقة واحدة فقط.',
    DOCUMENT_TOO_CLOSE_TO_BORDER: 'ضع الوثيقة في الوسط.',
    IMAGE_TOO_BLURRY: 'الصورة غير واضحة. لا تتحرك.',
    IMAGE_IS_TOO_COMPRESSED: 'جودة الصورة ضعيفة. جرّب كاميرا أخرى.',
    POOR_IMAGE_EXPOSURE: 'اختر إضاءة أفضل: لا معتمة ولا ساطعة جدًا.',
    GLARE_ON_IMAGE: 'أمِل الوثيقة حتى يختفي الانعكاس.',
  },

  errors: {
    CAMERA_UNSUPPORTED: {
      title: 'لا يمكن استخدام كاميرا هنا',
      advice: 'لا يتيح هذا المتصفح الكاميرا لهذه الصفحة. جرّب متصفحًا آخر، أو اختر صورة.',
    },
    CAMERA_PERMISSION_DENIED: {
      title: 'الكاميرا غير مسموح بها',
      advice: 'اسمح لهذه الصفحة باستخدام الكاميرا في إعدادات المتصفح وحاول مجددًا، أو اختر صورة.',
    },
    CAMERA_NOT_FOUND: {
      title: 'لم يُعثر على كاميرا',
      advice: 'وصّل كاميرا وحاول مجددًا، أو اختر صورة.',
    },
    CAMERA_BUSY: {
      title: 'تعذّر تشغيل الكاميرا',
      advice: 'أغلق البرامج الأخرى التي تستخدم الكاميرا وحاول مجددًا.',
    },
    CAMERA_LOST: {
      title: 'انقطع الاتصال بالكاميرا',
      advice: 'أعد توصيلها، أو أغلق البرنامج الذي يستخدمها، ثم حاول مجددًا.',
    },
    CAPTURE_TIMED_OUT: {
      title: 'لا توجد صورة جيدة بعد',
      advice: 'اختر إضاءة أفضل وحاول مجددًا. اتبع التعليمات الظاهرة أسفل الصورة.',
    },
    CAPTURE_STOPPED: {
      title: 'لم تُلتقط الصورة',
      advice: 'حاول مجددًا.',
    },
    IMAGE: {
      title: 'لا يمكن استخدام هذا الملف',
      advice: 'اختر صورة من نوع JPEG أو PNG.',
    },
    OTHER: {
      title: 'حدث خطأ',
      advice: 'تحقق من الاتصال وحاول مجددًا.',
    },
  },

  labels: {
    openCamera: 'افتح الكاميرا',
    permission: 'إذا طلب المتصفح الإذن، فاسمح باستخدام الكاميرا.',
    starting: 'جارٍ التحضير…',
    capturing: 'جارٍ فحص الصورة…',
    takePhoto: 'التقط الصورة',
    manualOffered: 'يمكنك أيضًا التقاط الصورة بنفسك.',
    close: 'إغلاق',
    camera: 'الكاميرا',
    cameraNumber: (number) => `الكاميرا ${number}`,
    torch: 'الضوء',
    taken: 'التُقطت الصورة.',
    mayBeRefused: 'قد تُرفض هذه الصورة.',
    retake: 'إعادة الالتقاط',
    usePhoto: 'استخدم الصورة',
    retry: 'حاول مجددًا',
    chooseFile: 'اختر صورة',
    reading: 'جارٍ قراءة الصورة…',
    light: {
      title: 'ضوء وامض',
      notice:
        'ستعرض الشاشة ألوانًا ساطعة لبضع ثوانٍ للتأكد من وجودك فعلًا. لا تتابع بهذه الطريقة إن كنت تتأثر بالضوء الوامض.',
      accept: 'متابعة',
      decline: 'متابعة من دون وميض',
      showing: 'انظر إلى الشاشة.',
    },
  },
};
