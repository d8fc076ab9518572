/** What stands in the templates of files that come in: the columns, one row to show how, and what each column is for. */
export interface Template {
  readonly file: string;
  readonly columns: readonly {
    readonly name: string;
    readonly example: string;
    readonly vi: string;
    readonly en: string;
  }[];
}

const days = {
  from: { vi: 'dd/mm/yyyy; để trống: từ nay', en: 'dd/mm/yyyy; empty: from now' },
  to: { vi: 'dd/mm/yyyy, hết ngày này; để trống: không giới hạn', en: 'dd/mm/yyyy, included; empty: no limit' },
};

const units: Template = {
  file: 'mau-don-vi.xlsx',
  columns: [
    { name: 'Mã', example: 'CTCV', vi: 'bắt buộc, không trùng', en: 'required, unique' },
    { name: 'Tên', example: 'Công ty Công viên', vi: 'bắt buộc', en: 'required' },
    { name: 'Tên tiếng Anh', example: 'Parks Company', vi: 'có thể để trống', en: 'may be empty' },
    {
      name: 'Loại',
      example: 'utility',
      vi: 'province, ward, department, division, utility hoặc other',
      en: 'province, ward, department, division, utility or other',
    },
    {
      name: 'Mã định danh',
      example: 'H99.50',
      vi: 'theo Quyết định 20/2020/QĐ-TTg; đơn vị tiếp nhận hồ sơ phải có',
      en: 'Decision 20/2020/QĐ-TTg; a unit that receives dossiers needs it',
    },
    { name: 'Trực thuộc', example: 'UBND', vi: 'mã đơn vị cấp trên', en: 'code of the unit above' },
    { name: 'Địa bàn', example: '', vi: 'mã phường, xã nếu chỉ làm ở đó', en: 'code of its ward, where it has one' },
    { name: 'Từ ngày', example: '01/01/2027', ...days.from },
    { name: 'Đến ngày', example: '', ...days.to },
  ],
};

const people: Template = {
  file: 'mau-nhan-su.xlsx',
  columns: [
    {
      name: 'Tên đăng nhập',
      example: 'an.nguyen',
      vi: 'bắt buộc; chữ thường không dấu, số, dấu chấm; mỗi dòng là một vị trí của người đó',
      en: 'required; small letters, digits, dots; each row is one post of the person',
    },
    { name: 'Họ tên', example: 'Nguyễn Văn An', vi: 'bắt buộc', en: 'required' },
    { name: 'Thư điện tử', example: '', vi: 'thư công vụ, có thể để trống', en: 'official address, may be empty' },
    { name: 'Vai trò', example: 'officer', vi: 'mã hoặc tên vai trò', en: 'code or name of the role' },
    { name: 'Đơn vị', example: 'CTCV', vi: 'mã đơn vị', en: 'code of the unit' },
    { name: 'Từ ngày', example: '01/01/2027', ...days.from },
    { name: 'Đến ngày', example: '', ...days.to },
  ],
};

const ward = {
  type: 'Feature',
  properties: { code: '00001', name: 'Phường Ví Dụ' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [106.7, 10.77],
        [106.71, 10.77],
        [106.71, 10.78],
        [106.7, 10.77],
      ],
    ],
  },
};

export const importTemplates = { units, people, ward } as const;
