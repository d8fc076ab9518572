/** Values of usual length for every word in braces, so that an SMS can be measured as a citizen would get it. */
import type { NoticeValues } from '#engine/cases/notices.ts';
import type { Language } from '#engine/runtime/application/common.ts';

const shared = { ma: 'PA-261121-0042', link: 'https://phananh.example/f/7K2M-9QXR-4TBD' };
const numbers = { songay: '7', solan: '2', conlan: '1' };
export const example: Readonly<Record<Language, NoticeValues>> = {
  vi: {
    ...shared,
    han: '17:00 25/11/2026',
    lydo: 'Thuộc phạm vi của đơn vị khác',
    noidung: 'Xin cho biết số nhà gần nhất',
    conlai: '2 giờ làm việc',
    canbo: 'Trần Thị Hoa',
    donvi: 'Phòng Kinh tế, Hạ tầng và Đô thị',
    linhvuc: 'Rác thải',
    diaban: 'Phường Lam Đông',
    thanhpho: 'Thành phố Lam Hải',
    ...numbers,
  },
  en: {
    ...shared,
    han: '17:00 25/11/2026',
    lydo: 'It belongs to another unit',
    noidung: 'Please tell us the nearest house number',
    conlai: '2 working hours',
    canbo: 'Tran Thi Hoa',
    donvi: 'Infrastructure Office',
    linhvuc: 'Waste',
    diaban: 'Lam Dong ward',
    thanhpho: 'Lam Hai City',
    ...numbers,
  },
};
