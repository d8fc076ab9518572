// Problems of decision models: what is wrong and what to do, in both languages.
const error = (vi: string, en: string) => ({ severity: 'error', vi, en }) as const;
const warning = (vi: string, en: string) => ({ severity: 'warning', vi, en }) as const;

export const decisionProblems = {
  DECISION_NOT_FOUND: error(
    'Không có bảng quyết định "{decision}". Hãy tạo bảng hoặc chọn bảng khác.',
    'There is no decision "{decision}". Create it or choose another.',
  ),
  DECISION_LOGIC_NOT_SUPPORTED: error(
    'Không chạy được {type}. Hãy dùng bảng quyết định hoặc biểu thức FEEL.',
    'A {type} cannot run. Use a decision table or a FEEL expression.',
  ),
  DECISION_LOGIC_MISSING: warning(
    'Quyết định chưa có nội dung, kết quả luôn là null. Hãy thêm bảng hoặc biểu thức.',
    'The decision has no logic: its result is always null. Add a table or an expression.',
  ),
  DECISION_NAME_NOT_UNIQUE: error(
    'Mã quyết định "{id}" có ở nhiều nơi. Hãy đổi mã.',
    'The decision id "{id}" is used more than once. Change one.',
  ),
  DECISION_TITLE_NOT_UNIQUE: error(
    'Tên "{name}" đã dùng cho phần tử khác trong mô hình. Hãy đổi tên.',
    'The name "{name}" is used by another element of the model. Change one.',
  ),
  DECISION_NAME_MISSING: error('Phần tử không có tên. Hãy đặt tên.', 'The element has no name. Give it one.'),
  DECISION_LOOPS: error(
    'Các quyết định phụ thuộc vòng tròn. Hãy bỏ một mũi tên.',
    'The decisions need each other in a circle. Remove one arrow.',
  ),
  DECISION_TABLE_NOT_VALID: error(
    'Bảng quyết định không đủ: {reason}. Hãy bổ sung.',
    'The decision table is not complete: {reason}. Complete it.',
  ),
  DECISION_RULE_CELLS: error(
    'Dòng có {tests} ô điều kiện và {results} ô kết quả, bảng có {inputs} cột vào và {outputs} cột ra. Hãy sửa dòng này.',
    'The rule has {tests} input and {results} output entries, the table {inputs} inputs and {outputs} outputs. Correct it.',
  ),
  DECISION_INPUT_WITHOUT_EXPRESSION: error(
    'Cột vào "{label}" không có biểu thức. Hãy ghi biểu thức, ví dụ tên dữ liệu vào.',
    'The input "{label}" has no expression. Write one, such as the name of the input data.',
  ),
  DECISION_OUTPUT_NAMES: error(
    'Bảng có nhiều cột ra; mỗi cột cần một tên riêng. Hãy đặt tên.',
    'The table has several outputs; each needs a name of its own. Name it.',
  ),
  DECISION_HIT_POLICY: error(
    'Không có chính sách "{policy}". Hãy chọn một chính sách của DMN.',
    'There is no hit policy "{policy}". Choose one of DMN.',
  ),
  DECISION_AGGREGATION: error(
    'Phép gộp {aggregation} chỉ dùng với COLLECT và một cột ra. Hãy bỏ phép gộp hoặc giữ một cột ra.',
    'The aggregation {aggregation} needs COLLECT and one output. Remove it or keep one output.',
  ),
  DECISION_PRIORITY_WITHOUT_VALUES: error(
    'Chính sách {policy} cần danh sách giá trị ra theo thứ tự ưu tiên. Hãy ghi giá trị ra cho cột này.',
    'The hit policy {policy} needs the output values in their order of priority. List them at this output.',
  ),
  DECISION_TYPE_NOT_FOUND: error(
    'Không có kiểu dữ liệu "{type}". Hãy chọn kiểu của FEEL hoặc định nghĩa kiểu này.',
    'There is no type "{type}". Choose a type of FEEL or define it.',
  ),
  DECISION_TYPE_TOO_LARGE: error(
    'Kiểu dữ liệu "{type}" quá lớn. Hãy chia nhỏ.',
    'The type "{type}" is too large. Divide it.',
  ),
  DECISION_TYPE_LOOPS: warning(
    'Kiểu "{type}" chứa chính nó; phần lồng nhau không được kiểm tra.',
    'The type "{type}" contains itself; what is nested is not checked.',
  ),
  DECISION_LANGUAGE: error(
    'Không chạy được ngôn ngữ "{language}". Hãy viết bằng FEEL.',
    'The expression language "{language}" cannot run. Write it in FEEL.',
  ),
  DECISION_IMPORT_NOT_FOUND: error(
    'Mô hình được nhập "{namespace}" không có trong dịch vụ. Hãy thêm tệp hoặc bỏ phần nhập.',
    'The imported model "{namespace}" is not in the service. Add the file or remove the import.',
  ),
  DECISION_REQUIREMENT_KIND: error(
    'Mũi tên này phải tới {expected}, nhưng "{name}" thuộc loại khác. Hãy nối lại.',
    'This requirement must lead to {expected}; "{name}" is something else. Connect it again.',
  ),
  DECISION_ENTRY_WITHOUT_NAME: error(
    'Một dòng của ngữ cảnh không có tên. Chỉ dòng cuối, là kết quả, được bỏ tên.',
    'An entry of the context has no name. Only the last one, the result, may have none.',
  ),
  DECISION_EXPRESSION_MISSING: error(
    'Ô này không có biểu thức. Hãy ghi biểu thức.',
    'There is no expression here. Write one.',
  ),
  DECISION_NAME_UNKNOWN: warning(
    '"{name}" không phải dữ liệu vào hay quyết định được nối tới; chỉ có giá trị nếu hồ sơ có biến tên này. Hãy nối mũi tên.',
    '"{name}" is neither required nor declared: only a variable of the case gives it a value. Add the requirement.',
  ),
} as const;
