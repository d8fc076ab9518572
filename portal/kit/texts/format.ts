import type { Catalogue } from '../text.ts';

const vi = {
  minute: '{n} phút làm việc',
  minutes: '{n} phút làm việc',
  hour: '{n} giờ làm việc',
  hours: '{n} giờ làm việc',
  day: '{n} ngày làm việc',
  days: '{n} ngày làm việc',
  underMinute: 'dưới 1 phút',
  left: 'Còn {time}',
  late: 'Trễ {time}',
  met: 'Đúng hạn',
  breached: 'Trễ hạn',
  paused: 'Tạm dừng',
  noDeadline: 'Không có hạn',
} as const;

const en: Record<keyof typeof vi, string> = {
  minute: '{n} working minute',
  minutes: '{n} working minutes',
  hour: '{n} working hour',
  hours: '{n} working hours',
  day: '{n} working day',
  days: '{n} working days',
  underMinute: 'under 1 minute',
  left: '{time} left',
  late: '{time} late',
  met: 'On time',
  breached: 'Late',
  paused: 'Paused',
  noDeadline: 'No deadline',
};

export const formatTexts: Catalogue<keyof typeof vi> = { vi, en };
