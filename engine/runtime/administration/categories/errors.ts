/** What is refused of the tree of categories. */
export const categoryErrors = {
  CATEGORY_EXISTS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã có lĩnh vực hoặc nhóm mang mã này. Hãy chọn mã khác.',
      en: 'There is a category or group with this code. Choose another.',
    },
  },
  CATEGORY_IN_USE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Ngừng lĩnh vực này sẽ để lại {rules} luật định tuyến không còn dùng và {others} quy định khác nhắc tới nó. Hãy xem danh sách rồi xác nhận.',
      en: 'Closing this category leaves {rules} routing rules without use, and {others} other rules that name it. Look at the list and confirm.',
    },
  },
  CATEGORY_WITHOUT_ROUTE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Chưa mở được lĩnh vực này: bảng định tuyến đang dùng chưa có đơn vị nhận ở {wards}. Lưu ở trạng thái ngừng, thêm luật và công bố quy trình, rồi mở.',
      en: 'The category cannot be opened yet: the routing in force has no unit for it in {wards}. Save it closed, add a rule and publish the service, then open it.',
    },
  },
} as const;
