// Every problem that a definition can have: what is wrong and what to do, in both languages. A problem stands at an
// element (or at the file); an error keeps the version from being published, a warning does not.

import { decisionProblems } from './decisions/problem-texts.ts';

export interface ProblemEntry {
  readonly severity: 'error' | 'warning';
  readonly vi: string;
  readonly en: string;
}

const error = (vi: string, en: string): ProblemEntry => ({ severity: 'error', vi, en });
const warning = (vi: string, en: string): ProblemEntry => ({ severity: 'warning', vi, en });

export const problems = {
  ...decisionProblems,
  FILE_TOO_LARGE: error(
    'Tệp lớn hơn {max} byte. Hãy chia nhỏ quy trình.',
    'The file is larger than {max} bytes. Split the process.',
  ),
  FILE_HAS_DOCTYPE: error('Tệp có khai báo DOCTYPE. Hãy xóa khai báo này.', 'The file has a DOCTYPE. Remove it.'),
  FILE_HAS_CONTROL_CHARACTERS: error(
    'Tệp có ký tự điều khiển. Hãy xóa các ký tự này.',
    'The file has control characters. Remove them.',
  ),
  FILE_TOO_DEEP: error(
    'Các phần tử lồng nhau quá {max} cấp. Hãy bớt số cấp.',
    'Elements are nested deeper than {max} levels. Use fewer levels.',
  ),
  FILE_HAS_TOO_MANY_ELEMENTS: error(
    'Tệp có hơn {max} phần tử. Hãy chia nhỏ quy trình.',
    'The file has more than {max} elements. Split the process.',
  ),
  FILE_HAS_TOO_MANY_NAMESPACES: error(
    'Tệp khai báo hơn {max} không gian tên. Hãy xóa các khai báo thừa.',
    'The file declares more than {max} namespaces. Remove those it does not need.',
  ),
  ID_RESERVED: error(
    'Mã "{id}" được hệ thống dành riêng. Hãy đặt mã khác.',
    'The id "{id}" is reserved. Choose another.',
  ),
  XML_NOT_READABLE: error(
    'Không đọc được tệp: {reason}. Hãy sửa nội dung XML.',
    'The file cannot be read: {reason}. Correct the XML.',
  ),
  XML_BROKEN_AT: error(
    'Tệp XML bị hỏng ở dòng {line}: {reason}. Hãy xuất lại tệp từ công cụ đã vẽ.',
    'The XML is broken at line {line}: {reason}. Export the file again from the tool that made it.',
  ),
  FILE_NOT_A_MODEL: error(
    'Tệp không phải là quy trình BPMN 2.0 hay bảng quyết định DMN (phần tử ngoài cùng là {root}). Hãy chọn tệp khác.',
    'The file is neither a BPMN 2.0 process nor a DMN decision (its outermost element is {root}). Choose another file.',
  ),
  ID_NOT_UNIQUE: error(
    'Mã "{id}" được dùng hai lần. Hãy đặt mã khác cho một trong hai phần tử.',
    'The id "{id}" is used twice. Give one of the two elements another id.',
  ),
  REFERENCE_NOT_FOUND: error(
    'Tham chiếu "{id}" không có trong tệp. Hãy nối lại hoặc xóa tham chiếu.',
    'There is no "{id}" in the file. Connect it again or remove the reference.',
  ),
  ERROR_NOT_DECLARED: warning(
    'Lỗi "{id}" không được khai báo trong tệp. Hệ thống dùng chính tên này làm mã lỗi.',
    'The error "{id}" is not declared in the file. Its name is taken as the error code.',
  ),
  DRAWING_REFERENCE_NOT_FOUND: warning(
    'Hình vẽ hoặc kiểu dữ liệu trỏ tới "{id}" không có trong tệp. Việc này không ảnh hưởng khi chạy.',
    'The drawing or a data type names "{id}", which is not in the file. It changes nothing when it runs.',
  ),
  ATTRIBUTE_UNKNOWN: warning(
    'Không hiểu thuộc tính "{name}". Thuộc tính này không có tác dụng.',
    'The attribute "{name}" is not known. It has no effect.',
  ),
  EXTENSION_UNKNOWN: warning(
    'Không hiểu phần mở rộng "{name}". Phần này không có tác dụng.',
    'The extension "{name}" is not known. It has no effect.',
  ),
  NO_EXECUTABLE_PROCESS: error(
    'Tệp không có quy trình chạy được. Hãy đánh dấu quy trình là chạy được.',
    'The file has no executable process. Mark the process as executable.',
  ),
  PROCESS_ID_NOT_UNIQUE: error(
    'Mã quy trình "{id}" có ở nhiều tệp. Hãy đổi mã.',
    'The process id "{id}" stands in several files. Change one.',
  ),
  ID_MISSING: error('Một {type} không có mã. Hãy đặt mã cho phần tử.', 'A {type} has no id. Give it one.'),
  ELEMENT_NOT_SUPPORTED: error(
    'Chưa chạy được {type}. Hãy dùng phần tử khác.',
    'A {type} cannot run yet. Use another element.',
  ),
  FEATURE_NOT_SUPPORTED: error(
    'Chưa chạy được {feature} ở phần tử này. Hãy bỏ phần đó.',
    'This element cannot have {feature} yet. Remove it.',
  ),
  BOUNDARY_NOT_ATTACHED: error(
    'Sự kiện biên không gắn vào công việc nào. Hãy gắn vào một công việc.',
    'The boundary event is attached to no activity. Attach it to one.',
  ),
  REFERENCE_OF_WRONG_TYPE: error(
    'Thuộc tính {name} phải trỏ tới {type}, nhưng "{id}" thuộc loại khác. Hãy chọn phần tử khác.',
    'The attribute {name} must name a {type}; "{id}" is something else. Choose another element.',
  ),
  EVENT_MUST_INTERRUPT: error(
    'Sự kiện loại này không thể ở dạng không ngắt. Hãy bỏ dạng không ngắt.',
    'An event of this kind cannot be non-interrupting. Make it interrupting.',
  ),
  CANCEL_WITHOUT_TRANSACTION: error(
    'Sự kiện hủy chỉ dùng với giao dịch. Hãy dùng sự kiện khác.',
    'A cancel event needs a transaction. Use another event.',
  ),
  IMPORT_NOT_FOUND: error(
    'Tệp được nhập "{location}" không có trong dịch vụ. Hãy thêm tệp hoặc bỏ khai báo nhập.',
    'The imported file "{location}" is not in the service. Add it or remove the import.',
  ),
  CALLED_NOT_FOUND: error(
    'Dịch vụ này không có quy trình "{process}" để gọi. Hãy thêm tệp quy trình đó hoặc sửa lại mã.',
    'This service has no process "{process}" to call. Add its file or correct the id.',
  ),
  CALLED_ELSEWHERE: warning(
    'Quy trình "{process}" không có trong dịch vụ này. Một dịch vụ khác phải công bố quy trình đó, nếu không hồ sơ sẽ dừng ở đây.',
    'The process "{process}" is not in this service. Another service must publish it, or cases will stop here.',
  ),
  CALLED_HAS_NO_START: error(
    'Quy trình được gọi "{process}" không có sự kiện bắt đầu không điều kiện. Hãy thêm.',
    'The called process "{process}" has no none start event. Add one.',
  ),
  SUB_PROCESS_START: error(
    'Sự kiện bắt đầu của quy trình con không được có điều kiện kích hoạt. Hãy bỏ điều kiện.',
    'A start event inside a sub-process must not have a trigger. Remove it.',
  ),
  EVENT_SUB_PROCESS_START: error(
    'Quy trình con theo sự kiện phải có đúng một sự kiện bắt đầu có điều kiện kích hoạt. Hãy sửa lại.',
    'An event sub-process needs exactly one start event, with a trigger. Correct it.',
  ),
  EVENT_SUB_PROCESS_FLOWS: error(
    'Quy trình con theo sự kiện không được có luồng vào hoặc luồng ra. Hãy xóa luồng.',
    'An event sub-process must not have incoming or outgoing flows. Remove them.',
  ),
  EVENT_NOT_ALLOWED: error(
    'Không được đặt {type} ở đây. Hãy dùng sự kiện khác.',
    'A {type} must not stand here. Use another event.',
  ),
  INSTANTIATE_HAS_INCOMING: error(
    'Phần tử khởi tạo quy trình không được có luồng vào (BPMN 2.0.2 §10.6.6). Hãy bỏ luồng vào hoặc bỏ instantiate.',
    'What begins instances has no incoming flow (BPMN 2.0.2 §10.6.6). Remove the flow or the attribute instantiate.',
  ),
  PARALLEL_WITHOUT_INSTANTIATE: error(
    'Chỉ cổng sự kiện có instantiate mới được là Parallel (BPMN 2.0.2 §10.6.6). Hãy đổi thành Exclusive.',
    'Only an event-based gateway with instantiate may be Parallel (BPMN 2.0.2 §10.6.6). Make it Exclusive.',
  ),
  NOT_IN_RUNTIME: error(
    'Máy chủ chưa chạy được {type}; chỉ chạy được khi chơi thử. Hãy dùng phần tử khác.',
    'The server cannot run a {type} yet; it runs in scenarios only. Use another element.',
  ),
  FLOW_INCOMPLETE: error(
    'Luồng không nối đủ hai đầu. Hãy nối lại hoặc xóa luồng.',
    'The flow does not connect two elements. Connect it again or remove it.',
  ),
  DEFAULT_NOT_OUTGOING: error(
    'Nhánh mặc định "{id}" không đi ra từ phần tử này. Hãy chọn nhánh khác.',
    'The default flow "{id}" does not leave this element. Choose another.',
  ),
  EXPRESSION_NOT_VALID: error(
    'Biểu thức ở {where} sai cú pháp: "{source}". Hãy sửa biểu thức.',
    'The expression in {where} is not valid FEEL: "{source}". Correct it.',
  ),
  EXPRESSION_NOT_SUPPORTED: error(
    'Biểu thức ở {where} dùng "{found}", hệ thống không có: {source}. Hãy viết cách khác.',
    'The expression in {where} uses "{found}", which is not available: {source}. Write it in another way.',
  ),
  EXPRESSION_TOO_COSTLY: error(
    'Biểu thức ở {where} có thể chạy quá lâu ({reason}): "{source}". Hãy viết gọn lại.',
    'The expression in {where} may run too long ({reason}): "{source}". Make it simpler.',
  ),
  EXPRESSION_LANGUAGE_NOT_SUPPORTED: error(
    'Ngôn ngữ "{language}" không được hỗ trợ. Hãy viết bằng FEEL.',
    'The language "{language}" is not supported. Write it in FEEL.',
  ),
  JAVASCRIPT_NOT_ALLOWED: error(
    'Máy chủ không cho phép JavaScript. Hãy viết bằng FEEL, hoặc nhờ người vận hành bật WARDFLOW_JAVASCRIPT.',
    'JavaScript is not allowed here. Write it in FEEL, or ask the operator to set WARDFLOW_JAVASCRIPT.',
  ),
  ATTRIBUTE_MISSING: error('Còn thiếu: {name}. Hãy điền vào.', 'This is missing: {name}. Fill it in.'),
  VALUE_NOT_VALID: error(
    'Giá trị "{value}" ở {name} không hợp lệ. Hãy sửa giá trị.',
    'The value "{value}" in {name} is not valid. Correct it.',
  ),
  SEND_BACK_TO_NO_STEP: error(
    'Không thể trả lại về "{id}": đó không phải là một bước do người làm trong cùng quy trình hoặc quy trình bao ngoài. Hãy chọn bước khác.',
    'Nothing can be sent back to "{id}": it is no step of people in the same process or sub-process, or one around it. Choose another.',
  ),
  APART_FROM_NO_STEP: error(
    'Không có bước "{id}" do người làm trong quy trình này để tách nhiệm vụ. Hãy chọn bước khác.',
    'Duties cannot be kept apart from "{id}": it is no step of people in this process. Choose another.',
  ),
  PUBLISHED_BY_ONE: warning(
    'Có đường đi tới bước công khai này mà không qua bước nào do người khác duyệt. Hãy thêm bước duyệt và chọn “Không do người đã làm các bước”, nếu không một người có thể tự công khai.',
    'This publishing step can be reached without anybody else having approved. Add a step of approval with “Not by who has done the steps”, or one person can publish alone.',
  ),
  NOBODY_ADDRESSED: error(
    'Công việc không giao cho ai. Hãy ghi đơn vị, vai trò hoặc người thực hiện.',
    'The task is given to nobody. Name a unit, a role or an assignee.',
  ),
  FORM_NOT_FOUND: error(
    'Không có biểu mẫu "{form}". Hãy tạo biểu mẫu hoặc chọn biểu mẫu khác.',
    'There is no form "{form}". Create it or choose another.',
  ),
  NAMES_WITHOUT_ENGLISH: warning(
    'Tên chưa có bản tiếng Anh ({count}): {names}. Hãy chọn từng phần tử và ghi “Tên tiếng Anh”; khi chưa ghi, người dùng tiếng Anh đọc tên tiếng Việt.',
    'Names without English ({count}): {names}. Select each element and fill in “Name in English”; until then readers of English see the Vietnamese name.',
  ),
  TIMER_NOT_VALID: error(
    'Hẹn giờ "{value}" không hợp lệ. Hãy ghi theo ISO 8601, ví dụ PT2H, hoặc một biểu thức.',
    'The timer "{value}" is not valid. Write it in ISO 8601, such as PT2H, or as an expression.',
  ),
  TIMER_NOT_COMPLETE: error(
    'Hẹn giờ phải có đúng một trong ba: thời điểm, khoảng thời gian, chu kỳ.',
    'A timer needs exactly one of date, duration and cycle.',
  ),
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problems;

/** Rules of the standard that the readers state: where they stand in BPMN 2.0.2. */
export const sectionOf = {
  ID_NOT_UNIQUE: '8.3.1',
  REFERENCE_NOT_FOUND: '15.3.2',
  REFERENCE_OF_WRONG_TYPE: '15.3.2',
  BOUNDARY_NOT_ATTACHED: '10.5.4',
  EVENT_NOT_ALLOWED: '10.5',
  TIMER_NOT_VALID: '10.5.5',
  CALLED_HAS_NO_START: '10.3.6',
  CALLED_NOT_FOUND: '10.3.6',
  IMPORT_NOT_FOUND: '8.2.2',
} as const satisfies { readonly [C in ProblemCode]?: string };
