// What the import of a table of states says: taken over, to be looked at, refused; with the place and what to do.

import type { ImportNote } from '../interchange/importing.ts';
import { filled, type Params, type Problem } from '../problems.ts';

interface Words {
  readonly vi: string;
  readonly en: string;
}

const noteTexts = {
  STATE: {
    vi: 'Trạng thái thành giai đoạn và tiểu quy trình: mỗi vai trò một việc.',
    en: 'The state is a stage and a sub-process: one task for each role.',
  },
  STATE_END: {
    vi: 'Trạng thái cuối thành sự kiện kết thúc và giai đoạn.',
    en: 'The last state is an end event and a stage.',
  },
  ACTION: {
    vi: 'Thao tác thành lựa chọn trong biểu mẫu của {roles}, dẫn tới {next}.',
    en: 'The action is a choice in the form of {roles} and leads to {next}.',
  },
  OPENING: {
    vi: 'Thao tác mở hồ sơ thành sự kiện bắt đầu.',
    en: 'The action that opens a case is the start event.',
  },
  SLA: {
    vi: 'Thời hạn {duration} của trạng thái thành hạn của các việc trong đó, tính từ lúc vào trạng thái; ghi ý kiến không làm hạn chạy lại.',
    en: 'The state’s {duration} is the due date of its tasks, from when the state is entered; a comment does not start it anew.',
  },
  CASE_SLA: {
    vi: 'Thời hạn {duration} của cả hồ sơ thành cam kết với người dân.',
    en: 'The {duration} for the whole case is the promise to the citizen.',
  },
  MESSAGE: { vi: 'Mẫu tin thành thông báo {message}.', en: 'The template is the message {message}.' },
  TIMER: {
    vi: 'Thao tác tự động {action} chạy sau {days} ngày ở trạng thái này.',
    en: 'The automatic action {action} happens after {days} days in this state.',
  },
  RATING: {
    vi: 'Thao tác RATE hỏi thêm điểm từ 1 đến 5, để tính vào số liệu hài lòng.',
    en: 'The action RATE asks for 1 to 5 as well, for the figures of satisfaction.',
  },
} as const satisfies Record<string, Words>;

