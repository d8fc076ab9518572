import type { Catalogue } from '../text.ts';

/** The section "Thành phố / City" of the designer: its frame, the units. */
const vi = {
  title: 'Thành phố',
  lead: 'Những gì chính quyền quyết định và tự cập nhật, không cần lập trình: đơn vị, nhân sự, địa bàn, phân công, lịch làm việc.',
  parts: 'Các phần của thành phố',
  partUnits: 'Đơn vị',
  search: 'Tìm đơn vị',
  searchHint: 'Theo tên hoặc mã, không cần dấu.',
  unitsCount: '{count} đơn vị',
  unitsFound: 'Tìm thấy {count} đơn vị',
  unitsNone: 'Không có đơn vị nào phù hợp',
  columnUnit: 'Đơn vị',
  columnCode: 'Mã',
  columnAgency: 'Mã định danh',
  columnParent: 'Trực thuộc',
  notYours: 'Tài khoản của bạn không quản lý phần này',
};

const en: Record<CityTextKey, string> = {
  title: 'City',
  lead: 'What the administration decides and keeps itself, without a programmer: units, people, areas, routing, calendars.',
  parts: 'Parts of the city',
  partUnits: 'Units',
  search: 'Find a unit',
  searchHint: 'By name or code, with or without accents.',
  unitsCount: '{count} units',
  unitsFound: '{count} units found',
  unitsNone: 'No unit fits',
  columnUnit: 'Unit',
  columnCode: 'Code',
  columnAgency: 'Agency code',
  columnParent: 'Belongs to',
  notYours: 'Your account does not keep this part',
};

export type CityTextKey = keyof typeof vi;
export const cityTexts: Catalogue<CityTextKey> = { vi, en };
