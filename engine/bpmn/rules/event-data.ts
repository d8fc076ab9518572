// BPMN 2.0.2 §10.5.1 "Data modeling and events", and what events throw: messages, errors, escalations, signals.

import { keptCode } from '../dialects/foreign.ts';
import { elementIn, elementsIn, type ModdleElement, textIn, typeName } from '../moddle-types.ts';
import { nameOf } from './common.ts';
import type { Model } from './model.ts';
import { at, type Rule } from './rule.ts';
import { definitionsOf, inExecutable, isA, sameItem } from './terms.ts';

export const eventDataRules: readonly Rule[] = [
  {
    code: 'EVENT_DATA_COUNT',
    section: '10.5.1',
    on: ['CatchEvent', 'ThrowEvent'],
    vi: 'Sự kiện có nhiều định nghĩa phải có một dữ liệu cho mỗi định nghĩa. Hãy thêm dữ liệu còn thiếu.',
    en: 'An event with several definitions needs one datum for each of them. Add what is missing.',
    broken: (event) => {
      const [definitions, data] = [definitionsOf(event), dataOf(event)];
      return definitions.length > 1 && data.length > 0 && data.length !== definitions.length;
    },
  },
  {
    code: 'EVENT_DATA_ITEM',
    section: '10.5.1',
    on: ['CatchEvent', 'ThrowEvent'],
    vi: 'Dữ liệu "{data}" không cùng kiểu với "{source}" mà sự kiện dùng. Hãy sửa một trong hai.',
    en: 'The datum "{data}" is not of the type of "{source}" that the event uses. Correct one of the two.',
    broken: (event) => {
      const data = dataOf(event);
      const pairs = definitionsOf(event).map((definition, index) => [carried(definition), data[index]] as const);
      return pairs.flatMap(([source, datum]) => {
        const item = source === null ? null : itemCarried(source);
        if (source === null || item === null || datum === undefined) return [];
        return sameItem(item, elementIn(datum, 'itemSubjectRef'))
          ? []
          : [at(event, { data: nameOf(datum), source: nameOf(source) })];
      });
    },
  },
  {
    code: 'EVENT_NAMES_NOTHING',
    section: '10.5.5',
    on: ['MessageEventDefinition', 'SignalEventDefinition'],
    vi: 'Sự kiện chưa chọn {what}. Hãy chọn.',
    en: 'The event names no {what}. Choose one.',
    broken: (definition) => {
      const what = typeName(definition).replace('EventDefinition', '').toLowerCase();
      const needed = inExecutable(definition) && elementIn(definition, `${what}Ref`) === null;
      return needed ? [at(definition, { what })] : [];
    },
  },
  {
    code: 'THROWN_WITHOUT_CODE',
    section: '8.4.3 and 8.4.4; 10.5.5',
    on: ['ErrorEventDefinition', 'EscalationEventDefinition'],
    vi: 'Sự kiện ném phải có mã ({what}). Hãy chọn hoặc ghi mã.',
    en: 'What is thrown must have a code ({what}). Choose one that has, or write it.',
    broken: (definition, model) => {
      const what = typeName(definition).replace('EventDefinition', '').toLowerCase();
      if (model.foreign || !inExecutable(definition) || !isThrown(definition, model)) return [];
      const target = elementIn(definition, `${what}Ref`);
      // The name of an error that is nowhere declared is taken as its code.
      if (target === null && definition.$attrs[keptCode] !== undefined) return [];
      return target === null || textIn(target, `${what}Code`) === null ? [at(definition, { what: `${what}Code` })] : [];
    },
  },
];

/** Data that flow out of a catching event and into a throwing one. */
function dataOf(event: ModdleElement): readonly ModdleElement[] {
  return elementsIn(event, isA(event, 'CatchEvent') ? 'dataOutputs' : 'dataInputs');
}

function carried(definition: ModdleElement): ModdleElement | null {
  const names = ['messageRef', 'signalRef', 'errorRef', 'escalationRef'];
  return names.map((name) => (knows(definition, name) ? elementIn(definition, name) : null)).find(Boolean) ?? null;
}

function itemCarried(source: ModdleElement): ModdleElement | null {
  return isA(source, 'Message') ? elementIn(source, 'itemRef') : elementIn(source, 'structureRef');
}

function knows(definition: ModdleElement, name: string): boolean {
  return isA(definition, `${name.charAt(0).toUpperCase()}${name.slice(1, -3)}EventDefinition`);
}

function isThrown(definition: ModdleElement, model: Model): boolean {
  const users = [definition.$parent, ...model.naming(definition, 'eventDefinitionRef')];
  return users.some((event) => isA(event, 'ThrowEvent'));
}
