// Conditions, timers, loops, messages, names and processes: what stands in the standard's own places, in another
// engine's language.
import { isCycle, isDate, isDuration } from '#engine/core/expressions/iso.ts';
import { feelOfMethods } from '../dialects/juel.ts';
import { simple } from './import-people.ts';
import {
  check,
  expressionOf,
  type Import,
  replaceText,
  say,
  sevenAttribute,
  takeInto,
  uris,
  zeebeElements,
} from './importing.ts';
import { attributeOf, childElements, textOf, withDescendants, type XmlElement } from './xml-tree.ts';

const bodies =
  /^(conditionExpression|condition|completionCondition|loopCardinality|loopCondition|activationCondition|timeDate|timeDuration|timeCycle)$/;

export function importFlow(to: Import, element: XmlElement): void {
  if (bodies.test(element.local)) importBody(to, element);
  if (element.local === 'multiInstanceLoopCharacteristics') importLoop(to, element);
  if (element.local === 'message') importMessage(to, element);
  if (element.local === 'process') importProcess(to, element);
  for (const variable of ['errorCodeVariable', 'escalationCodeVariable']) {
    const code = sevenAttribute(element, variable);
    if (code !== null) simple(to, element, code, ['codeVariable', 'TAKEN_CODE']);
  }
  const name = attributeOf(element, 'name') ?? '';
  if (/[$#]\{/.test(name)) say(to, 'check', element, null, 'NAME_IS_EXPRESSION', { value: name });
}

/** `${…}` in the text of an expression becomes FEEL; the former text is kept beside it. */
function importBody(to: Import, element: XmlElement): void {
  if (childElements(element).length > 0) return;
  const text = textOf(element).trim();
  const language = attributeOf(element, 'language') ?? '';
  const known = language === '' || /feel|juel|uel$|xpath/i.test(language);
  if (!known) {
    say(to, 'check', element, null, 'LANGUAGE_NOT_FEEL', { value: language });
    return;
  }
  if (/[$#]\{/.test(text) || feelOfMethods(text) !== null) {
    const value = /[$#]\{/.test(text) ? expressionOf(text) : `=${feelOfMethods(text)}`;
    if (value === null) {
      say(to, 'check', element, null, 'EXPRESSION_NOT_TRANSLATED', { value: text });
      return;
    }
    replaceText(to, element, value);
    say(to, 'taken', element, null, 'TAKEN_EXPRESSION', { value });
    return;
  }
  const iso = { timeDate: isDate, timeDuration: isDuration, timeCycle: isCycle }[element.local];
  if (iso !== undefined && text !== '' && !text.startsWith('=') && !iso(text)) {
    say(to, 'check', element, null, 'TIMER_NOT_ISO', { value: text });
  }
}

function importLoop(to: Import, element: XmlElement): void {
  const collection = sevenAttribute(element, 'collection');
  if (collection !== null) {
    const value = expressionOf(collection.value);
    if (value === null) check(to, element, collection, 'EXPRESSION_NOT_TRANSLATED', { value: collection.value });
    else {
      takeInto(to, element, collection, { own: 'collection', value, code: 'TAKEN_COLLECTION' });
    }
  }
  const item = sevenAttribute(element, 'elementVariable');
  if (item !== null) simple(to, element, item, ['elementVariable', 'TAKEN_ITEM']);
  for (const loop of zeebeElements(element, 'loopCharacteristics')) {
    const names = {
      inputCollection: 'collection',
      inputElement: 'elementVariable',
      outputCollection: 'outputCollection',
      outputElement: 'outputElement',
    };
    for (const [theirs, ours] of Object.entries(names)) {
      const value = attributeOf(loop, theirs) ?? '';
      if (value === '') continue;
      const code = ours === 'collection' ? 'TAKEN_COLLECTION' : 'TAKEN_ITEM';
      takeInto(to, element, loop, { own: ours, value, code });
    }
  }
}

/** Zeebe keeps the key at the message; here it stands at whatever waits for it. */
function importMessage(to: Import, message: XmlElement): void {
  for (const subscription of zeebeElements(message, 'subscription')) {
    const value = attributeOf(subscription, 'correlationKey') ?? '';
    to.handled.add(subscription);
    const waiting = [...withDescendants(to.root)].filter((element) => waitsFor(element, attributeOf(message, 'id')));
    for (const element of value === '' ? [] : waiting) {
      takeInto(to, element, subscription, { own: 'correlation', value, code: 'TAKEN_CORRELATION' });
    }
    if (waiting.length === 0) check(to, message, subscription, 'CORRELATION_KEY', { value });
  }
}

/** Receive tasks and catching events, but for those that begin a process. */
function waitsFor(element: XmlElement, message: string | null): boolean {
  if (element.uri !== uris.bpmn || attributeOf(element, 'messageRef')?.replace(/^[^:]*:/, '') !== message) return false;
  if (element.local === 'receiveTask') return true;
  const { parent } = element;
  if (element.local !== 'messageEventDefinition' || parent === null) return false;
  const inEvent = parent.parent !== null && attributeOf(parent.parent, 'triggeredByEvent') === 'true';
  return /^(intermediateCatchEvent|boundaryEvent)$/.test(parent.local) || (parent.local === 'startEvent' && inEvent);
}

/** BPMN 2.0.2 table 10.1: `isExecutable` may be left out. */
function importProcess(to: Import, element: XmlElement): void {
  const marked = element.attributes.find(({ local, uri }) => local === 'isExecutable' && uri === '');
  const inside = childElements(element).some(({ local, uri }) => uri === uris.bpmn && /(Event|Task|task)$/.test(local));
  const value = attributeOf(element, 'name') ?? attributeOf(element, 'id') ?? '';
  if (!inside) return;
  if (marked === undefined) say(to, 'check', element, null, 'NOT_MARKED_EXECUTABLE', { value });
  else if (marked.value !== 'true') say(to, 'check', element, null, 'MARKED_NOT_EXECUTABLE', { value });
}
