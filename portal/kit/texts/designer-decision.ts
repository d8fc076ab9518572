import type { Catalogue } from '../text.ts';

/** Decision tables. */
const vi = {
  decisionsLead: 'Hệ thống đọc bảng từ trên xuống. Bảng được sửa trong tệp của dịch vụ, chưa sửa được ở đây.',
  ruleWhen: 'khi',
  ruleThen: 'thì',
  ruleAny: 'bất kỳ',
  hitFirst: 'Lấy dòng đầu tiên khớp',
  hitUnique: 'Chỉ một dòng được khớp',
  ruleTable: 'Các dòng của {name}',
};

const en: Record<keyof typeof vi, string> = {
  decisionsLead:
    'The system reads a table from top to bottom. Tables are changed in the files of the service, not here yet.',
  ruleWhen: 'when',
  ruleThen: 'then',
  ruleAny: 'any',
  hitFirst: 'The first row that fits counts',
  hitUnique: 'Only one row may fit',
  ruleTable: 'Rows of {name}',
};

export const designerDecisionTexts: Catalogue<keyof typeof vi> = { vi, en };
