import type { Catalogue } from '../../text.ts';

/** Messages to citizens and units. */
const vi = {
  messagesBroken: 'Không đọc được tệp tin nhắn.',
  toUnit: 'cho đơn vị',
  toReporter: 'cho người phản ánh',
  inVietnamese: 'Tiếng Việt',
  inEnglish: 'Tiếng Anh',
  emailSubject: 'Tiêu đề e-mail',
  emailText: 'Nội dung e-mail',
  smsSize: '{segments} tin SMS, {units} đơn vị {encoding}',
  smsNoExample: 'Chưa dựng được tin này: có chữ trong ngoặc mà hệ thống không biết, hoặc còn thiếu nội dung.',
  textMissing: 'chưa có nội dung',
  placeholderUnknown: 'hệ thống không biết chữ "{name}" trong ngoặc',
};

const en: Record<keyof typeof vi, string> = {
  messagesBroken: 'The messages cannot be read.',
  toUnit: 'for the unit',
  toReporter: 'for the reporter',
  inVietnamese: 'Vietnamese',
  inEnglish: 'English',
  emailSubject: 'Subject of the e-mail',
  emailText: 'Text of the e-mail',
  smsSize: '{segments} SMS, {units} units of {encoding}',
  smsNoExample: 'This message cannot be written yet: a word in braces is not known, or a text is missing.',
  textMissing: 'the text is missing',
  placeholderUnknown: 'the word “{name}” in braces is not known',
};

export const designerMessagesTexts: Catalogue<keyof typeof vi> = { vi, en };
