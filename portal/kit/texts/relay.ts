import type { Catalogue } from '../text.ts';

/** Messages between officials and reporters, as officials see them. */
const vi = {
  title: 'Nhắn cho người gửi',
  lead: 'Tin đi qua hệ thống: hai bên không thấy số điện thoại hay thư điện tử của nhau. Người gửi thấy chức danh và đơn vị, không thấy tên cán bộ.',
  begin: 'Viết tin nhắn',
  fromReporter: 'Người gửi',
  fromOffice: '{role}, {unit} ({by})',
  unread: 'Có trả lời mới',
  write: 'Tin nhắn',
  writeHint: 'Đừng ghi số định danh, mật khẩu hay điều chỉ cán bộ được biết.',
  writeMissing: 'Hãy ghi nội dung tin nhắn.',
  send: 'Gửi tin nhắn',
  sent: 'Đã gửi tin nhắn.',
  see: 'Đã đọc trả lời',
  seen: 'Đã ghi nhận.',
  reachedSms: 'Người gửi được báo bằng tin nhắn điện thoại (không có nội dung).',
  reachedEmail: 'Người gửi được báo bằng thư điện tử (không có nội dung).',
  reachedBoth: 'Người gửi được báo bằng tin nhắn điện thoại và thư điện tử (không có nội dung).',
  reachedNone: 'Người gửi không để lại liên hệ: chỉ đọc được khi tự tra cứu bằng mã.',
  hindrance_closed: 'Vụ việc đã kết thúc nên không nhắn được nữa.',
  hindrance_notBegun: 'Chưa có tin nhắn nào.',
  hindrance_unanswered: 'Đã nhắn nhiều tin chưa được trả lời. Hãy chờ người gửi trả lời.',
  hindrance_full: 'Vụ việc này đã có nhiều tin nhắn nhất được phép.',
  photo: 'Ảnh gửi kèm tin nhắn',
};

export type RelayTextKey = keyof typeof vi;

const en: Record<RelayTextKey, string> = {
  title: 'Write to the reporter',
  lead: 'Messages pass through the system: neither side sees the telephone number or address of the other. The reporter sees your post and unit, not your name.',
  begin: 'Write a message',
  fromReporter: 'Reporter',
  fromOffice: '{role}, {unit} ({by})',
  unread: 'New answer',
  write: 'Message',
  writeHint: 'No identity numbers, no passwords, nothing that only officials may know.',
  writeMissing: 'Write what the message says.',
  send: 'Send the message',
  sent: 'The message is sent.',
  see: 'I have read the answer',
  seen: 'Noted.',
  reachedSms: 'The reporter is told by SMS (without its content).',
  reachedEmail: 'The reporter is told by e-mail (without its content).',
  reachedBoth: 'The reporter is told by SMS and e-mail (without its content).',
  reachedNone: 'The reporter left no contact: they read it only when they look by their code.',
  hindrance_closed: 'The case is closed, so no more messages can be sent.',
  hindrance_notBegun: 'No messages yet.',
  hindrance_unanswered: 'Several messages have not been answered. Wait for the reporter to answer.',
  hindrance_full: 'This case has as many messages as it may.',
  photo: 'Photo sent with a message',
};

export const relayTexts: Catalogue<RelayTextKey> = { vi, en };
