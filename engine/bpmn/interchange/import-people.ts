// User tasks and start forms: who does it, with which form, by when. Camunda 7 and its relatives say it in attributes,
// Zeebe in extension elements, the standard in resource roles (BPMN 2.0.2 §10.3.4).
import { isDate, isDuration } from '#engine/core/expressions/iso.ts';
import {
  addOwn,
  check,
  expressionOf,
  hasOwn,
  type Import,
  oursOf,
  setOwn,
  sevenAttribute,
  take,
  takeInto,
  uris,
  zeebeElements,
} from './importing.ts';
import { noteRest } from './list-foreign.ts';
import { attributeOf, childElements, textOf, type XmlAttribute, type XmlElement } from './xml-tree.ts';

export function importPeople(to: Import, element: XmlElement): void {
  if (element.local === 'userTask' || element.local === 'globalUserTask') {
    importAssignment(to, element);
    importDates(to, element);
    importRoles(to, element);
    for (const priority of [sevenAttribute(element, 'priority'), ...zeebe(element, 'priorityDefinition', 'priority')]) {
      if (priority !== null) importPriority(to, element, priority);
    }
    for (const marker of zeebeElements(element, 'userTask')) to.handled.add(marker);
  }
  if (element.local === 'userTask' || element.local === 'startEvent') importForm(to, element);
}

/** Attributes of Zeebe's extension elements, with the element itself counted as dealt with. */
export function zeebe(element: XmlElement, local: string, attribute: string): readonly (XmlAttribute | null)[] {
  return zeebeElements(element, local).map((one) => one.attributes.find((own) => own.local === attribute) ?? null);
}

function importAssignment(to: Import, element: XmlElement): void {
  for (const definition of zeebeElements(element, 'assignmentDefinition')) to.handled.add(definition);
  for (const assignee of [sevenAttribute(element, 'assignee'), ...zeebe(element, 'assignmentDefinition', 'assignee')]) {
    if (assignee !== null) simple(to, element, assignee, ['assignee', 'TAKEN_ASSIGNEE']);
  }
  for (const groups of [
    sevenAttribute(element, 'candidateGroups'),
    ...zeebe(element, 'assignmentDefinition', 'candidateGroups'),
  ]) {
    if (groups !== null) importGroups(to, element, groups, groups.value);
  }
  for (const users of [
    sevenAttribute(element, 'candidateUsers'),
    ...zeebe(element, 'assignmentDefinition', 'candidateUsers'),
  ]) {
    if (users !== null) check(to, element, users, 'CANDIDATE_USERS', { value: users.value });
  }
}

/** An attribute that becomes one of ours with the same meaning. */
export function simple(
  to: Import,
  element: XmlElement,
  attribute: XmlAttribute,
  [own, code]: readonly [string, Parameters<typeof take>[3]],
): void {
  const value = oursOf(attribute.value);
  if (value === null) {
    check(to, element, attribute, 'EXPRESSION_NOT_TRANSLATED', { value: attribute.value });
    return;
  }
  takeInto(to, element, attribute, { own, value, code });
}

