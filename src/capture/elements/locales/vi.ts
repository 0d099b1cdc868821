import type { CaptureTexts } from '../texts.ts';

export const vi: CaptureTexts = {
  language: 'vi',
  direction: 'ltr',

  subjects: {
    face: {
      title: 'Chụp ảnh khuôn mặt',
      intro: 'Hãy đến nơi đủ sáng, bỏ kính râm hoặc khẩu trang và giữ máy ảnh ngang tầm mắt.',
      aim: 'Đưa khuôn mặt vào hình bầu dục.',
      photo: 'Ảnh khuôn mặt vừa chụp',
    },
    document: {
      title: 'Chụp ảnh giấy tờ',
      intro: 'Đặt giấy tờ nằm phẳng trên một mặt trơn, tối màu, dưới ánh sáng đều.',
      aim: 'Đưa giấy tờ vào khung.',
      photo: 'Ảnh giấy tờ vừa chụp',
    },
  },

  hints: {
    HOLD_STILL: 'Giữ yên.',
    FACE_NOT_FOUND: 'Đưa khuôn mặt vào hình bầu dục.',
    TOO_MANY_FACES: 'Chỉ được có một người trong hình.',
    FACE_CROPPED: 'Đưa toàn bộ khuôn mặt vào hình.',
    FACE_TOO_CLOSE: 'Lùi ra xa một chút.',
    FACE_CLOSE_TO_BORDER: 'Đưa khuôn mặt vào giữa.',
    FACE_TOO_SMALL: 'Lại gần hơn.',
    FACE_ANGLE_TOO_LARGE: 'Nhìn thẳng vào máy ảnh.',
    FACE_IS_OCCLUDED: 'Đừng che miệng và mũi.',
    EYES_CLOSED: 'Hãy mở mắt.',
    DOCUMENT_NOT_FOUND: 'Đưa giấy tờ vào khung.',
    DOCUMENT_PHOTO_NOT_FOUND: 'Đưa mặt có ảnh chân dung ra trước máy ảnh.',
    DOCUMENT_CROPPED: 'Đưa toàn bộ giấy tờ vào hình.',
    DOCUMENT_IS_COLORLESS: 'Dùng bản gốc, không dùng bản sao đen trắng.',
    RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT: 'Đưa máy ảnh lại gần giấy tờ hơn.',
    DOCUMENT_BORDERS_OUTSIDE_OF_FRAME: 'Giữ mọi cạnh của giấy tờ trong hình.',
    MULTIPLE_DOCUMENTS_IN_FRAME: 'Chỉ được có một giấy tờ trong hình.',
    DOCUMENT_TOO_CLOSE_TO_BORDER: 'Đưa giấy tờ vào giữa.',
    IMAGE_TOO_BLURRY: 'Hình bị mờ. Hãy giữ yên.',
    IMAGE_IS_TOO_COMPRESSED: 'Chất lượng hình quá thấp. Hãy thử máy ảnh khác.',
    POOR_IMAGE_EXPOSURE: 'Hãy tìm ánh sáng tốt hơn: không quá tối, không quá sáng.',
    GLARE_ON_IMAGE: 'Nghiêng giấy tờ cho đến khi không còn bị loá.',
  },

  errors: {
    CAMERA_UNSUPPORTED: {
      title: 'Không dùng được máy ảnh ở đây',
      advice: 'Trình duyệt này không cho trang dùng máy ảnh. Hãy thử trình duyệt khác hoặc chọn một ảnh.',
    },
    CAMERA_PERMISSION_DENIED: {
      title: 'Máy ảnh chưa được cho phép',
      advice: 'Hãy cho phép trang này dùng máy ảnh trong cài đặt của trình duyệt rồi thử lại, hoặc chọn một ảnh.',
    },
    CAMERA_NOT_FOUND: {
      title: 'Không tìm thấy máy ảnh',
      advice: 'Hãy kết nối máy ảnh rồi thử lại, hoặc chọn một ảnh.',
    },
    CAMERA_BUSY: {
      title: 'Máy ảnh không khởi động được',
      advice: 'Hãy đóng các chương trình khác đang dùng máy ảnh rồi thử lại.',
    },
    CAMERA_LOST: {
      title: 'Mất kết nối với máy ảnh',
      advice: 'Hãy kết nối lại, hoặc đóng chương trình đã chiếm máy ảnh, rồi thử lại.',
    },
    CAPTURE_TIMED_OUT: {
      title: 'Chưa có ảnh đạt yêu cầu',
      advice: 'Hãy tìm ánh sáng tốt hơn rồi thử lại. Làm theo chỉ dẫn bên dưới hình.',
    },
    CAPTURE_STOPPED: {
      title: 'Chưa chụp được ảnh',
      advice: 'Hãy thử lại.',
    },
    IMAGE: {
      title: 'Không dùng được tệp này',
      advice: 'Hãy chọn một ảnh JPEG hoặc PNG.',
    },
    OTHER: {
      title: 'Đã xảy ra lỗi',
      advice: 'Hãy kiểm tra kết nối rồi thử lại.',
    },
  },

  labels: {
    openCamera: 'Mở máy ảnh',
    permission: 'Nếu trình duyệt hỏi, hãy cho phép dùng máy ảnh.',
    starting: 'Đang chuẩn bị…',
    capturing: 'Đang kiểm tra ảnh…',
    takePhoto: 'Chụp ảnh',
    manualOffered: 'Bạn cũng có thể tự chụp ảnh.',
    close: 'Đóng',
    camera: 'Máy ảnh',
    cameraNumber: (number) => `Máy ảnh ${number}`,
    torch: 'Đèn',
    taken: 'Đã chụp ảnh.',
    mayBeRefused: 'Ảnh này có thể bị từ chối.',
    retake: 'Chụp lại',
    usePhoto: 'Dùng ảnh này',
    retry: 'Thử lại',
    chooseFile: 'Chọn một ảnh',
    reading: 'Đang đọc ảnh…',
    light: {
      title: 'Ánh sáng nhấp nháy',
      notice:
        'Màn hình sẽ hiện các màu sáng trong vài giây để kiểm tra rằng bạn đang thật sự có mặt. Đừng tiếp tục theo cách này nếu bạn nhạy cảm với ánh sáng nhấp nháy.',
      accept: 'Tiếp tục',
      decline: 'Tiếp tục mà không nhấp nháy',
      showing: 'Hãy nhìn vào màn hình.',
    },
  },
};
