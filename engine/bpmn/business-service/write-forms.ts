// Forms (Form.io) of an imported service: what opens a case, and for each task exactly the actions of its roles.
import {
  type Component,
  commentField,
  formPath,
  reportForm,
  type Said,
  said,
  submit,
} from '../new-service/form-parts.ts';
import { actionName, json, type Words } from './names.ts';
import type { Plan, PlannedState, PlannedTask } from './plan.ts';
import type { SourceAction } from './source.ts';

/** @returns the forms' texts by path */
export function formsOf(plan: Plan): Readonly<Record<string, string>> {
  const tasks = plan.states.flatMap((state) =>
    state.tasks.map((task): [string, string] => [formPath(task.form), taskForm(plan, state, task)]),
  );
  return { [formPath('report')]: openingForm(plan), ...Object.fromEntries(tasks) };
}

function taskForm(plan: Plan, state: PlannedState, task: PlannedTask): string {
  const { english, say } = said();
  const actions = [...task.leaving, ...task.staying];
  const components = [
    choiceOf(actions, say),
    ...actions.filter((action) => plan.asksUnit(state.source, action)).map((action) => unitField(action, say)),
    ...actions.filter((action) => asksDocuments(plan, action)).map((action) => documentsField(action, say)),
    ...actions.filter(({ code }) => code === 'RATE').map((action) => ratingField(action, say)),
    commentField(say),
    submit(say, { vi: 'Hoàn thành', en: 'Complete' }),
  ];
  return json({ title: say(titleOf(state, task)), display: 'form', components, i18n: { en: english } });
}

/** Officials tell the forms of a state apart by role; the citizen has one there. */
function titleOf({ name }: PlannedState, { roles, to }: PlannedTask): Words {
  if (to.role === 'citizen') return name;
  const role = roles.join(', ');
  return { vi: `${name.vi} – ${role}`, en: `${name.en} – ${role}` };
}

function choiceOf(actions: readonly SourceAction[], say: Said['say']): Component {
  const values = actions.map(({ code }) => ({ label: say(actionName(code)), value: code }));
  const [only] = actions;
  return {
    type: 'select',
    key: 'action',
    label: say({ vi: 'Thao tác', en: 'Action' }),
    input: true,
    validate: { required: true },
    dataSrc: 'values',
    data: { values },
    ...(actions.length === 1 && only !== undefined && { defaultValue: only.code }),
  };
}

/** The source asks for documents by where an action leads, not by where it stands. */
export function asksDocuments({ service }: Plan, { next }: SourceAction): boolean {
  return service.states.find(({ code }) => code === next)?.documents === true;
}

function onlyFor({ code }: SourceAction): Component {
  return { conditional: { show: true, when: 'action', eq: code } };
}

function unitField(action: SourceAction, say: Said['say']): Component {
  return {
    type: 'select',
    key: 'unit',
    label: say({ vi: 'Đơn vị xử lý', en: 'Unit that handles it' }),
    input: true,
    properties: { source: 'units' },
    validate: { required: true },
    dataSrc: 'values',
    ...onlyFor(action),
  };
}

function documentsField(action: SourceAction, say: Said['say']): Component {
  return {
    type: 'file',
    key: `documents_${action.code.replace(/\W+/g, '_')}`,
    label: say({ vi: 'Tài liệu (ảnh chụp)', en: 'Documents (photos)' }),
    input: true,
    validate: { required: true, maxFiles: 5 },
    multiple: true,
    storage: 'wardflow',
    filePattern: 'image/*',
    fileMaxSize: '10MB',
    ...onlyFor(action),
  };
}

function ratingField(action: SourceAction, say: Said['say']): Component {
  const values = [5, 4, 3, 2, 1].map((mark) => ({
    label: say(marks[mark] ?? { vi: '', en: '' }),
    value: String(mark),
  }));
  return {
    type: 'radio',
    key: 'rating',
    label: say({ vi: 'Ông/bà hài lòng đến mức nào?', en: 'How content are you?' }),
    input: true,
    validate: { required: true },
    dataType: 'number',
    values,
    ...onlyFor(action),
  };
}

const marks: Readonly<Record<number, Words>> = {
  5: { vi: '5 – Rất hài lòng', en: '5 – Very content' },
  4: { vi: '4 – Hài lòng', en: '4 – Content' },
  3: { vi: '3 – Bình thường', en: '3 – Neither' },
  2: { vi: '2 – Không hài lòng', en: '2 – Not content' },
  1: { vi: '1 – Rất không hài lòng', en: '1 – Not content at all' },
};

/** What a citizen fills in; the source keeps that outside of its table. */
function openingForm({ service }: Plan): string {
  const { opening } = service;
  return reportForm((say) =>
    opening.kind === 'actions' && opening.actions.length > 1 ? [choiceOf(opening.actions, say)] : [],
  );
}
