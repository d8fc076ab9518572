// Personal data that would come to where everybody reads it, or that is not kept apart in the first place. Fields marked
// as personal are kept in the vault; the process holds references to them, and a reference may be handed on.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { isPersonal, isValueComponent, walkForm } from '#forms/components.ts';
import { isHuman } from '../deadline-of.ts';
import { namesIn } from '../names-in.ts';
import { found, type Rule } from '../rule.ts';
import { elementsOf, formOf, type ReadForm, type ReadService } from '../service.ts';

interface Field {
  readonly key: string;
  readonly label: string;
}

export const personalData: Rule = (service) => [
  ...published(service),
  ...inStages(service),
  ...inConditions(service),
  ...notMarked(service),
  ...openElsewhere(service),
];

/** What the built-in job `publish` makes public comes from a form that a citizen fills in, read by nobody in between. */
function published(service: ReadService): ReturnType<Rule> {
  return elementsOf(service).flatMap(({ path, program, node }) => {
    if (!('jobType' in node) || node.jobType.kind !== 'literal' || node.jobType.value !== 'publish') return [];
    const personal = flowing(program, fieldsOf(citizensForms(service, program)));
    return node.inputs.flatMap(({ name, value }) =>
      read(value, personal).map((field) =>
        found(
          'PERSONAL_PUBLISHED',
          { path, element: node.id },
          { field: field.label, place: publicPlaces[name] ?? name },
        ),
      ),
    );
  });
}

const publicPlaces: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  title: { vi: 'tiêu đề công khai', en: 'public title' },
  text: { vi: 'nội dung công khai', en: 'public text' },
  answer: { vi: 'câu trả lời công khai', en: 'public answer' },
  photos: { vi: 'ảnh công khai', en: 'public photos' },
};

function inStages(service: ReadService): ReturnType<Rule> {
  return elementsOf(service).flatMap(({ path, program, node }) =>
    read(node.stage, flowing(program, fieldsOf([...service.forms.values()]))).map((field) =>
      found('PERSONAL_IN_STAGE', { path, element: node.id }, { field: field.label }),
    ),
  );
}

/** The process sees a reference and not the value: a condition on it is not what it looks like. */
function inConditions(service: ReadService): ReturnType<Rule> {
  const fields = fieldsOf([...service.forms.values()]);
  return elementsOf(service).flatMap(({ path, program, node }) =>
    node.outgoing.flatMap((flow) => {
      const condition = program.flows[flow]?.condition;
      if (condition?.kind !== 'feel') return [];
      // Whether there is an answer at all can be asked.
      const source = condition.source.replace(/[\p{L}_][\p{L}\p{N}_]*\s*!?=\s*null/gu, 'true');
      const asked = read({ kind: 'feel', source }, flowing(program, fields));
      return asked.map((field) => found('PERSONAL_IN_CONDITION', { path, element: flow }, { field: field.label }));
    }),
  );
}

/** Numbers and addresses by which a person is found are personal whoever asks for them. */
const personalTypes: ReadonlySet<string> = new Set(['phoneNumber', 'email', 'signature']);

function notMarked({ forms }: ReadService): ReturnType<Rule> {
  return [...forms.values()].flatMap(({ path, form }) =>
    [...walkForm(form)].flatMap(({ component, path: element }) =>
      personalTypes.has(component.type) && !isPersonal(component)
        ? [found('PERSONAL_NOT_MARKED', { path, element }, { field: component.label ?? component.key })]
        : [],
    ),
  );
}

/** A key that is personal in one form and open in another: what is typed into the other one stands in the open. */
function openElsewhere({ forms }: ReadService): ReturnType<Rule> {
  const personal = new Map<string, string>();
  for (const { form } of forms.values()) {
    for (const { component } of walkForm(form)) {
      if (isPersonal(component)) personal.set(component.key, form.title ?? '');
    }
  }
  return [...forms.values()].flatMap(({ path, form }) =>
    [...walkForm(form)].flatMap(({ component, path: element }) => {
      const other = personal.get(component.key);
      if (other === undefined || isPersonal(component) || !isValueComponent(component.type)) return [];
      return [
        found('PERSONAL_OPEN_ELSEWHERE', { path, element }, { field: component.label ?? component.key, form: other }),
      ];
    }),
  );
}

/** The form that opens the case, and those of steps that the reporter does. */
function citizensForms({ pack, forms }: ReadService, { nodes }: Program): readonly ReadForm[] {
  const names = Object.values(nodes).flatMap((node) => {
    const citizens = isHuman(node) && node.role?.kind === 'literal' && node.role.value === 'citizen';
    return node.type === 'startEvent' || citizens ? (formOf(node) ?? []) : [];
  });
  return [...new Set([...names, pack?.startForm ?? ''])].flatMap((name) => forms.get(name) ?? []);
}

function fieldsOf(forms: readonly ReadForm[]): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const { form } of forms) {
    for (const { component } of walkForm(form)) {
      const { key, label } = component;
      if (isPersonal(component)) fields.set(key, { key, label: label ?? key });
    }
  }
  return fields;
}

/** Variables that hold one of the fields: under its own name, or another to which it was handed on. */
function flowing({ nodes }: Program, fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  const known = new Map(fields);
  for (let size = -1; size !== known.size; ) {
    size = known.size;
    for (const [name, value] of Object.values(nodes).flatMap(handedOn)) {
      const [field] = read(value, known);
      if (field !== undefined && !known.has(name)) known.set(name, field);
    }
  }
  return known;
}

function handedOn(node: FlowNode): readonly (readonly [string, Parameters<typeof namesIn>[0]])[] {
  if (node.type === 'scriptTask') return node.result === null ? [] : [[node.result, node.script]];
  if (!('outputs' in node)) return [];
  return node.outputs.map(({ name, value }) => [name, value]);
}

function read(value: Parameters<typeof namesIn>[0], fields: ReadonlyMap<string, Field>): readonly Field[] {
  return [...namesIn(value)].flatMap((name) => fields.get(name) ?? []);
}
