import type { Catalogue } from '../../text.ts';

/** Around every editor: what is saved, what to do in a conflict, what is wrong. */
const vi = {
  saveAgain: 'Lưu lại',
  savedDraftAgo: 'Đã lưu vào bản nháp {ago}',
  unchanged: 'Chưa có thay đổi',
  saving: 'Đang lưu…',
  notSaved: 'Chưa lưu được',
  conflictLead: 'Nội dung ông/bà đang sửa vẫn còn ở đây. Hãy giữ một bản sao nếu cần, rồi tải bản mới.',
  keepCopy: 'Giữ bản sao của tôi',
  reloadTheirs: 'Tải bản mới',
  problems: 'Chỗ phải sửa',
  noProblems: 'Không có lỗi',
  undo: 'Hoàn tác',
  redo: 'Làm lại',
  problemsCount: '{count} chỗ phải sửa',
  warningsCount: '{count} lưu ý',
  showWay: 'Xem đường đi',
  hideWay: 'Ẩn đường đi',
  keepScenario: 'Lưu thành kịch bản',
};

const en: Record<keyof typeof vi, string> = {
  saveAgain: 'Save again',
  savedDraftAgo: 'Saved in the draft {ago}',
  unchanged: 'No changes yet',
  saving: 'Saving…',
  notSaved: 'Not saved',
  conflictLead: 'What you edited is still here. Keep a copy if you need it, then load the newer draft.',
  keepCopy: 'Keep a copy of mine',
  reloadTheirs: 'Load the newer draft',
  problems: 'What to mend',
  noProblems: 'No faults',
  undo: 'Undo',
  redo: 'Redo',
  problemsCount: '{count} to mend',
  warningsCount: '{count} to note',
  showWay: 'Show the way',
  hideWay: 'Hide the way',
  keepScenario: 'Save as a scenario',
};

export const designerDraftTexts: Catalogue<keyof typeof vi> = { vi, en };
