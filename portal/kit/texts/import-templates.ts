/** What stands in the templates of files that come in: the columns as they are called here, and one row to show how. */
const units = `ma;ten;ten_tieng_anh;loai;ma_dinh_danh;truc_thuoc;dia_ban;tu_ngay;den_ngay
CTCV;Công ty Công viên;Parks Company;utility;H99.50;UBND;;01/01/2027;
`;
const people = `ten_dang_nhap;ho_ten;thu_dien_tu;vai_tro;don_vi;tu_ngay;den_ngay
an.nguyen;Nguyễn Văn An;;officer;CTCV;01/01/2027;
`;
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
