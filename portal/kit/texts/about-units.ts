import type { Catalogue } from '../text.ts';

/** That a case complains of a unit, as officials see it. */
const vi = {
  isAbout: 'Phản ánh về: {units}. Đơn vị này và các đơn vị trực thuộc không thấy, không xử lý vụ việc.',
  say: 'Phản ánh về một đơn vị…',
  sayTitle: 'Vụ việc phản ánh về đơn vị nào?',
  sayLead:
    'Từ lúc này người giữ vị trí tại đơn vị đó và các đơn vị trực thuộc không thấy và không xử lý vụ việc nữa. Việc đang mở ở đó chuyển cho điều phối viên chọn đơn vị khác.',
  unit: 'Đơn vị bị phản ánh',
  unitMissing: 'Hãy chọn đơn vị.',
  sayNow: 'Ghi nhận',
  sayDone: 'Vụ việc đã được tách khỏi đơn vị bị phản ánh.',
  takeOff: 'Không phải về {unit}…',
  takeOffTitle: 'Không còn là phản ánh về đơn vị này',
  takeOffLead: 'Từ lúc này đơn vị lại thấy và xử lý được vụ việc theo quyền của họ. Lý do được ghi lại.',
  takeOffNow: 'Bỏ ghi nhận',
  takeOffDone: 'Đã bỏ ghi nhận.',
  reason: 'Lý do',
  reasonMissing: 'Hãy ghi lý do.',
};

export type AboutUnitsTextKey = keyof typeof vi;

const en: Record<AboutUnitsTextKey, string> = {
  isAbout: 'The case complains of: {units}. This unit and those below it neither see nor handle it.',
  say: 'It complains of a unit…',
  sayTitle: 'Which unit does the case complain of?',
  sayLead:
    'From now on nobody who holds a post in that unit, or below it, sees or handles the case. What they have open goes to the coordinator, who chooses another unit.',
  unit: 'Unit complained of',
  unitMissing: 'Choose the unit.',
  sayNow: 'Keep it from them',
  sayDone: 'The case is kept from the unit that it complains of.',
  takeOff: 'Not about {unit}…',
  takeOffTitle: 'Not about this unit any more',
  takeOffLead: 'From now on the unit sees and handles the case again, as far as its rights go. The reason is kept.',
  takeOffNow: 'Take it off',
  takeOffDone: 'Taken off.',
  reason: 'Reason',
  reasonMissing: 'Give the reason.',
};

export const aboutUnitsTexts: Catalogue<AboutUnitsTextKey> = { vi, en };
