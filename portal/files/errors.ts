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
  FILE_TOO_MANY_PIXELS: {
    status: 422,
    message: {
      vi: 'Ảnh có hơn {megapixels} triệu điểm ảnh. Hãy chọn ảnh nhỏ hơn.',
      en: 'The photo has more than {megapixels} million pixels. Choose a smaller one.',
    },
    who: 'caller',
  },
} as const;
