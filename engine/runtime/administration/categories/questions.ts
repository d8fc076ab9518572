/** The questions of a category as a form: checked when the city is stored, asked with the report, judged like any form. */
import type { Category } from '#engine/cases/categories/category-tree.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { ConfigFault } from '#engine/cases/city/json-reader.ts';
import type { Localised } from '#engine/cases/text/localised.ts';
import { checkForm } from '#forms/check.ts';
import { isPersonal, isValueComponent, walkForm } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { questionPrefix, withQuestions } from '#forms/questions.ts';

const file = 'categories.json';
/** Field of a start form that chooses the category (docs/process-extensions.md). */
const categoryField = 'category';
/** Key of the question which unit a report complains of. */
const aboutKey = 'aboutUnit';
/** Photos and places belong to the report itself. */
const notAsked: ReadonlySet<string> = new Set(['file', 'location']);
const freeText: ReadonlySet<string> = new Set(['textfield', 'textarea', 'email', 'phoneNumber']);

export function questionsOf(category: Category | undefined): FormDefinition | null {
  return category === undefined ? null : (category.questions as FormDefinition | null);
}

/** The form of a report about a category, its questions asked too. */
export function formFor(form: FormDefinition, category: Category | undefined): FormDefinition {
  if (category === undefined || !asksMore(category)) return form;
  const own = questionsOf(category);
  const notes = notesOf(category);
  const english = Object.fromEntries(notes.map(({ vi, en }) => [vi, en]));
  const components = notes.map(({ vi }, index) => ({ type: 'content', key: `note${index}`, html: vi, input: false }));
  const questions = {
    ...own,
    components: [...components, ...(category.aboutUnit ? [aboutQuestion] : []), ...(own?.components ?? [])],
    i18n: { ...own?.i18n, en: { ...own?.i18n?.['en'], ...english, ...aboutEnglish } },
  };
  const legend =
    own === null ? category.name : { vi: `Hỏi thêm: ${category.name.vi}`, en: `More about: ${category.name.en}` };
  return withQuestions(form, categoryField, { questions, legend });
}

/** The unit that a report complains of, as it was judged; undefined where it is not asked, or not known. */
export function aboutAnswer(
  category: Category | undefined,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  const answer = category?.aboutUnit === true ? values[`${questionPrefix}${aboutKey}`] : undefined;
  return typeof answer === 'string' && answer !== '' ? answer : undefined;
}

/** Whether the form of a report says or asks more once the category is chosen. */
export function asksMore(category: Category): boolean {
  return questionsOf(category) !== null || category.aboutUnit || notesOf(category).length > 0;
}

/** What reporters are told of a category before they send. */
function notesOf({ confidential, anonymous }: Category): readonly Localised[] {
  return [...(confidential ? [confidentialNote] : []), ...(anonymous ? [] : [contactNote])];
}

/** Left open by who does not know. */
const aboutQuestion: FormComponent = {
  type: 'select',
  key: aboutKey,
  label: 'Phản ánh về đơn vị nào?',
  description: 'Đơn vị này sẽ không thấy và không xử lý phản ánh. Không biết thì để trống.',
  properties: { source: 'aboutUnits' },
};
const aboutEnglish = {
  'Phản ánh về đơn vị nào?': 'Which unit do you complain of?',
  'Đơn vị này sẽ không thấy và không xử lý phản ánh. Không biết thì để trống.':
    'This unit will neither see nor handle the report. Leave it open if you do not know.',
};

const confidentialNote: Localised = {
  vi: 'Lĩnh vực này được giữ kín: người xử lý không biết ai gửi, và không ai khác được gợi ý phản ánh này.',
  en: 'This category is confidential: who handles it does not learn who reported, and nobody else is pointed to this report.',
};
const contactNote: Localised = {
  vi: 'Lĩnh vực này cần số điện thoại hoặc thư điện tử để cơ quan trả lời.',
  en: 'This category needs a telephone number or an e-mail address, so that you can be answered.',
};

/** @returns what is wrong with the questions and the answers that mean danger, by category and field */
export function questionFaults({ categories }: Pick<City, 'categories'>): readonly ConfigFault[] {
  return [...categories.values()].flatMap((category) => [...formFaults(category), ...stopFaults(category)]);
}

function formFaults({ code, questions }: Category): readonly ConfigFault[] {
  if (questions === null) return [];
  const at = (element: string | null) => `${code}.questions${element === null ? '' : `.${element}`}`;
  const problems = checkForm(questions, file).filter(({ severity }) => severity === 'error');
  const faults = problems.map(({ element, message }) => ({
    file,
    path: at(element),
    message: message.en,
    vi: message.vi,
  }));
  if (problems.length > 0) return faults;
  return [...walkForm(questions as unknown as FormDefinition)].flatMap(({ component }): readonly ConfigFault[] => {
    const fault = (message: string, vi: string) => [{ file, path: at(component.key), message, vi }];
    if (notAsked.has(component.type)) {
      return fault(
        'photos and places are asked by the report itself: take this question out',
        'ảnh và vị trí đã có trong mẫu phản ánh: hãy bỏ câu hỏi này',
      );
    }
    if (!freeText.has(component.type) || isPersonal(component)) return [];
    return fault(
      'what people write freely is personal: mark it so',
      'câu trả lời tự do là dữ liệu cá nhân: hãy đánh dấu',
    );
  });
}

function stopFaults({ code, questions, stops }: Category): readonly ConfigFault[] {
  const fields = new Map(
    questions === null
      ? []
      : [...walkForm(questions as unknown as FormDefinition)].map(({ component }) => [component.key, component]),
  );
  return stops.flatMap((stop, index): readonly ConfigFault[] => {
    const path = `${code}.stops[${index}]`;
    if (stop.question === null) return [];
    const field = fields.get(stop.question);
    if (field === undefined || !isValueComponent(field.type)) {
      return [{ file, path: `${path}.question`, message: `there is no question ${stop.question}` }];
    }
    if (answersOf(field).includes(stop.answer ?? '')) return [];
    return [{ file, path: `${path}.answer`, message: `${stop.answer} is no answer to ${stop.question}` }];
  });
}

function answersOf(field: FormComponent): readonly string[] {
  if (field.type === 'checkbox') return ['true'];
  return (field.values ?? field.data?.values ?? []).map(({ value }) => value);
}
