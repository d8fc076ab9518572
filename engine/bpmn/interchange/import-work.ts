// Work that something outside does: what takes it, how often it is tried, what goes in and out.

import { parseTries } from '#engine/core/expressions/retries.ts';
import {
  addOwn,
  check,
  hasOwn,
  type Import,
  isSeven,
  oursOf,
  say,
  setOwn,
  sevenAttribute,
  sevenElements,
  take,
  takeInto,
  uris,
  zeebeElements,
} from './importing.ts';
import { attributeOf, childElements, textOf, type XmlElement } from './xml-tree.ts';

/** Steps of ours that have a job type, and those that hand variables over. */
const worked = /^(serviceTask|sendTask)$/;
const ranked = /^(process|callActivity|subProcess|transaction|adHocSubProcess)$|(Task|Event|Gateway)$|^task$/;
const mapped = /^(serviceTask|sendTask|callActivity)$/;

export function importWork(to: Import, element: XmlElement): void {
  importSeven(to, element);
  importZeebe(to, element);
  importConnectors(to, element);
  importRetryCycle(to, element);
  importJobPriority(to, element);
  importAsync(to, element);
  importParameters(to, element);
  importFields(to, element);
}

function importSeven(to: Import, element: XmlElement): void {
  const [type, topic] = [sevenAttribute(element, 'type'), sevenAttribute(element, 'topic')];
  const code = ['class', 'delegateExpression', 'expression'].map((name) => sevenAttribute(element, name));
  if (worked.test(element.local) && topic !== null) {
    if (type !== null) to.handled.add(type);
    const job = oursOf(topic.value);
    if (job === null) {
      check(to, element, topic, 'EXPRESSION_NOT_TRANSLATED', { value: topic.value });
      return;
    }
    takeInto(to, element, topic, { own: 'jobType', value: job, code: 'TAKEN_JOB' });
    return;
  }
  if (worked.test(element.local) && type !== null) {
    setOwn(to, element, 'jobType', type.value);
    check(to, element, type, 'WORK_IS_BUILT_IN', { value: type.value });
    return;
  }
  if (topic !== null) {
    if (type !== null) to.handled.add(type);
    check(to, element, topic, 'WORKER_HERE', { value: topic.value });
  }
  for (const attribute of code) {
    if (attribute === null || element.local === 'scriptTask') continue;
    const job = jobNameOf(attribute.value);
    if (worked.test(element.local)) setOwn(to, element, 'jobType', job);
    check(to, element, attribute, 'WORK_IS_CODE', { value: attribute.value, job });
  }
  const result = sevenAttribute(element, 'resultVariable') ?? sevenAttribute(element, 'resultVariableName');
  if (result !== null && worked.test(element.local)) {
    check(to, element, result, 'ANSWER_FIELD', { value: result.value });
  }
}