/** One group becomes the role; a FEEL list or expression as well. */
function importGroups(to: Import, element: XmlElement, part: XmlAttribute | XmlElement, text: string): void {
  const parts = /[=$#]/.test(text) ? [text.trim()] : text.split(',').map((one) => one.trim());
  const [first = ''] = parts.filter((one) => one !== '');
  const value = oursOf(first);
  if (value === null) {
    check(to, element, part, 'EXPRESSION_NOT_TRANSLATED', { value: text });
    return;
  }
  takeInto(to, element, part, { own: 'role', value, code: 'TAKEN_ROLE' });
  if (parts.length > 1) check(to, element, part, 'SEVERAL_GROUPS', { value: text });
  else check(to, element, part, 'GROUP_IS_NO_ROLE', { value: first });
}

/** `humanPerformer` is who does it; of a `potentialOwner`, `group(x)` or a plain name is a group. */
function importRoles(to: Import, element: XmlElement): void {
  for (const role of childElements(element).filter(({ uri }) => uri === uris.bpmn)) {
    const text = /^(humanPerformer|potentialOwner)$/.test(role.local) ? personIn(to, role) : '';
    if (text === '') continue;
    if (role.local === 'humanPerformer') {
      const value = oursOf(text);
      if (value !== null && setOwn(to, element, 'assignee', value))
        take(to, element, role, 'TAKEN_ASSIGNEE', { value });
      else if (value === null) check(to, element, role, 'EXPRESSION_NOT_TRANSLATED', { value: text });
      continue;
    }
    const users = /^user\((.*)\)$/.exec(text)?.[1];
    if (users !== undefined) check(to, element, role, 'CANDIDATE_USERS', { value: users });
    else if (!hasOwn(to, element, 'role')) importGroups(to, element, role, text.replace(/group\(([^()]*)\)/g, '$1'));
  }
}

/** Whom a resource role names: by an expression, or the resource that it refers to by its name. */
function personIn({ root }: Import, role: XmlElement): string {
  const inside = (local: string): XmlElement | undefined => childElements(role).find((one) => one.local === local);
  const expression = inside('resourceAssignmentExpression');
  if (expression !== undefined) return deepText(expression);
  const reference = inside('resourceRef');
  const id =
    reference === undefined
      ? ''
      : textOf(reference)
          .trim()
          .replace(/^[^:]*:/, '');
  const resource = childElements(root).find((one) => one.local === 'resource' && attributeOf(one, 'id') === id);
  return resource === undefined ? '' : (attributeOf(resource, 'name') ?? '');
}

function deepText(element: XmlElement): string {
  return [textOf(element), ...childElements(element).map(deepText)].join('').trim();
}

function importPriority(to: Import, element: XmlElement, attribute: XmlAttribute): void {
  const value = oursOf(attribute.value);
  if (value !== null && !value.startsWith('=') && !/^(\d{1,2}|100)$/.test(value)) {
    check(to, element, attribute, 'PRIORITY_RANGE', { value });
    return;
  }
  simple(to, element, attribute, ['priority', 'TAKEN_PRIORITY']);
}

/** A due date is a period from the opening of the task, an instant, or an expression that gives one. */
function importDates(to: Import, element: XmlElement): void {
  for (const schedule of zeebeElements(element, 'taskSchedule')) {
    to.handled.add(schedule);
    noteRest(to, element, schedule, ['followUpDate']);
  }
  for (const due of [sevenAttribute(element, 'dueDate'), ...zeebe(element, 'taskSchedule', 'dueDate')]) {
    if (due === null) continue;
    const value = oursOf(due.value);
    if (value === null || (!value.startsWith('=') && !isDuration(value) && !isDate(value))) {
      check(to, element, due, 'EXPRESSION_NOT_TRANSLATED', { value: due.value });
      continue;
    }
    addOwn(to, element, 'deadline', isDuration(value) ? { duration: value } : { from: value, duration: 'PT0S' });
    take(to, element, due, 'TAKEN_DEADLINE', { value });
    if (value.startsWith('=')) check(to, element, due, 'DUE_EXPRESSION');
  }
}

/** `embedded:deployment:forms/visit.html` is the form `visit`. */
function importForm(to: Import, element: XmlElement): void {
  for (const definition of zeebeElements(element, 'formDefinition')) {
    to.handled.add(definition);
    noteRest(to, element, definition, ['bindingType', 'versionTag']);
  }
  const names = ['formKey', 'formRef', 'formId', 'externalReference'];
  const given = [
    sevenAttribute(element, 'formKey'),
    sevenAttribute(element, 'formRef'),
    ...names.flatMap((name) => zeebe(element, 'formDefinition', name)),
  ].filter((one) => one !== null);
  for (const attribute of given) {
    const form = formName(attribute.value);
    if (form === null) {
      check(to, element, attribute, 'EXPRESSION_NOT_TRANSLATED', { value: attribute.value });
      continue;
    }
    takeInto(to, element, attribute, { own: 'form', value: form, code: 'TAKEN_FORM' });
    check(to, element, attribute, 'FORM_TO_MAKE', { value: attribute.value, form });
  }
}

function formName(key: string): string | null {
  if (expressionOf(key) === null || /^=|[$#]\{/.test(key.trim())) return null;
  const last = key.trim().split(/[:/]/).at(-1) ?? '';
  const name = last
    .replace(/\.(x?html?|jsf|jsp|form|json)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  return name === '' ? null : name;
}
