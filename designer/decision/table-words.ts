/** dmn-js speaks English; here its table learns the words of the house in both languages. */
import type { Language } from '#engine/runtime/application/common.ts';

/** By dmn-js's own text: Vietnamese, and plainer English where its own is the standard's jargon. */
const words: Readonly<Record<string, readonly [vi: string, en?: string]>> = {
  When: ['Khi'],
  Then: ['Thì'],
  And: ['và', 'and'],
  Annotations: ['Dòng này để làm gì', 'What the row is for'],
  Annotation: ['Dòng này để làm gì', 'What the row is for'],
  Input: ['Điều kiện', 'Condition'],
  Output: ['Kết quả', 'Result'],
  'Input label': ['Tên cột điều kiện', 'Name of the condition'],
  'Input label: ': ['Cột điều kiện: ', 'Condition: '],
  'Input expression': ['Lấy giá trị từ', 'Takes its value from'],
  'Input expression: ': ['Lấy giá trị từ: ', 'Takes its value from: '],
  Expression: ['Lấy giá trị từ', 'Takes its value from'],
  'Enter expression': ['Tên biến hoặc công thức FEEL', 'A variable or a FEEL formula'],
  'Input type': ['Kiểu dữ liệu', 'Type'],
  'Input values': ['Các giá trị được phép', 'Allowed values'],
  'Output label': ['Tên cột kết quả', 'Name of the result'],
  'Output label: ': ['Cột kết quả: ', 'Result: '],
  'Output name': ['Tên biến của kết quả', 'Variable of the result'],
  'Output name: ': ['Biến của kết quả: ', 'Variable of the result: '],
  'Output type': ['Kiểu dữ liệu', 'Type'],
  'Output values': ['Các giá trị được phép', 'Allowed values'],
  Type: ['Kiểu dữ liệu'],
  Values: ['Giá trị'],
  Value: ['Giá trị'],
  'Predefined values': ['Các giá trị được phép', 'Allowed values'],
  'Add predefined values': ['Thêm giá trị được phép', 'Add allowed values'],
  'Clear predefined values': ['Bỏ giới hạn giá trị', 'Clear the allowed values'],
  'Custom values': ['Giá trị khác', 'Other values'],
  'Add values': ['Thêm giá trị'],
  'No values': ['Không giới hạn', 'Any value'],
  '"value", "value", ...': ['"giá trị", "giá trị", …'],
  '"value"': ['"giá trị"'],
  'Strings must be in double quotes': ['Chữ phải nằm trong dấu nháy kép', 'Text must be in double quotes'],
  string: ['chữ', 'text'],
  boolean: ['đúng/sai', 'true or false'],
  number: ['số'],
  date: ['ngày'],
  time: ['giờ'],
  dateTime: ['ngày giờ', 'date and time'],
  dayTimeDuration: ['khoảng ngày, giờ', 'days and hours'],
  yearMonthDuration: ['khoảng năm, tháng', 'years and months'],
  Any: ['bất kỳ', 'any'],
  'Add rule': ['Thêm dòng', 'Add a row'],
  'Add rule above': ['Thêm dòng phía trên', 'Add a row above'],
  'Add rule below': ['Thêm dòng phía dưới', 'Add a row below'],
  'Remove rule': ['Xoá dòng', 'Remove the row'],
  'Copy rule': ['Sao chép dòng', 'Copy the row'],
  'Cut rule': ['Cắt dòng', 'Cut the row'],
  'Paste rule above': ['Dán dòng lên trên', 'Paste the row above'],
  'Paste rule below': ['Dán dòng xuống dưới', 'Paste the row below'],
  'Decision table context menu': ['Việc với dòng và cột', 'With rows and columns'],
  'Move Input': ['Kéo để chuyển cột', 'Drag to move the column'],
  'Move Output': ['Kéo để chuyển cột', 'Drag to move the column'],
  'Move rule': ['Kéo để chuyển dòng', 'Drag to move the row'],
  'Add input': ['Thêm cột điều kiện', 'Add a condition'],
  'Edit input': ['Sửa cột điều kiện', 'Change the condition'],
  'Add input column left': ['Thêm cột điều kiện bên trái', 'Add a condition to the left'],
  'Add input column right': ['Thêm cột điều kiện bên phải', 'Add a condition to the right'],
  'Remove input column': ['Xoá cột điều kiện', 'Remove the condition'],
  'Copy input column': ['Sao chép cột điều kiện', 'Copy the condition'],
  'Cut input column': ['Cắt cột điều kiện', 'Cut the condition'],
  'Paste input column left': ['Dán cột sang trái', 'Paste to the left'],
  'Paste input column right': ['Dán cột sang phải', 'Paste to the right'],
  'Add output': ['Thêm cột kết quả', 'Add a result'],
  'Edit output': ['Sửa cột kết quả', 'Change the result'],
  'Add output column left': ['Thêm cột kết quả bên trái', 'Add a result to the left'],
  'Add output column right': ['Thêm cột kết quả bên phải', 'Add a result to the right'],
  'Remove output column': ['Xoá cột kết quả', 'Remove the result'],
  'Copy output column': ['Sao chép cột kết quả', 'Copy the result'],
  'Cut output column': ['Cắt cột kết quả', 'Cut the result'],
  'Paste output column left': ['Dán cột sang trái', 'Paste to the left'],
  'Paste output column right': ['Dán cột sang phải', 'Paste to the right'],
};

type Values = Readonly<Record<string, string>>;

/** @returns a translation as dmn-js asks for it */
export function tableWords(language: Language): (text: string, values?: Values) => string {
  return (text, values = {}) => {
    const [vi, en] = words[text] ?? [];
    const own = language === 'vi' ? vi : en;
    return (own ?? text).replace(/\{([^}]+)\}/g, (mark, name: string) => values[name] ?? mark);
  };
}