/** `org.example.SendMail` and `${sendMail.run(x)}` are done by `SendMail` and `sendMail`. */
function jobNameOf(code: string): string {
  const plain = code.replace(/[$#]\{\s*|\s*\}/g, '').replace(/\(.*$/s, '');
  const parts = plain.split('.').filter((part) => part !== '');
  const name = /[$#]\{/.test(code) ? parts[0] : parts.at(-1);
  return name?.replace(/[^\w-]+/g, '-') || 'automatic';
}

function importZeebe(to: Import, element: XmlElement): void {
  for (const definition of zeebeElements(element, 'taskDefinition')) {
    const type = attributeOf(definition, 'type') ?? '';
    if (!worked.test(element.local)) {
      check(to, element, definition, 'WORKER_HERE', { value: type });
      continue;
    }
    to.handled.add(definition);
    if (type !== '') takeInto(to, element, definition, { own: 'jobType', value: type, code: 'TAKEN_JOB' });
    const retries = attributeOf(definition, 'retries') ?? '';
    if (retries !== '') takeInto(to, element, definition, { own: 'retries', value: retries, code: 'TAKEN_RETRIES' });
  }
  for (const headers of zeebeElements(element, 'taskHeaders')) {
    for (const header of childElements(headers)) {
      const [name, value] = [attributeOf(header, 'key') ?? '', attributeOf(header, 'value') ?? ''];
      put(to, element, { part: headers, own: 'input', name, value: literal(value) });
    }
  }
}

/** `R3/PT10M` and `PT1M,PT5M` mean the same here. */
function importRetryCycle(to: Import, element: XmlElement): void {
  for (const cycle of sevenElements(element, 'failedJobRetryTimeCycle')) {
    if (!worked.test(element.local)) continue;
    const text = textOf(cycle).trim();
    if (parseTries(text) === null) {
      check(to, element, cycle, 'EXPRESSION_NOT_TRANSLATED', { value: text });
      continue;
    }
    takeInto(to, element, cycle, { own: 'retries', value: text, code: 'TAKEN_RETRIES' });
  }
}

/** What is higher is done first, there as here; ours goes from 0 to 100. */
function importJobPriority(to: Import, element: XmlElement): void {
  const said = sevenAttribute(element, 'taskPriority') ?? sevenAttribute(element, 'jobPriority');
  if (said === null || !ranked.test(element.local) || element.uri !== uris.bpmn) return;
  const value = oursOf(said.value);
  if (value === null) check(to, element, said, 'EXPRESSION_NOT_TRANSLATED', { value: said.value });
  else if (!value.startsWith('=') && !/^(\d{1,2}|100)$/.test(value))
    check(to, element, said, 'PRIORITY_RANGE', { value });
  else takeInto(to, element, said, { own: 'jobPriority', value, code: 'TAKEN_PRIORITY' });
}

/** `async` is what `asyncBefore` was called first. On the turns of a loop it stays without effect. */
function importAsync(to: Import, element: XmlElement): void {
  if (!ranked.test(element.local) || element.local === 'process' || element.uri !== uris.bpmn) return;
  for (const [theirs, own] of asyncNames) {
    const said = sevenAttribute(element, theirs);
    if (said?.value === 'true') takeInto(to, element, said, { own, value: 'true', code: 'TAKEN_ASYNC' });
  }
}

const asyncNames = [
  ['asyncBefore', 'asyncBefore'],
  ['async', 'asyncBefore'],
  ['asyncAfter', 'asyncAfter'],
] as const;

/** A connector of Camunda 7 becomes the job type of its name, with what it was given. */
function importConnectors(to: Import, element: XmlElement): void {
  for (const connector of sevenElements(element, 'connector')) {
    const name = childElements(connector).find(({ local }) => local === 'connectorId');
    const job = name === undefined ? '' : textOf(name).trim();
    if (!worked.test(element.local) || job === '') continue;
    setOwn(to, element, 'jobType', job);
    check(to, element, connector, 'WORK_IS_BUILT_IN', { value: job });
    const holders = childElements(connector).filter(({ local }) => local === 'inputOutput');
    for (const holder of holders) importInputOutput(to, element, holder);
  }
}

function importInputOutput(to: Import, element: XmlElement, holder: XmlElement): void {
  for (const parameter of childElements(holder)) {
    const own = parameter.local === 'inputParameter' ? 'input' : 'output';
    const value = parameterValue(parameter);
    put(to, element, { part: parameter, own, name: attributeOf(parameter, 'name') ?? '', value });
  }
}

function importParameters(to: Import, element: XmlElement): void {
  for (const holder of sevenElements(element, 'inputOutput')) {
    to.handled.add(holder);
    importInputOutput(to, element, holder);
  }
  for (const holder of zeebeElements(element, 'ioMapping')) {
    to.handled.add(holder);
    for (const [name, mappings] of Map.groupBy(childElements(holder), rootOfTarget))
      putTogether(to, element, name, mappings);
  }
}

function rootOfTarget(mapping: XmlElement): string {
  return `${mapping.local} ${(attributeOf(mapping, 'target') ?? '').split('.')[0]}`;
}

/** `from.name` and `from.email` are two fields of one variable `from`. */
function putTogether(to: Import, element: XmlElement, key: string, mappings: readonly XmlElement[]): void {
  const [local, name = ''] = key.split(' ');
  const [part] = mappings;
  if (part === undefined) return;
  for (const mapping of mappings) to.handled.add(mapping);
  const whole = mappings.length === 1 && !(attributeOf(part, 'target') ?? '').includes('.');
  const value = whole ? oursOf(attributeOf(part, 'source') ?? '') : contextOf(mappings.map(fieldOf));
  put(to, element, { part, own: local === 'input' ? 'input' : 'output', name, value });
}

interface FieldSource {
  readonly path: readonly string[];
  readonly feel: string | null;
}

function fieldOf(mapping: XmlElement): FieldSource {
  const path = (attributeOf(mapping, 'target') ?? '').split('.').slice(1);
  return { path, feel: feelText(attributeOf(mapping, 'source') ?? '') };
}

/** A FEEL context of the fields by their paths. @returns null where two do not fit together */
function contextOf(fields: readonly FieldSource[]): string | null {
  const write = (some: readonly FieldSource[], level: number): string | null => {
    const entries = [...Map.groupBy(some, ({ path }) => path[level] ?? '')].map(([key, inside]) => {
      const [only] = inside;
      const ends = inside.length === 1 && only?.path.length === level + 1;
      const value = key === '' ? null : ends ? only.feel : write(inside, level + 1);
      return value === null ? null : `${JSON.stringify(key)}: ${value}`;
    });
    return listed(entries, '{', '}');
  };
  const text = write(fields, 0);
  return text === null ? null : `=${text}`;
}

/** Fields that are injected into a class, as Flowable and Activiti have them. */
function importFields(to: Import, element: XmlElement): void {
  for (const field of sevenElements(element, 'field')) {
    const inner = childElements(field).find(({ local }) => local === 'string' || local === 'expression');
    const text = attributeOf(field, 'stringValue') ?? attributeOf(field, 'expression') ?? (inner ? textOf(inner) : '');
    const value = inner?.local === 'string' ? literal(text) : oursOf(text);
    put(to, element, { part: field, own: 'input', name: attributeOf(field, 'name') ?? '', value });
  }
}

interface Parameter {
  readonly part: XmlElement;
  readonly own: 'input' | 'output';
  readonly name: string;
  /** null: it could not be translated. */
  readonly value: string | null;
}

function put(to: Import, element: XmlElement, { part, own, name, value }: Parameter): void {
  to.handled.add(part);
  if (!mapped.test(element.local)) {
    check(to, element, part, 'PARAMETER_NOT_HERE', { value: name });
    return;
  }
  if (value === null || !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) {
    check(to, element, part, 'PARAMETER_NOT_TRANSLATED', { value: name });
    return;
  }
  addOwn(to, element, own, { name, value });
  take(to, element, part, own === 'input' ? 'TAKEN_INPUT' : 'TAKEN_OUTPUT', { value: `${name} ← ${value}` });
}

/** A text, an expression, a list or a map; a script is none of them. */
function parameterValue(parameter: XmlElement): string | null {
  const [inner] = childElements(parameter).filter(({ uri }) => isSeven(uri));
  if (inner === undefined) return oursOf(textOf(parameter));
  const feel = feelOf(inner);
  return feel === null ? null : `=${feel}`;
}

function feelOf(part: XmlElement): string | null {
  if (part.local === 'list') return listed(childElements(part).map(feelOf), '[', ']');
  if (part.local === 'map') {
    const entries = childElements(part).map((entry) => {
      const [inner] = childElements(entry);
      const value = inner === undefined ? feelText(textOf(entry)) : feelOf(inner);
      return value === null ? null : `${JSON.stringify(attributeOf(entry, 'key') ?? '')}: ${value}`;
    });
    return listed(entries, '{', '}');
  }
  return part.local === 'value' ? feelText(textOf(part)) : null;
}

function listed(parts: readonly (string | null)[], open: string, close: string): string | null {
  return parts.includes(null) ? null : `${open}${parts.join(', ')}${close}`;
}

function feelText(text: string): string | null {
  const value = oursOf(text);
  if (value === null) return null;
  return value.startsWith('=') ? value.slice(1) : JSON.stringify(value);
}

/** A text that is meant as it stands, even where it begins like an expression. */
function literal(text: string): string {
  return text.trim().startsWith('=') || /[$#]\{/.test(text) ? `=${JSON.stringify(text)}` : text;
}

/** What nothing does, because no engine's way of saying it is there. */
export function checkWork(to: Import, element: XmlElement): void {
  const named = hasOwn(to, element, 'jobType') || hasOwn(to, element, 'message');
  const sends = element.local === 'sendTask' && attributeOf(element, 'messageRef') !== null;
  if (worked.test(element.local) && element.uri === uris.bpmn && !named && !sends) {
    say(to, 'check', element, null, 'WORK_UNKNOWN');
  }
}
