/** bpmn-js speaks English; here it learns the words of the house in both languages. */
import type { Language } from '#engine/runtime/application/common.ts';

/** By bpmn-js's own text: Vietnamese, and plainer English where its own is the standard's jargon. */
const words: Readonly<Record<string, readonly [vi: string, en?: string]>> = {
  'Activate hand tool': ['Kéo để di chuyển sơ đồ', 'Drag to move the diagram'],
  'Activate lasso tool': ['Chọn nhiều phần tử', 'Select several'],
  'Activate create/remove space tool': ['Thêm, bớt khoảng trống', 'Make or remove space'],
  'Activate global connect tool': ['Nối hai phần tử', 'Connect two elements'],
  'Create start event': ['Điểm bắt đầu', 'Start'],
  'Create end event': ['Điểm kết thúc', 'End'],
  'Create gateway': ['Rẽ nhánh theo điều kiện', 'Choice'],
  'Append end event': ['Nối tới điểm kết thúc', 'Add an end'],
  'Append gateway': ['Nối tới điểm rẽ nhánh', 'Add a choice'],
  'Add text annotation': ['Thêm ghi chú', 'Add a note'],
  'Connect to other element': ['Nối tới phần tử khác', 'Connect to another element'],
  'Connect using association': ['Nối tới ghi chú', 'Connect to a note'],
  'Change element': ['Đổi loại', 'Change the kind'],
  Delete: ['Xoá'],
  Remove: ['Xoá'],
  'User task': ['Việc của người', 'Task for a person'],
  'Manual task': ['Việc làm bên ngoài hệ thống', 'Task outside the system'],
  'Send task': ['Gửi tin nhắn', 'Send a message'],
  'Service task': ['Việc của hệ thống', 'Task for the system'],
  'Business rule task': ['Tra bảng quyết định', 'Look up a decision'],
  'Script task': ['Tính một giá trị', 'Work out a value'],
  'Exclusive gateway': ['Rẽ nhánh: chọn một', 'Choice: one way'],
  'Parallel gateway': ['Song song: đi mọi nhánh', 'In parallel: every way'],
  'Timer boundary event': ['Hẹn giờ, dừng bước này', 'Timer that ends this step'],
  'Timer boundary event (non-interrupting)': ['Hẹn giờ, bước vẫn tiếp tục', 'Timer beside this step'],
  Process: ['Quy trình'],
  Task: ['Bước'],
  'Start event': ['Điểm bắt đầu', 'Start'],
  'End event': ['Điểm kết thúc', 'End'],
  'Boundary event': ['Hẹn giờ trên một bước', 'Timer on a step'],
  'Text annotation': ['Ghi chú', 'Note'],
  Association: ['Đường nối ghi chú', 'Line to a note'],
  'Sequence flow': ['Luồng không điều kiện', 'Flow without condition'],
  'Default flow': ['Nhánh mặc định', 'Default flow'],
  'Conditional flow': ['Luồng có điều kiện', 'Flow with a condition'],
  'Search in diagram': ['Tìm trong sơ đồ'],
  'Search...': ['Tìm…'],
  Search: ['Tìm'],
  'No matching entries found': ['Không có mục nào khớp'],
  'Press {keyboardShortcut} to close': ['Bấm {keyboardShortcut} để đóng'],
  'Toggle non-interrupting': ['Bước vẫn tiếp tục khi hết giờ'],
};

/** A module of diagram-js that replaces its translation. */
export function translateModule(language: Language) {
  return { translate: ['value', (text: string, values: Values = {}) => translated(text, values, language)] };
}

type Values = Readonly<Record<string, string>>;

export function translated(text: string, values: Values, language: Language): string {
  const [vi, en] = words[text] ?? [];
  const own = language === 'vi' ? vi : en;
  return (own ?? text).replace(/\{([^}]+)\}/g, (mark, name: string) => values[name] ?? mark);
}
