/** Something wrong in a form's definition; `element` is the path of keys to the component. */
export interface FormProblem {
  readonly severity: 'error' | 'warning';
  readonly code: FormProblemCode;
  readonly path: string;
  readonly element: string | null;
  readonly message: { readonly vi: string; readonly en: string };
  readonly params?: { readonly [name: string]: string | number };
}

/** What can be wrong, in both languages; `{property}` and the like are filled from the params. */
export const formProblems = {
  FORM_UNREADABLE: {
    vi: 'Biểu mẫu không đọc được: {reason}.',
    en: 'The form cannot be read: {reason}.',
  },
  FORM_TOO_LARGE: {
    vi: 'Biểu mẫu quá lớn (tối đa {max} thành phần, {depth} cấp). Hãy tách thành nhiều biểu mẫu.',
    en: 'The form is too large (at most {max} components, {depth} levels). Split it into several forms.',
  },
  FORM_COMPONENT_UNSUPPORTED: {
    vi: 'Chưa hỗ trợ thành phần kiểu "{type}". Hãy thay bằng một thành phần có trong danh sách.',
    en: 'Components of type "{type}" are not supported. Use one from the palette.',
  },
  FORM_KEY_INVALID: {
    vi: 'Khóa "{key}" không hợp lệ. Chỉ dùng chữ cái, chữ số và dấu gạch dưới, bắt đầu bằng chữ cái.',
    en: 'The key "{key}" is not valid. Use letters, digits and _, beginning with a letter.',
  },
  FORM_KEY_TWICE: {
    vi: 'Khóa "{key}" được dùng hai lần. Mỗi trường cần một khóa riêng.',
    en: 'The key "{key}" is used twice. Give each field its own.',
  },
  FORM_CODE: {
    vi: 'Thuộc tính "{property}" chứa mã lệnh. Wardflow không chạy mã trong biểu mẫu; hãy xóa thuộc tính này.',
    en: 'The property "{property}" holds code. Wardflow runs no code in forms; remove it.',
  },
  FORM_OUTSIDE_DATA: {
    vi: 'Thuộc tính "{property}" lấy hoặc gửi dữ liệu ra ngoài. Hãy dùng danh sách giá trị hoặc nguồn của Wardflow.',
    en: 'The property "{property}" fetches or sends data elsewhere. Use listed values or a source of Wardflow.',
  },
  FORM_PATTERN: {
    vi: 'Biểu thức mẫu "{pattern}" không dùng được: {reason}.',
    en: 'The pattern "{pattern}" cannot be used: {reason}.',
  },
  FORM_PATTERN_COSTLY: {
    vi: 'Biểu thức mẫu "{pattern}" quá nặng cho câu trả lời dài tới {max} ký tự. Hãy rút ngắn biểu thức, hoặc giảm số ký tự nhiều nhất.',
    en: 'The pattern "{pattern}" is too heavy for an answer of up to {max} characters. Shorten it, or lower the maximum length.',
  },
  FORM_CONDITION: {
    vi: 'Điều kiện hiển thị phải so sánh với một trường có trong biểu mẫu ("{when}" không có).',
    en: 'A condition must look at a field of this form (there is no "{when}").',
  },
  FORM_LOGIC: {
    vi: 'Công thức ở "{property}" không đọc được tại "{reason}". Hãy viết bằng FEEL (bắt đầu bằng dấu =) hoặc JSON Logic.',
    en: 'The formula in "{property}" cannot be read at "{reason}". Write it in FEEL (beginning with =) or JSON Logic.',
  },
  FORM_LOGIC_FIELD: {
    vi: 'Công thức ở "{property}" đọc "{field}", là trường không có trong biểu mẫu hoặc nằm trong hàng khác.',
    en: 'The formula in "{property}" reads "{field}", which is no field of this form or stands in other rows.',
  },
  FORM_LOGIC_CIRCLE: {
    vi: 'Công thức này tính vòng tròn: trường phụ thuộc vào chính nó.',
    en: 'This formula goes round in a circle: the field depends on itself.',
  },
  FORM_LOGIC_PERSONAL: {
    vi: 'Công thức đọc trường cá nhân "{field}". Hãy đánh dấu trường được tính cũng là dữ liệu cá nhân.',
    en: 'The formula reads the personal field "{field}". Mark the computed field as personal too.',
  },
  FORM_LOGIC_KIND: {
    vi: 'Trường kiểu "{type}" không tính được bằng công thức. Hãy dùng số, chữ, ngày, giờ, ô đánh dấu hoặc giá trị ẩn.',
    en: 'A field of type "{type}" cannot be computed. Use a number, text, date, time, tick box or hidden value.',
  },
  FORM_SOURCE: {
    vi: 'Không có danh sách "{source}". Hãy chọn một danh sách có sẵn: lĩnh vực, đơn vị, phường, xã…',
    en: 'There is no list "{source}". Choose one of those offered: categories, units, wards…',
  },
  FORM_NO_CHOICES: {
    vi: 'Trường này chưa có lựa chọn nào.',
    en: 'This field has no choices yet.',
  },
  FORM_NOT_IN_ROWS: {
    vi: 'Thành phần kiểu "{type}" không đặt được trong bảng nhiều hàng. Hãy đưa ra ngoài bảng.',
    en: 'A component of type "{type}" cannot stand in the rows of a table. Move it out of the table.',
  },
  FORM_ROWS_EMPTY: {
    vi: 'Bảng này chưa có trường nào. Hãy thêm ít nhất một trường vào trong bảng.',
    en: 'This table has no fields yet. Put at least one into it.',
  },
  FORM_ROWS: {
    vi: 'Số hàng từ {min} đến {max} không dùng được. Với các trường này, bảng có tối đa {most} hàng và số ít nhất không lớn hơn số nhiều nhất.',
    en: 'From {min} to {max} rows cannot be. With these fields the table takes {most} rows at most, and the least is not more than the most.',
  },
  FORM_LABEL_MISSING: {
    vi: 'Trường này chưa có nhãn; người dùng không biết phải điền gì.',
    en: 'This field has no label; nobody will know what to fill in.',
  },
} as const;
export type FormProblemCode = keyof typeof formProblems;

/** Codes that only warn. */
const warnings: ReadonlySet<FormProblemCode> = new Set(['FORM_LABEL_MISSING']);

export function formProblem(
  code: FormProblemCode,
  path: string,
  element: string | null,
  params: { readonly [name: string]: string | number } = {},
): FormProblem {
  const put = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  const { vi, en } = formProblems[code];
  const severity = warnings.has(code) ? 'warning' : 'error';
  return { severity, code, path, element, message: { vi: put(vi), en: put(en) }, params };
}