const checkTexts = {
  ROLE_NOT_GIVEN: {
    vi: 'Vai trò {role} chưa ứng với vai trò và đơn vị nào của thành phố: không ai thấy việc của vai trò này. Hãy chọn vai trò và đơn vị.',
    en: 'The role {role} has no role and unit of the city yet: nobody sees its tasks. Choose a role and a unit.',
  },
  ROLES_JOINED: {
    vi: '{roles} ứng với cùng một vai trò và đơn vị: người đó được làm mọi thao tác của cả hai. Nếu không muốn, hãy chọn khác nhau.',
    en: '{roles} have become one role and unit, which may do what either could. Choose different ones if that is not meant.',
  },
  OPENED_BY: {
    vi: 'Ở hệ thống cũ, hồ sơ do {roles} mở. Ở đây hồ sơ được mở bằng biểu mẫu công khai, chỉ khi trong đó có CITIZEN; cán bộ nhập hộ bằng chính biểu mẫu đó.',
    en: 'There, {roles} open a case. Here the public form opens it, only where CITIZEN is among them; officials use the same form on behalf of a citizen.',
  },
  SLA_NO_CALENDAR: {
    vi: 'Hệ thống cũ không biết giờ làm việc: các thời hạn tính theo đồng hồ, cả ban đêm và ngày nghỉ (lịch {calendar}). Hãy chọn lịch làm việc nếu cần.',
    en: 'The source knows no working time: its deadlines run by the clock, nights and holidays too (calendar {calendar}). Choose a working calendar if that is not meant.',
  },
  SLA_SHORT: {
    vi: 'Thời hạn chỉ {duration} cho việc của người: có lẽ là số thử. Hãy đặt thời hạn thật.',
    en: 'Only {duration} for people’s work: probably a number from a test. Set the real deadline.',
  },
  SYSTEM_ROLE: {
    vi: 'Thao tác {action} do chương trình ({role}) làm và tệp không cho thời gian: hồ sơ nghe thông điệp "{message}". Hãy cho chương trình bên ngoài gửi, thay bằng hẹn giờ, hoặc bỏ đi.',
    en: 'The action {action} is done by a program ({role}), and the file gives no time: the case listens for the message "{message}". Let a program outside send it, put a timer in its place, or remove it.',
  },
  TIMER_DAYS: {
    vi: 'Thời gian tự động được hiểu là số ngày liên tục (stateSLA). Hãy kiểm tra lại.',
    en: 'The time of an automatic action is taken as days by the clock (stateSLA). Check it.',
  },
  TIMER_UNUSED: {
    vi: 'Dòng tự động này không ứng với thao tác nào của trạng thái {state}: bỏ qua.',
    en: 'This automatic action fits no action of the state {state}: left out.',
  },
  CHANNEL: {
    vi: 'Không có kênh {channel} ở đây: tin đi bằng SMS và thư điện tử nếu mẫu có nội dung.',
    en: 'There is no channel {channel} here: the message goes by SMS and e-mail, as far as the template has words for them.',
  },
  TEMPLATE_UNKNOWN: {
    vi: 'Không có mẫu tin "{template}" trong tệp: thông báo này bị bỏ qua. Hãy viết mẫu rồi thêm bước gửi.',
    en: 'The template "{template}" is not in the file: this notice is left out. Write it and add a step that sends it.',
  },
  TEMPLATE_EMPTY: {
    vi: 'Mẫu tin không có nội dung cho SMS hay thư điện tử: bỏ qua.',
    en: 'The template has no words for SMS or e-mail: left out.',
  },
  NO_VIETNAMESE: {
    vi: 'Mẫu tin không có tiếng Việt: lời tiếng Anh đứng tạm. Hãy dịch trước khi ban hành.',
    en: 'The template has no Vietnamese: the English stands in for it. Translate it before publishing.',
  },
  PLACEHOLDER: {
    vi: 'Chỗ điền {name} không có ở đây và được thay bằng dấu …: hãy viết lại câu.',
    en: 'There is no placeholder {name} here; … stands in its place: write the sentence anew.',
  },
  TOLD_UNIT: {
    vi: 'Tin cho {audience} được gửi tới đơn vị đang phụ trách hồ sơ.',
    en: 'What is told to {audience} goes to the unit that has the case.',
  },
  INACTIVE: {
    vi: 'Đã tắt ở hệ thống cũ (active = false): bỏ qua.',
    en: 'Switched off in the source (active = false): left out.',
  },
  EMPTY_ACTION: {
    vi: 'Dòng thao tác trống: bỏ qua.',
    en: 'An empty action: left out.',
  },
  ACTION_ELSEWHERE: {
    vi: 'Thao tác đứng trong trạng thái {state} nhưng ghi mã của trạng thái khác: được hiểu là của {state}, như hệ thống cũ đọc.',
    en: 'The action stands in the state {state} but names another state as its own: taken as one of {state}, as the source reads it.',
  },
  UNREACHABLE: {
    vi: 'Không thao tác nào dẫn tới trạng thái này: không hồ sơ nào đến được. Hãy thêm thao tác dẫn tới, hoặc bỏ trạng thái.',
    en: 'No action leads to this state: no case can come to it. Add one that does, or remove the state.',
  },
  TERMINAL_WITH_EXITS: {
    vi: 'Trạng thái được ghi là kết thúc nhưng vẫn có thao tác: {actions}. Hồ sơ chưa đóng ở đây. Hãy thêm hạn để tự đóng, hoặc bỏ dấu kết thúc.',
    en: 'The state is marked as an end but has actions: {actions}. The case is not closed here. Add a time after which it closes, or take the mark away.',
  },
  DEAD_END: {
    vi: 'Trạng thái không có thao tác nào nhưng không được ghi là kết thúc: ở đây hồ sơ kết thúc.',
    en: 'The state has no action but is not marked as an end: the case ends here.',
  },
  ONE_WAY_OUT: {
    vi: 'Chỉ có một thao tác ({action}), chỉ {roles} làm được: không trả lại, không ghi ý kiến. Hãy xem có đủ lối đi không.',
    en: 'There is one action only ({action}), for {roles}: no way back, no comment. See whether that is enough.',
  },
  DOCUMENTS: {
    vi: 'Phải kèm tài liệu khi chuyển tới trạng thái này: biểu mẫu hỏi ảnh (chưa nhận loại tệp khác).',
    en: 'A document is asked of whoever brings a case here: the form takes photos (no other kind of file yet).',
  },
  LANE: {
    vi: 'Dải giai đoạn công khai được đoán: {stages}. Hãy xem lại trong thiết lập.',
    en: 'The stages that a case is expected to go through are guessed: {stages}. Look at them in the settings.',
  },
  UNIT_BEFORE: {
    vi: 'Hồ sơ có thể đến trạng thái này trước khi được giao đơn vị. Hãy chọn một đơn vị cố định cho {roles}, hoặc giao đơn vị trước.',
    en: 'A case can come to this state before it is given to a unit. Choose a fixed unit for {roles}, or give it to a unit before.',
  },
} as const satisfies Record<string, Words>;

