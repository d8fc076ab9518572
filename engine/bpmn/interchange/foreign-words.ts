// What attributes and elements of other engines did there that has no counterpart here, and what to do about it.

export interface ForeignWords {
  /** `harmless`: the result is the same without it. */
  readonly kind: 'check' | 'harmless';
  readonly did: { readonly vi: string; readonly en: string };
  readonly todo: { readonly vi: string; readonly en: string };
}

/** Who made the names of a namespace, for what is not known here. */
export const owners: Readonly<Record<string, string>> = {
  'http://camunda.org/schema/1.0/bpmn': 'Camunda 7',
  'http://camunda.org/schema/zeebe/1.0': 'Camunda 8',
  'http://camunda.org/schema/modeler/1.0': 'Camunda Modeler',
  'http://flowable.org/bpmn': 'Flowable',
  'http://activiti.org/bpmn': 'Activiti',
  'http://activiti.com/modeler': 'Activiti Modeler',
  'http://flowable.org/modeler': 'Flowable Modeler',
  'http://www.signavio.com': 'Signavio',
  'http://www.bpsim.org/schemas/1.0': 'BPSim',
};

/** Namespaces that only say how a diagram looks or which tool wrote it. */
export const drawingUris: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://bpmn.io/schema/bpmn/color/1.0',
]);

type Text = readonly [vi: string, en: string];

const todo = {
  none: ['Không cần làm gì', 'Nothing to do'],
  step: ['Nếu cần, hãy thêm một bước vào quy trình', 'Add a step to the process if it is needed'],
  task: [
    'Hãy thay bằng một bước của quy trình hoặc bộ kết nối',
    'Put a step of the process or a connector in its place',
  ],
  form: ['Hãy tạo biểu mẫu của dịch vụ', 'Make a form of the service'],
  fixed: ['Hãy chọn bản khi công bố dịch vụ', 'The version is chosen when the service is published'],
  rights: ['Hãy đặt quyền trong phần phân quyền', 'Set it in the access settings'],
  retention: [
    'Hãy đặt thời hạn lưu trong thiết lập của thành phố',
    'Set how long cases are kept in the settings of the city',
  ],
  data: ['Hãy dùng biến của quy trình', 'Use variables of the process'],
  condition: ['Hãy vẽ rẽ nhánh thay cho nó', 'Draw a choice in its place'],
  deadline: ['Hãy dùng thời hạn hoặc hẹn giờ', 'Use a deadline or a timer'],
  template: ['Hãy kiểm tra bước này sau khi nhập', 'Check this step after the import'],
} as const satisfies Record<string, Text>;

const entry = (kind: ForeignWords['kind'], did: Text, what: keyof typeof todo): ForeignWords => ({
  kind,
  did: { vi: did[0], en: did[1] },
  todo: { vi: todo[what][0], en: todo[what][1] },
});

const asynchronous: Text = [
  'tách giao dịch; ở đây mỗi bước được lưu riêng',
  'a transaction of its own; here every step is saved by itself',
];
const listener: Text = ['chạy mã khi bước bắt đầu hoặc kết thúc', 'ran code when a step began or ended'];
const formFields: Text = ['các trường của một biểu mẫu đơn giản', 'fields of a simple form'];
const codeVariable: Text = [
  'ghi mã hoặc nội dung lỗi vào một biến',
  'put the code or message of an error into a variable',
];
const ofTool: Text = ['ghi chú của công cụ vẽ', 'a note of the drawing tool'];
const version: Text = [
  'chọn bản của bảng, biểu mẫu hoặc quy trình',
  'chose the version of a decision, form or process',
];
const tenant: Text = ['chọn cơ quan (tenant)', 'chose a tenant'];

