// Every rule of the checks before publishing: what is wrong, where it belongs, and how it is mended, in both languages.
// `docs/checks.md` lists them; a test holds the two together.

/** Where on the page “Check and publish” something is told. */
export type CheckGroup =
  | 'process'
  | 'forms'
  | 'texts'
  | 'people'
  | 'deadlines'
  | 'messages'
  | 'personal'
  | 'scenarios'
  | 'settings';

interface CheckText {
  readonly severity: 'error' | 'warning';
  readonly group: CheckGroup;
  readonly vi: string;
  readonly en: string;
}

export const checkTexts = {
  ROLE_UNKNOWN: {
    severity: 'error',
    group: 'people',
    vi: 'Thành phố không có vai trò “{role}”. Hãy chọn lại vai trò của bước này.',
    en: 'The city has no role “{role}”. Choose the role of this step again.',
  },
  UNIT_UNKNOWN: {
    severity: 'error',
    group: 'people',
    vi: 'Không có đơn vị “{unit}”. Hãy chọn lại đơn vị của bước này.',
    en: 'There is no unit “{unit}”. Choose the unit of this step again.',
  },
  UNIT_CLOSED: {
    severity: 'error',
    group: 'people',
    vi: '“{unit}” đã ngừng hoạt động hoặc chưa hoạt động, và không có đơn vị kế nhiệm. Hãy chọn đơn vị khác.',
    en: '“{unit}” is closed or not open yet, and no unit has taken over. Choose another unit.',
  },
  NOBODY_IN_UNIT: {
    severity: 'error',
    group: 'people',
    vi: 'Ở “{unit}” không có ai giữ vai trò “{role}”: hồ sơ đến bước này sẽ không có người làm. Hãy phân công người, hoặc chọn đơn vị, vai trò khác.',
    en: 'Nobody in “{unit}” has the role “{role}”: cases would wait here for nobody. Give somebody the post, or choose another unit or role.',
  },
  NOBODY_ROUTED: {
    severity: 'error',
    group: 'people',
    vi: 'Bảng phân công đưa hồ sơ ở {wards} tới {units}, nơi không có ai giữ vai trò “{role}”. Hãy phân công người cho các đơn vị này, hoặc sửa bảng phân công.',
    en: 'Routing sends cases of {wards} to {units}, where nobody has the role “{role}”. Give somebody the post there, or change the routing.',
  },
  NOBODY_IN_UNITS: {
    severity: 'error',
    group: 'people',
    vi: 'Bảng phân công đưa hồ sơ tới {units}, nơi không có ai giữ vai trò “{role}”. Hãy phân công người cho các đơn vị này, hoặc sửa bảng phân công.',
    en: 'Routing sends cases to {units}, where nobody has the role “{role}”. Give somebody the post there, or change the routing.',
  },
  NOBODY_IN_WARDS: {
    severity: 'error',
    group: 'people',
    vi: 'Ở {wards} không đơn vị nào có người giữ vai trò “{role}”: hồ sơ của các nơi này sẽ không có người làm. Hãy phân công người, hoặc chọn vai trò khác.',
    en: 'In {wards} no unit has anybody with the role “{role}”: cases from there would wait for nobody. Give somebody the post, or choose another role.',
  },
  ROLE_WITH_NOBODY: {
    severity: 'error',
    group: 'people',
    vi: 'Không ai trong thành phố giữ vai trò “{role}”: hồ sơ đến bước này sẽ không có người làm. Hãy phân công người, hoặc chọn vai trò khác.',
    en: 'Nobody in the city has the role “{role}”: cases would wait here for nobody. Give somebody the post, or choose another role.',
  },
  TASK_WITHOUT_DEADLINE: {
    severity: 'warning',
    group: 'deadlines',
    vi: 'Bước này không có thời hạn, và hồ sơ tới đây khi chưa có thời hạn chung: việc có thể nằm mãi mà không ai được nhắc. Hãy đặt thời hạn cho bước, hoặc xác định thời hạn của hồ sơ trước bước này.',
    en: 'This step has no deadline, and a case may come here before its own time limit is set: work may lie here for ever and nobody is warned. Give the step a deadline, or set the case’s time limit before it.',
  },
  LOOP_WITHOUT_LIMIT: {
    severity: 'warning',
    group: 'deadlines',
    vi: 'Từ đây hồ sơ có thể quay vòng mãi: trong vòng này không bước nào có thời hạn và không có gì đếm số lần. Hãy đặt thời hạn cho một bước trong vòng, hoặc đếm số lần và chỉ cho quay lại khi chưa hết lượt.',
    en: 'From here a case may go round for ever: no step of the loop has a deadline and nothing counts the turns. Give a step of the loop a deadline, or count the turns and go back only while some are left.',
  },
  LOOP_BY_ITSELF: {
    severity: 'error',
    group: 'deadlines',
    vi: 'Vòng lặp này không chờ người nào và không đổi dữ liệu mà điều kiện của nó xét: hồ sơ sẽ quay vòng mãi. Hãy để vòng lặp đếm số lần, hoặc cho qua một bước có người làm.',
    en: 'This loop waits for nobody and changes nothing that its condition reads: a case would go round for ever. Let it count its turns, or lead it through a step of a person.',
  },
  PERSONAL_PUBLISHED: {
    severity: 'error',
    group: 'personal',
    vi: 'Dữ liệu cá nhân ở trường “{field}” (người dân tự ghi) được đưa thẳng vào {place}. Hãy thêm một bước để cán bộ soạn bản công khai, và lấy nội dung từ bước đó.',
    en: 'Personal data of the field “{field}” (written by the citizen) would go straight into the {place}. Add a step in which an official prepares what is published, and take it from there.',
  },
  PERSONAL_IN_STAGE: {
    severity: 'error',
    group: 'personal',
    vi: 'Giai đoạn công khai của bước này lấy từ trường “{field}” là dữ liệu cá nhân. Hãy chọn một giai đoạn có sẵn.',
    en: 'The public stage of this step is taken from the field “{field}”, which is personal. Choose one of the stages.',
  },
  PERSONAL_IN_CONDITION: {
    severity: 'warning',
    group: 'personal',
    vi: 'Điều kiện này xét trường “{field}” là dữ liệu cá nhân: quy trình không đọc được nội dung của trường, nên điều kiện không bao giờ đúng. Hãy xét một trường khác, ví dụ một lựa chọn.',
    en: 'This condition reads the field “{field}”, which is personal: the process cannot see what stands in it, so it never holds. Read another field, such as a choice.',
  },
  PERSONAL_NOT_MARKED: {
    severity: 'warning',
    group: 'personal',
    vi: 'Trường “{field}” là dữ liệu cá nhân nhưng chưa được đánh dấu: nội dung sẽ nằm ngoài kho bảo vệ. Hãy chọn “Dữ liệu cá nhân” cho trường này.',
    en: 'The field “{field}” is personal but not marked so: what is written there would stand outside of the vault. Mark it as personal data.',
  },
  PERSONAL_OPEN_ELSEWHERE: {
    severity: 'error',
    group: 'personal',
    vi: 'Trường “{field}” ở đây không được bảo vệ, nhưng cùng khóa với trường dữ liệu cá nhân của biểu mẫu “{form}”. Hãy chọn “Dữ liệu cá nhân” cho trường này, hoặc đổi khóa.',
    en: 'The field “{field}” is open here, but has the key of a personal field of the form “{form}”. Mark it as personal data too, or change its key.',
  },
  TEXT_WITHOUT_ENGLISH: {
    severity: 'error',
    group: 'texts',
    vi: 'Biểu mẫu cho người dân còn {count} câu chữ chưa có bản tiếng Anh: {texts}. Hãy ghi bản tiếng Anh ở phần “Bản dịch” của biểu mẫu.',
    en: 'A form for citizens has {count} texts without English: {texts}. Fill them in under “Translations” of the form.',
  },
  OFFICE_TEXT_WITHOUT_ENGLISH: {
    severity: 'warning',
    group: 'texts',
    vi: 'Biểu mẫu còn {count} câu chữ chưa có bản tiếng Anh: {texts}. Hãy ghi bản tiếng Anh ở phần “Bản dịch” của biểu mẫu.',
    en: 'The form has {count} texts without English: {texts}. Fill them in under “Translations” of the form.',
  },
  MESSAGE_NOT_FOUND: {
    severity: 'error',
    group: 'messages',
    vi: 'Không có tin nhắn “{message}”: bước này sẽ không gửi gì. Hãy tạo tin nhắn, hoặc chọn tin nhắn khác.',
    en: 'There is no message “{message}”: this step would send nothing. Create it, or choose another.',
  },
  PLACEHOLDER_NOT_GIVEN: {
    severity: 'error',
    group: 'messages',
    vi: 'Tin “{message}” có chỗ điền {names} mà bước này không đưa giá trị: tin sẽ không được gửi. Hãy đưa giá trị ở bước này, hoặc bỏ chỗ điền khỏi tin.',
    en: 'The message “{message}” has the placeholder {names}, for which this step gives nothing: it would not be sent. Give the value at this step, or take the placeholder out of the message.',
  },
  PLACEHOLDER_WITHOUT_CLOCK: {
    severity: 'error',
    group: 'messages',
    vi: 'Tin “{message}” có chỗ điền {names}, nhưng hồ sơ có thể tới bước này khi chưa có thời hạn: tin sẽ không được gửi. Hãy xác định thời hạn trước bước này, hoặc bỏ chỗ điền khỏi tin.',
    en: 'The message “{message}” has the placeholder {names}, but a case may come here before its time limit is set: it would not be sent. Set the time limit before this step, or take the placeholder out of the message.',
  },
  PLACEHOLDER_IS_PERSONAL: {
    severity: 'error',
    group: 'messages',
    vi: 'Tin “{message}” gửi đơn vị có chỗ điền {names} lấy từ dữ liệu cá nhân; đơn vị không được báo dữ liệu cá nhân qua tin nhắn nên tin sẽ không được gửi. Hãy bỏ chỗ điền khỏi tin.',
    en: 'The message “{message}” to a unit has the placeholder {names} filled from personal data; units are told no personal data by message, so it would not be sent. Take the placeholder out of the message.',
  },
  MESSAGE_NEVER_SENT: {
    severity: 'warning',
    group: 'messages',
    vi: 'Không bước nào gửi tin “{name}”. Hãy chọn tin này ở một bước, hoặc xóa tin.',
    en: 'No step sends the message “{name}”. Choose it at a step, or remove it.',
  },
  FORM_NEVER_USED: {
    severity: 'warning',
    group: 'forms',
    vi: 'Không bước nào dùng biểu mẫu “{form}”. Hãy chọn biểu mẫu này ở một bước, hoặc xóa biểu mẫu.',
    en: 'No step uses the form “{form}”. Choose it at a step, or remove it.',
  },
  DECISION_NEVER_CALLED: {
    severity: 'warning',
    group: 'process',
    vi: 'Không bước nào dùng bảng quyết định “{decision}”. Hãy chọn bảng này ở một bước, hoặc xóa bảng.',
    en: 'No step uses the decision “{decision}”. Choose it at a step, or remove it.',
  },
  STAGE_NOT_FOUND: {
    severity: 'error',
    group: 'process',
    vi: 'Dịch vụ không có giai đoạn “{stage}”: người dân sẽ không thấy hồ sơ ở đâu. Hãy chọn một giai đoạn có sẵn.',
    en: 'The service has no stage “{stage}”: the citizen would not see where the case is. Choose one of its stages.',
  },
  STAGE_NEVER_REACHED: {
    severity: 'warning',
    group: 'settings',
    vi: 'Không bước nào đưa hồ sơ tới giai đoạn “{name}”. Hãy chọn giai đoạn này ở một bước, hoặc xóa giai đoạn.',
    en: 'No step brings a case to the stage “{name}”. Choose it at a step, or remove it.',
  },
  OUTCOME_NOT_FOUND: {
    severity: 'error',
    group: 'process',
    vi: 'Dịch vụ không có kết quả “{outcome}”: người dân sẽ không đọc được hồ sơ kết thúc thế nào. Hãy chọn một kết quả có sẵn.',
    en: 'The service has no outcome “{outcome}”: the citizen could not read how the case ended. Choose one of its outcomes.',
  },
  SCENARIO_FAILS: {
    severity: 'warning',
    group: 'scenarios',
    vi: 'Kịch bản “{title}” không đạt ở bước “{step}” (dòng {line}): {reason}. Hãy sửa quy trình, hoặc sửa kịch bản nếu cách làm đã đổi.',
    en: 'The scenario “{title}” fails at the step “{step}” (line {line}): {reason}. Mend the process, or the scenario where the way of doing things has changed.',
  },
  SCENARIOS_NOT_FINISHED: {
    severity: 'warning',
    group: 'scenarios',
    vi: 'Chưa chạy hết các kịch bản trong thời gian cho phép: còn {count} kịch bản. Hãy bớt số kịch bản, hoặc nhờ người vận hành chạy lệnh “wardflow test”.',
    en: 'Not all scenarios could be played in time: {count} are left. Have fewer of them, or ask the operator to run “wardflow test”.',
  },
  NO_SCENARIO: {
    severity: 'warning',
    group: 'scenarios',
    vi: 'Dịch vụ chưa có kịch bản thử nào: không gì cho biết quy trình chạy đúng như mong muốn. Hãy chạy thử và lưu lại ít nhất một kịch bản.',
    en: 'The service has no scenario: nothing shows that it does what is meant. Try it and keep at least one scenario.',
  },
  SCENARIOS_MISS: {
    severity: 'warning',
    group: 'scenarios',
    vi: 'Không kịch bản nào đi qua {count} bước: {steps}. Hãy chạy thử các đường này và lưu lại thành kịch bản.',
    en: 'No scenario comes to {count} steps: {steps}. Try these ways and keep them as scenarios.',
  },
} as const satisfies Record<string, CheckText>;

export type CheckCode = keyof typeof checkTexts;
