// Every code the core can answer with: a rejection (the caller's fault, nothing changed), or an incident (the process
// is stuck at one node until somebody helps). `who` must act; texts take their `{params}` from the place it happened.

export interface CodeEntry {
  readonly kind: 'rejection' | 'incident';
  readonly status: number;
  readonly who: 'caller' | 'operator' | 'administrator';
  readonly message: { readonly vi: string; readonly en: string };
}

const rejection = (vi: string, en: string, status = 409): CodeEntry => ({
  kind: 'rejection',
  status,
  who: 'caller',
  message: { vi, en },
});
const incident = (who: 'operator' | 'administrator', vi: string, en: string): CodeEntry => ({
  kind: 'incident',
  status: 500,
  who,
  message: { vi, en },
});

export const coreErrors = {
  INSTANCE_ALREADY_STARTED: rejection('Hồ sơ đã bắt đầu.', 'The instance has already started.'),
  INSTANCE_NOT_STARTED: rejection('Hồ sơ chưa bắt đầu.', 'The instance has not started.'),
  INSTANCE_ENDED: rejection('Hồ sơ đã kết thúc.', 'The instance has ended.'),
  INSTANCE_SUSPENDED: rejection(
    'Hồ sơ đang tạm dừng. Hãy tiếp tục hồ sơ trước.',
    'The instance is suspended. Resume it first.',
  ),
  INSTANCE_NOT_SUSPENDED: rejection('Hồ sơ không tạm dừng.', 'The instance is not suspended.'),
  NO_SUCH_START: rejection(
    'Quy trình {process} không có điểm bắt đầu phù hợp.',
    'Process {process} has no start event that fits.',
  ),
  TASK_NOT_OPEN: rejection('Việc {task} không còn mở.', 'Task {task} is not open any more.'),
  TASK_MOVE_NOT_LEGAL: rejection(
    'Việc {task} đang ở trạng thái {state}, không thể {move}.',
    'Task {task} is {state}; {move} is not possible now.',
  ),
  TASK_ARGUMENT_NOT_VALID: rejection(
    'Thao tác {verb} trên việc {task} cần giá trị đúng cho: {name}.',
    '{verb} on task {task} needs a valid value for: {name}.',
    422,
  ),
  TASK_NOT_SKIPPABLE: rejection('Việc {task} không được bỏ qua.', 'Task {task} must not be skipped.'),
  TASK_NOT_DELEGATED: rejection('Việc {task} không được ủy quyền.', 'Task {task} has not been delegated.'),
  TASK_FAULT_UNKNOWN: rejection(
    'Quy trình không xử lý lỗi "{code}" của việc {task}. Hãy chọn mã lỗi mà quy trình có.',
    'The process does not handle the fault "{code}" of task {task}. Name an error code that it handles.',
    422,
  ),
  JOB_NOT_OPEN: rejection('Tác vụ {job} không còn mở.', 'Job {job} is not open any more.'),
  TIMER_NOT_ARMED: rejection('Hẹn giờ {timer} không còn chờ.', 'Timer {timer} is not armed any more.'),
  MESSAGE_NOT_EXPECTED: rejection('Không ai chờ thông điệp {message}.', 'Nobody waits for message {message}.'),
  SCOPE_NOT_OPEN: rejection('Phạm vi {scope} không còn mở.', 'Scope {scope} is not open any more.'),
  NODE_NOT_WAITING: rejection('Bước {node} không còn chờ.', 'Node {node} does not wait any more.'),
  CALL_NOT_OPEN: rejection('Lời gọi {call} không còn mở.', 'Call {call} is not open any more.'),
  SEND_BACK_NOT_POSSIBLE: rejection(
    'Không thể trả hồ sơ về bước {element}: hồ sơ đã đi tiếp hoặc đã thay đổi. Hãy xem lại các bước có thể trả về.',
    'It cannot go back to the step {element}: it has gone on or changed meanwhile. Look again where it can go back to.',
  ),
  INCIDENT_NOT_OPEN: rejection('Sự cố {incident} không còn mở.', 'Incident {incident} is not open any more.'),
  MOVE_EMPTY: rejection('Chưa nêu bước nào để chuyển.', 'The move names no element.', 422),
  MOVE_NOTHING_THERE: rejection('Không có gì đang mở tại {element}.', 'Nothing is open at {element}.'),
  MOVE_NOT_POSSIBLE: rejection('Không thể bắt đầu tại {element}.', 'No token can begin at {element}.', 422),
  MOVE_AMBIGUOUS: rejection(
    'Không rõ {element} thuộc lần chạy nào của {scope}: đang có nhiều lần cùng mở.',
    '{scope} is open more than once, so it is not clear where {element} belongs.',
  ),
  MOVE_AFTER_UNCLEAR: rejection(
    'Không rõ đi tiếp đường nào sau {element}: cần đúng một luồng ra.',
    'It is not clear which way leads on after {element}: it needs exactly one outgoing flow.',
    422,
  ),
  VARIABLES_TOO_LARGE: rejection('Dữ liệu của hồ sơ quá lớn.', 'The variables of the instance are too large.', 413),
  VARIABLES_NOT_VALID: rejection('Tên hoặc giá trị của dữ liệu không hợp lệ.', 'A variable is not valid.', 422),
  EXPRESSION_FAILED: incident(
    'administrator',
    'Không tính được biểu thức "{source}": {reason}.',
    'Expression "{source}" could not be evaluated: {reason}.',
  ),
  VALUE_MISSING: incident(
    'administrator',
    'Biểu thức "{source}" không cho giá trị {needed}.',
    'Expression "{source}" gave no {needed}.',
  ),
  VALUE_TOO_LARGE: incident('administrator', 'Dữ liệu của hồ sơ quá lớn.', 'The variables would become too large.'),
  NO_FLOW_TAKEN: incident(
    'administrator',
    'Không có điều kiện nào đúng và không có nhánh mặc định.',
    'No condition is true and there is no default flow.',
  ),
  TIMER_NOT_VALID: incident('administrator', 'Hẹn giờ không hợp lệ: {reason}.', 'The timer is not valid: {reason}.'),
  DECISION_FAILED: incident(
    'administrator',
    'Không tính được bảng quyết định {decision}: {reason}.',
    'Decision {decision} could not be evaluated: {reason}.',
  ),
  JOB_TYPE_RESERVED: incident(
    'administrator',
    'Loại tác vụ "{type}" dành riêng cho hệ thống.',
    'The job type "{type}" is kept for the engine itself.',
  ),
  JOB_FAILED: incident('operator', 'Tác vụ không thành công: {reason}.', 'The job failed: {reason}.'),
  CALL_FAILED: incident(
    'operator',
    'Quy trình được gọi không chạy được: {reason}.',
    'The called process could not be carried out: {reason}.',
  ),
  DATA_NOT_AVAILABLE: incident(
    'administrator',
    'Thiếu dữ liệu ra: {names}.',
    'What must come out is not there: {names}.',
  ),
  TOO_MANY_STEPS: incident(
    'administrator',
    'Quy trình chạy quá nhiều bước mà không dừng; có thể có vòng lặp.',
    'The process ran too many steps without a pause; it may loop.',
  ),
  TOO_MANY_TURNS: incident(
    'administrator',
    'Công việc lặp quá nhiều lần ({total}).',
    'The activity would be done too many times ({total}).',
  ),
  TOO_DEEP: incident(
    'administrator',
    'Quy trình con lồng nhau quá {max} cấp.',
    'Sub-processes are open more than {max} levels deep.',
  ),
  TOO_MANY_NODES: incident('administrator', 'Hồ sơ có quá nhiều bước đang mở.', 'Too many steps are open at once.'),
} as const satisfies Record<string, CodeEntry>;

export type CoreCode = keyof typeof coreErrors;
export type Params = Readonly<Record<string, string | number>>;

/** The text of a code in English, for journals and operators; screens translate by code. */
export function describe(code: CoreCode, params: Params = {}, language: 'vi' | 'en' = 'en'): string {
  return coreErrors[code].message[language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
