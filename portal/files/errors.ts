/** What is refused about a file that somebody sends. */
export const fileErrors = {
  FILE_TOO_LARGE: {
    status: 413,
    message: {
      vi: 'Ảnh lớn hơn {megabytes} MB. Hãy chọn ảnh nhỏ hơn.',
      en: 'The photo is larger than {megabytes} MB. Choose a smaller one.',
    },
    who: 'caller',
  },
  TOO_MANY_FILES: {
    status: 413,
    message: { vi: 'Chỉ gửi được tối đa {max} ảnh.', en: 'You can send {max} photos at most.' },
    who: 'caller',
  },
  FILE_NOT_AN_IMAGE: {
    status: 422,
    message: {
      vi: 'Tệp này không phải ảnh đọc được. Hãy chọn ảnh JPEG, PNG hoặc WebP.',
      en: 'This file is no image we can read. Choose a JPEG, PNG or WebP photo.',
    },
    who: 'caller',
  },
  VIDEO_TOO_LARGE: {
    status: 413,
    message: {
      vi: 'Video lớn hơn {megabytes} MB. Hãy gửi đoạn ngắn hơn.',
      en: 'The video is larger than {megabytes} MB. Send a shorter one.',
    },
    who: 'caller',
  },
  VIDEO_NOT_UNDERSTOOD: {
    status: 422,
    message: {
      vi: 'Không đọc chắc chắn được cấu trúc của video này nên không thể gỡ hết thông tin ẩn (nơi quay, máy quay). Hãy gửi video MP4, MOV hoặc 3GP do điện thoại quay, hoặc gửi ảnh.',
      en: 'The structure of this video cannot be read with certainty, so what it hides (place, camera) cannot all be removed. Send an MP4, MOV or 3GP video as a phone makes it, or photos.',
    },
    who: 'caller',
  },
  FILE_TOO_MANY_PIXELS: {
    status: 422,
    message: {
      vi: 'Ảnh có hơn {megapixels} triệu điểm ảnh. Hãy chọn ảnh nhỏ hơn.',
      en: 'The photo has more than {megapixels} million pixels. Choose a smaller one.',
    },
    who: 'caller',
  },
} as const;
