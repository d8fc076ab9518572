// What an import says, in both languages: short, what it was, what to do.

export type NoteParams = Readonly<Record<string, string | number>>;

const words = {
  TAKEN_ASSIGNEE: ['Người thực hiện: {value}', 'Assignee: {value}'],
  TAKEN_ROLE: ['Vai trò thực hiện: {value}', 'Role: {value}'],
  TAKEN_PRIORITY: ['Mức ưu tiên: {value}', 'Priority: {value}'],
  TAKEN_FORM: ['Biểu mẫu: {value}', 'Form: {value}'],
  TAKEN_DEADLINE: ['Thời hạn: {value}', 'Deadline: {value}'],
  TAKEN_JOB: ['Loại việc cho bộ xử lý: {value}', 'Job type: {value}'],
  TAKEN_ASYNC: ['Chạy tiếp ở nền: {value}', 'Goes on in the background: {value}'],
  TAKEN_RETRIES: ['Số lần thử lại: {value}', 'Retries: {value}'],
  TAKEN_INPUT: ['Dữ liệu vào: {value}', 'Data in: {value}'],
  TAKEN_OUTPUT: ['Dữ liệu ra: {value}', 'Data out: {value}'],
  TAKEN_DECISION: ['Bảng quyết định: {value}', 'Decision: {value}'],
  TAKEN_RESULT: ['Kết quả ghi vào biến: {value}', 'Result goes into: {value}'],
  TAKEN_SCRIPT: ['Biểu thức: {value}', 'Expression: {value}'],
  TAKEN_CALLED: ['Quy trình được gọi: {value}', 'Process called: {value}'],
  TAKEN_BINDING: ['Bản của quy trình được gọi: {value}', 'Version of the process called: {value}'],
  TAKEN_ALL: ['Chuyển mọi biến', 'All variables are handed over'],
  TAKEN_COLLECTION: ['Lặp trên danh sách: {value}', 'Repeated for each of: {value}'],
  TAKEN_ITEM: ['Biến của từng phần tử: {value}', 'Variable of each item: {value}'],
  TAKEN_CORRELATION: ['Khóa ghép tin nhắn: {value}', 'Correlation key: {value}'],
  TAKEN_CODE: ['Mã lỗi ghi vào biến: {value}', 'The code goes into: {value}'],
  TAKEN_EXPRESSION: ['Điều kiện hoặc biểu thức: {value}', 'Condition or expression: {value}'],

  ALREADY_SAID: [
    'Giá trị "{value}" không dùng, vì bước này đã có "{there}".',
    'The value "{value}" is not used, since "{there}" is set already.',
  ],
  GROUP_IS_NO_ROLE: [
    'Nhóm "{value}" của hệ thống cũ được ghi thành vai trò. Hãy chọn vai trò hoặc đơn vị của thành phố.',
    'The group "{value}" of the other system became a role. Choose a role or unit of the city.',
  ],
  SEVERAL_GROUPS: [
    'Nhiều nhóm cùng được giao ({value}); chỉ nhóm đầu được ghi. Hãy chọn một vai trò hoặc đơn vị chung.',
    'Several groups could do it ({value}); only the first was taken. Choose one role or unit for them.',
  ],
  CANDIDATE_USERS: [
    'Những người có thể nhận việc ({value}) không được ghi. Hãy chọn vai trò hoặc đơn vị cho công việc này.',
    'The people who could take it ({value}) were not taken over. Choose a role or unit for this task.',
  ],
  FORM_TO_MAKE: [
    'Biểu mẫu "{value}" không có trong tệp quy trình. Hãy tạo biểu mẫu tên "{form}" cho dịch vụ.',
    'The form "{value}" is not in the process file. Make a form called "{form}" for the service.',
  ],
  EXPRESSION_NOT_TRANSLATED: [
    'Biểu thức "{value}" không chuyển được sang FEEL. Hãy viết lại bằng FEEL.',
    'The expression "{value}" could not be translated to FEEL. Write it again in FEEL.',
  ],
  LANGUAGE_NOT_FEEL: [
    'Biểu thức viết bằng {value}, không chạy ở đây. Hãy viết lại bằng FEEL.',
    'The expression is written in {value}, which does not run here. Write it again in FEEL.',
  ],
  SCRIPT_LANGUAGE: [
    'Đoạn mã viết bằng {value}, không chạy ở đây. Hãy viết lại bằng FEEL hoặc dùng việc của hệ thống.',
    'The script is written in {value}, which does not run here. Write it again in FEEL or use a service task.',
  ],
  SCRIPT_JAVASCRIPT: [
    'Mã JavaScript của hệ thống cũ dùng những đối tượng không có ở đây và chỉ chạy khi quản trị viên cho phép. Hãy xem lại hoặc viết lại bằng FEEL.',
    'The JavaScript may use objects of the other system that are not here, and runs only where the administrator allows it. Check it or write it again in FEEL.',
  ],
  RESULT_NAMED: [
    'Bước này chưa có biến kết quả; đã đặt tên "{value}". Hãy đổi nếu cần.',
    'This step had no result variable; "{value}" was set. Change it if needed.',
  ],
  RESULT_SHAPE: [
    'Ở đó kết quả có dạng {value}; ở đây bảng một cột ra cho một giá trị, nhiều cột cho một bộ giá trị. Hãy xem các biểu thức dùng kết quả.',
    'There the result had the form {value}; here a table with one output gives its value, with several a set of them. Check the expressions that use it.',
  ],
  WORK_IS_CODE: [
    'Việc này do mã của hệ thống cũ làm ({value}). Ở đây cần một bộ kết nối hoặc bộ xử lý ngoài nhận loại việc "{job}".',
    'Code of the other system did this ({value}). Here a connector or an external worker must take the job type "{job}".',
  ],
  WORK_IS_BUILT_IN: [
    'Việc dựng sẵn "{value}" của hệ thống cũ. Ở đây cần một bộ kết nối nhận loại việc "{value}"; gửi tin nhắn thì dùng mẫu tin.',
    'A built-in task "{value}" of the other system. Here a connector must take the job type "{value}"; for messages use a template.',
  ],
  WORK_UNKNOWN: [
    'Không rõ ai làm việc này. Hãy chọn loại việc (bộ kết nối) cho bước.',
    'Nothing says what does this work. Choose a job type (connector) for the step.',
  ],
  WORKER_HERE: [
    'Ở đó một bộ xử lý ngoài ({value}) làm bước này; loại bước này ở đây không giao cho bộ xử lý. Hãy đổi thành việc của hệ thống.',
    'There an external worker ({value}) did this; steps of this kind have none here. Change it to a service task.',
  ],
  PARAMETER_NOT_HERE: [
    'Dữ liệu vào/ra "{value}" không có ở loại bước này. Hãy đặt ở bước khác hoặc dùng biến của quy trình.',
    'Data in or out ("{value}") is not possible on this kind of step. Put it elsewhere or use the process variables.',
  ],
  PARAMETER_NOT_TRANSLATED: [
    'Dữ liệu "{value}" tính bằng mã hoặc biểu thức không chuyển được. Hãy viết lại bằng FEEL.',
    'The value of "{value}" is worked out by code or an expression that could not be translated. Write it again in FEEL.',
  ],
  ANSWER_FIELD: [
    'Kết quả ghi vào biến "{value}": bộ xử lý phải trả lời một trường tên như vậy.',
    'The result went into "{value}": the worker must answer with a field of that name.',
  ],
  CORRELATION_KEY: [
    'Không sự kiện hay tác vụ nhận nào chờ tin nhắn này, khóa ghép "{value}" không dùng tới. Hãy kiểm tra.',
    'No event or receive task waits for this message; its correlation key "{value}" is not used. Check it.',
  ],
  VERSION_TAG: [
    'Ở đó gọi bản có nhãn "{value}"; ở đây gọi bản mới nhất. Hãy chọn bản cần gọi.',
    'There the version labelled "{value}" was called; here the latest is. Choose the version.',
  ],
  BUSINESS_KEY: [
    'Khóa nghiệp vụ không có ở đây; hồ sơ đã có số đăng ký. Cần thì truyền bằng một biến.',
    'There is no business key here; a case has its register number. Hand it over as a variable if needed.',
  ],
  LOCAL_VARIABLES: [
    'Chỉ chuyển biến cục bộ: ở đây chuyển mọi biến nhìn thấy được.',
    'Only local variables were handed over; here all that are in scope are.',
  ],
  DUE_EXPRESSION: [
    'Thời hạn tính bằng biểu thức: kết quả phải là một thời điểm (ISO 8601). Hãy kiểm tra.',
    'The deadline is an expression: it must give an instant (ISO 8601). Check it.',
  ],
  PRIORITY_RANGE: [
    'Mức ưu tiên "{value}" nằm ngoài 0 đến 100 nên không được ghi. Hãy chọn lại.',
    'The priority "{value}" is not between 0 and 100 and was not taken over. Choose one.',
  ],
  TIMER_NOT_ISO: [
    'Hẹn giờ "{value}" không theo ISO 8601. Hãy viết lại, ví dụ R/PT1H.',
    'The timer "{value}" is not ISO 8601. Write it again, such as R/PT1H.',
  ],
  NAME_IS_EXPRESSION: [
    'Tên chứa biểu thức "{value}"; ở đây tên hiện đúng như đã viết. Hãy đặt tên cố định.',
    'The name holds an expression "{value}"; here names are shown as they are written. Give it a fixed name.',
  ],
  NOT_MARKED_EXECUTABLE: [
    'Tệp không ghi quy trình "{value}" là chạy được hay không. Hệ thống coi là chạy được.',
    'The file does not say whether the process "{value}" is executable. It is taken as executable.',
  ],
  MARKED_NOT_EXECUTABLE: [
    'Quy trình "{value}" được ghi là không chạy (chỉ để xem). Muốn chạy, hãy đánh dấu là chạy được.',
    'The process "{value}" is marked as not executable (a picture only). Mark it as executable to run it.',
  ],
  NO_DRAWING: [
    'Tệp không có hình vẽ. Hệ thống đã tự xếp hình; hãy sắp lại cho dễ đọc.',
    'The file has no drawing. One was laid out; rearrange it for easy reading.',
  ],
  FOREIGN_KNOWN: ['Ở hệ thống cũ: {did}. {todo}.', 'In the other system: {did}. {todo}.'],
  FOREIGN_UNKNOWN: [
    'Phần riêng của {owner}: không rõ tác dụng ở đó, ở đây không có tác dụng. Được giữ nguyên trong tệp.',
    'A part of {owner}: what it did there is not known; it has no effect here. It stays in the file.',
  ],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

export type NoteCode = keyof typeof words;

/** @param params texts for both languages, or `x_vi` and `x_en` for each */
export function noteOf(code: NoteCode, params: NoteParams): { readonly vi: string; readonly en: string } {
  const [vi, en] = words[code];
  return { vi: filled(vi, params, 'vi'), en: filled(en, params, 'en') };
}

function filled(template: string, params: NoteParams, language: 'vi' | 'en'): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[`${name}_${language}`] ?? params[name] ?? ''),
  );
}
