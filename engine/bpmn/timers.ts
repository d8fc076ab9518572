// Timer event definitions: BPMN 2.0.2 §10.5.5.14, with working time as our addition.
import { isCycle, isDate, isDuration } from '#engine/core/expressions/iso.ts';
import type { Timer } from '#engine/core/model/program.ts';
import { type Place, readAttribute, readExpression } from './expressions.ts';
import { elementIn, type ModdleElement, textIn } from './moddle-types.ts';
import { report } from './problems.ts';

/** @returns null where the definition cannot be used; the problem is said then */
export function readTimer(definition: ModdleElement, place: Place): Timer | null {
  const given = kinds.filter(([property]) => elementIn(definition, property) !== null);
  const [only] = given;
  if (only === undefined || given.length > 1) {
    report(place.report, 'TIMER_NOT_COMPLETE', place.element);
    return null;
  }
  const [property, kind] = only;
  const body = elementIn(definition, property);
  const text = body === null ? null : textIn(body, 'body');
  const value = readExpression(text, property, place);
  if (value === null || (value.kind === 'literal' && !validity[kind](value.value))) {
    report(place.report, 'TIMER_NOT_VALID', place.element, { value: text ?? '' });
    return null;
  }
  const from = readAttribute(definition, 'wardflow:from', place);
  // A date counts from nowhere, and a cycle has a start of its own in ISO 8601.
  if (from !== null && kind !== 'duration')
    report(place.report, 'FEATURE_NOT_SUPPORTED', place.element, { feature: 'wardflow:from' });
  const calendar = readAttribute(definition, 'wardflow:calendar', place);
  return { kind, value, from, calendar, dayCount: readDayCount(definition, 'wardflow:dayCount', place) };
}

export function readDayCount(element: ModdleElement, name: string, place: Place) {
  const dayCount = readAttribute(element, name, place);
  if (dayCount?.kind === 'literal' && !['elapsed', 'exclude_first_day'].includes(dayCount.value)) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'dayCount', value: dayCount.value });
  }
  return dayCount;
}

const kinds = [
  ['timeDate', 'date'],
  ['timeDuration', 'duration'],
  ['timeCycle', 'cycle'],
] as const;

const validity = { duration: isDuration, date: isDate, cycle: isCycle } as const;