/** By local name, for Camunda 7, Camunda 8, Flowable, Activiti and their modelers. */
const known: Readonly<Record<string, ForeignWords>> = {
  async: entry('harmless', asynchronous, 'none'),
  asyncBefore: entry('harmless', asynchronous, 'none'),
  asyncAfter: entry('harmless', asynchronous, 'none'),
  asyncLeave: entry('harmless', asynchronous, 'none'),
  completeAsync: entry('harmless', asynchronous, 'none'),
  exclusive: entry(
    'harmless',
    ['các việc của một hồ sơ lần lượt chạy, như ở đây', 'jobs of one case ran in turn, as they do here'],
    'none',
  ),
  jobPriority: entry('harmless', ['thứ tự ưu tiên của việc nền', 'priority of background jobs'], 'none'),
  taskPriority: entry('harmless', ['thứ tự ưu tiên của bộ xử lý ngoài', 'priority for external workers'], 'none'),
  failedJobRetryTimeCycle: entry(
    'harmless',
    ['số lần thử lại; loại bước này không cần', 'how often to retry; a step of this kind needs none'],
    'none',
  ),
  executionListener: entry('check', listener, 'task'),
  executionListeners: entry('check', listener, 'task'),
  taskListener: entry(
    'check',
    ['chạy mã khi công việc được tạo, giao hoặc hoàn thành', 'ran code when a task was made, given or completed'],
    'task',
  ),
  taskListeners: entry(
    'check',
    ['chạy mã khi công việc được tạo, giao hoặc hoàn thành', 'ran code when a task was made, given or completed'],
    'task',
  ),
  eventListener: entry('check', ['chạy mã khi có sự kiện của hệ thống', 'ran code on events of the engine'], 'task'),
  connector: entry('check', ['gọi một hệ thống khác (HTTP, SOAP)', 'called another system (HTTP, SOAP)'], 'task'),
  formData: entry('check', formFields, 'form'),
  formProperty: entry('check', formFields, 'form'),
  userTaskForm: entry('check', ['một biểu mẫu nằm trong tệp quy trình', 'a form inside the process file'], 'form'),
  formHandlerClass: entry('check', ['mã xử lý biểu mẫu', 'code that handled a form'], 'form'),
  formFieldValidation: entry(
    'harmless',
    ['bật kiểm tra trường; ở đây luôn kiểm tra', 'checked fields; here they always are'],
    'none',
  ),
  formRefBinding: entry('harmless', version, 'fixed'),
  formRefVersion: entry('check', version, 'fixed'),
  decisionRefBinding: entry('harmless', version, 'fixed'),
  decisionRefVersion: entry('check', version, 'fixed'),
  decisionRefVersionTag: entry('check', version, 'fixed'),
  bindingType: entry('harmless', version, 'fixed'),
  calledElementVersionTag: entry('check', version, 'fixed'),
  versionTag: entry('harmless', ['nhãn của bản', 'a label of the version'], 'none'),
  decisionRefTenantId: entry('harmless', tenant, 'none'),
  calledElementTenantId: entry('harmless', tenant, 'none'),
  caseTenantId: entry('harmless', tenant, 'none'),
  caseRef: entry('check', ['gọi một hồ sơ CMMN', 'called a CMMN case'], 'step'),
  caseBinding: entry('check', ['gọi một hồ sơ CMMN', 'called a CMMN case'], 'step'),
  caseVersion: entry('check', ['gọi một hồ sơ CMMN', 'called a CMMN case'], 'step'),
  variableMappingClass: entry('check', ['mã chuyển biến vào và ra', 'code that handed variables over'], 'data'),
  variableMappingDelegateExpression: entry(
    'check',
    ['mã chuyển biến vào và ra', 'code that handed variables over'],
    'data',
  ),
  historyTimeToLive: entry('harmless', ['giữ lịch sử bao lâu', 'how long history was kept'], 'retention'),
  candidateStarterGroups: entry('check', ['ai được mở hồ sơ', 'who could start it'], 'rights'),
  candidateStarterUsers: entry('check', ['ai được mở hồ sơ', 'who could start it'], 'rights'),
  potentialStarter: entry('check', ['ai được mở hồ sơ', 'who could start it'], 'rights'),
  isStartableInTasklist: entry('harmless', ['hiện nút mở hồ sơ', 'showed a button to start it'], 'none'),
  initiator: entry('check', ['ghi người mở hồ sơ vào một biến', 'put who started it into a variable'], 'data'),
  followUpDate: entry('check', ['ngày nhắc lại công việc', 'a day to come back to the task'], 'deadline'),
  businessCalendarName: entry('check', ['tính thời hạn theo lịch', 'worked deadlines out by a calendar'], 'deadline'),
  category: entry('harmless', ['loại công việc', 'a kind of task'], 'none'),
  owner: entry('check', ['người sở hữu công việc', 'who owned the task'], 'rights'),
  skipExpression: entry(
    'check',
    ['bỏ qua bước khi điều kiện đúng', 'passed the step over where a condition held'],
    'condition',
  ),
  errorMessageVariable: entry('check', codeVariable, 'data'),
  errorVariableName: entry('check', codeVariable, 'data'),
  errorMessage: entry('harmless', ['lời của lỗi', 'the words of an error'], 'none'),
  errorEventDefinition: entry(
    'check',
    ['đổi lỗi của bộ xử lý thành lỗi BPMN', 'made BPMN errors of a worker’s failures'],
    'step',
  ),
  mapException: entry('check', ['đổi lỗi của mã thành lỗi BPMN', 'made BPMN errors of exceptions'], 'step'),
  variableName: entry(
    'check',
    [
      'chỉ xét điều kiện khi biến này đổi; ở đây xét khi có biến nào đổi',
      'asked the condition when this variable changed; here any change asks it',
    ],
    'none',
  ),
  variableEvents: entry(
    'check',
    ['chỉ xét điều kiện khi biến được tạo, sửa hoặc xóa', 'asked the condition on some kinds of change only'],
    'none',
  ),
  conditionalFilter: entry(
    'check',
    ['chỉ xét điều kiện khi biến này đổi', 'asked the condition when this variable changed'],
    'none',
  ),
  in: entry('check', ['gửi biến theo tín hiệu', 'sent variables with a signal'], 'data'),
  out: entry('check', ['nhận biến', 'took variables'], 'data'),
  ioMapping: entry('check', ['đưa dữ liệu vào và ra của bước', 'data in and out of the step'], 'data'),
  inputOutput: entry('check', ['đưa dữ liệu vào và ra của bước', 'data in and out of the step'], 'data'),
  resultVariable: entry('check', ['ghi kết quả vào một biến', 'put the result into a variable'], 'data'),
  resultVariableName: entry('check', ['ghi kết quả vào một biến', 'put the result into a variable'], 'data'),
  autoStoreVariables: entry('check', ['tự ghi biến của đoạn mã', 'kept the variables of a script'], 'data'),
  resource: entry('check', ['mã nằm ở tệp khác', 'code in another file'], 'task'),
  elementIndexVariable: entry(
    'check',
    ['biến đếm vòng lặp; ở đây là loopCounter, đếm từ 1', 'the loop’s counter; here it is loopCounter, from 1'],
    'data',
  ),
  triggerable: entry('check', ['chờ tín hiệu từ ngoài sau khi chạy', 'waited for a signal after its work'], 'step'),
  fallbackToDefaultTenant: entry('harmless', tenant, 'none'),
  sameDeployment: entry('harmless', version, 'fixed'),
  businessKey: entry('check', ['khóa nghiệp vụ', 'a business key'], 'data'),
  inheritBusinessKey: entry('check', ['dùng chung khóa nghiệp vụ', 'handed the business key on'], 'data'),
  calledElementType: entry('check', ['gọi theo khóa hoặc theo bản', 'called by key or by id'], 'fixed'),
  processInstanceName: entry('harmless', ['tên của hồ sơ được gọi', 'a name for the called instance'], 'none'),
  ruleVariablesInput: entry('check', ['dữ liệu cho bộ luật Drools', 'data for Drools rules'], 'task'),
  rules: entry('check', ['bộ luật Drools', 'Drools rules'], 'task'),
  properties: entry(
    'check',
    ['thuộc tính tự đặt, do mã hoặc mẫu đọc', 'properties of one’s own, read by code or templates'],
    'template',
  ),
  property: entry('check', ['thuộc tính tự đặt', 'a property of one’s own'], 'template'),
  modelerTemplate: entry('check', ['bước tạo từ mẫu (element template)', 'made from an element template'], 'template'),
  modelerTemplateVersion: entry('harmless', ofTool, 'none'),
  modelerTemplateIcon: entry('harmless', ofTool, 'none'),
  diagramRelationId: entry('harmless', ofTool, 'none'),
  executionPlatform: entry('harmless', ofTool, 'none'),
  executionPlatformVersion: entry('harmless', ofTool, 'none'),
  linkedResources: entry('check', ['tệp khác mà bước dùng', 'other files that the step used'], 'task'),
  adHoc: entry(
    'check',
    ['chọn các việc chạy ngay trong nhóm tự do', 'chose which tasks of an ad-hoc group begin'],
    'step',
  ),
  publishMessage: entry('check', ['gửi tin nhắn có khóa', 'sent a message with a key'], 'step'),
};

/** The names of the engines and modelers above; of any other namespace nothing is known. */
export function wordsFor(uri: string, local: string): ForeignWords | undefined {
  if (drawingUris.has(uri)) return entry('harmless', ['màu của hình vẽ', 'a colour of the drawing'], 'none');
  if (/modeler/.test(uri)) return entry('harmless', ofTool, 'none');
  return Object.hasOwn(owners, uri) && Object.hasOwn(known, local) ? known[local] : undefined;
}