const problemTexts = {
  JSON_BROKEN: { vi: 'Tệp không phải JSON đọc được: {reason}.', en: 'The file is no JSON that can be read: {reason}.' },
  NOT_A_TABLE: {
    vi: 'Không tìm thấy quy trình trong tệp. Cần "BusinessServices" hoặc danh sách có "businessService" và "states".',
    en: 'There is no workflow in the file. It needs "BusinessServices", or a list with "businessService" and "states".',
  },
  SEVERAL_SERVICES: {
    vi: 'Tệp có {count} quy trình: {codes}. Hãy chọn một, hoặc tách tệp.',
    en: 'The file holds {count} workflows: {codes}. Choose one of them, or split the file.',
  },
  SERVICE_UNKNOWN: {
    vi: 'Tệp không có quy trình {code}; có: {codes}.',
    en: 'There is no workflow {code} in the file; there are: {codes}.',
  },
  CODE_MISSING: {
    vi: 'Thiếu tên quy trình. Hãy ghi "businessService".',
    en: 'The workflow has no name. Fill in "businessService".',
  },
  TOO_LARGE: {
    vi: 'Quá lớn: nhiều nhất {states} trạng thái và {actions} thao tác. Hãy tách quy trình.',
    en: 'Too large: at most {states} states and {actions} actions. Split the workflow.',
  },
  STATES_MISSING: {
    vi: 'Quy trình không có trạng thái nào. Hãy ghi "states".',
    en: 'The workflow has no states. Fill in "states".',
  },
  STATE_WITHOUT_CODE: {
    vi: 'Trạng thái không có mã và không phải trạng thái bắt đầu. Hãy ghi "state".',
    en: 'The state has no code and is no start state. Fill in "state".',
  },
  STATE_TWICE: {
    vi: 'Trạng thái {code} có hai lần. Hãy gộp hoặc đổi mã.',
    en: 'There are two states {code}. Join them, or give one another code.',
  },
  ACTION_TWICE: {
    vi: 'Thao tác {code} có hai lần trong trạng thái {state}: không biết đi lối nào. Hãy gộp vai trò của chúng, hoặc đổi mã.',
    en: 'There are two actions {code} in the state {state}: nobody could say which way to go. Join their roles, or give one another code.',
  },
  ACTION_WITHOUT_CODE: {
    vi: 'Thao tác không có mã. Hãy ghi "action".',
    en: 'The action has no code. Fill in "action".',
  },
  ROLES_MISSING: {
    vi: 'Thao tác {code} không thuộc vai trò nào. Hãy ghi "roles".',
    en: 'Nobody may do the action {code}. Fill in "roles".',
  },
  NEXT_UNKNOWN: {
    vi: 'Thao tác {code} dẫn tới trạng thái "{next}" không có trong tệp (hoặc đã tắt). Có: {states}.',
    en: 'The action {code} leads to the state "{next}", which is not in the file (or switched off). There are: {states}.',
  },
  START_MISSING: {
    vi: 'Không có trạng thái bắt đầu. Hãy đặt "isStartState" ở một trạng thái.',
    en: 'There is no start state. Set "isStartState" in one of them.',
  },
  START_SEVERAL: {
    vi: 'Có {count} trạng thái bắt đầu: {states}. Hãy để lại một.',
    en: 'There are {count} start states: {states}. Leave one.',
  },
  START_WITHOUT_ACTION: {
    vi: 'Trạng thái bắt đầu không có thao tác: không hồ sơ nào đi tiếp được. Hãy thêm thao tác.',
    en: 'The start state has no action: no case could go on. Add one.',
  },
  SLA_INVALID: {
    vi: 'Thời hạn phải là số mili giây lớn hơn 0 (nhiều nhất 10 năm) hoặc để trống, không phải {value}.',
    en: 'A deadline must be a number of milliseconds above 0 (10 years at most) or left out, not {value}.',
  },
  CYCLE_WITHOUT_PEOPLE: {
    vi: 'Vòng {states} chỉ do chương trình chạy: không ai dừng hay sửa được. Hãy cho ít nhất một vai trò có người ở đó.',
    en: 'Only programs run the circle {states}: nobody could stop or mend it. Give at least one role with people an action there.',
  },
} as const satisfies Record<string, Words>;

export type TakenCode = keyof typeof noteTexts;
export type CheckCode = keyof typeof checkTexts;
export type TableProblemCode = keyof typeof problemTexts;

/** @param at.element id in the model, null: the whole; @param at.name how the source writes it */
export function taken(code: TakenCode, at: Pick<ImportNote, 'element' | 'name'>, params: Params = {}): ImportNote {
  return { kind: 'taken', ...at, message: said(noteTexts[code], params) };
}

export function check(code: CheckCode, at: Pick<ImportNote, 'element' | 'name'>, params: Params = {}): ImportNote {
  return { kind: 'check', ...at, message: said(checkTexts[code], params) };
}

/** @param path of the file; @param at where in it, as `states[2].actions[0].nextState` */
export function tableProblem(code: TableProblemCode, path: string, at: string, params: Params = {}): Problem {
  return {
    severity: 'error',
    code,
    path,
    element: at === '' ? null : at,
    message: said(problemTexts[code], params),
    params,
  };
}

function said({ vi, en }: Words, params: Params): Words {
  return { vi: filled(vi, params), en: filled(en, params) };
}
