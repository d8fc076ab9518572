import { Temporal } from 'temporal-polyfill';
import type { Json } from '#engine/core/values.ts';
import * as read from './reading.ts';
import type { Expected } from './scenario.ts';

const states = ['active', 'completed', 'terminated', 'failed', 'incident', 'suspended', 'notStarted'];
const lists = ['waiting', 'waitingAt', 'completed', 'notEntered', 'ended', 'incidents', 'problems'] as const;
const others = ['state', 'stage', 'completedTimes', 'variables', 'due', 'assigned', 'thrown', 'instances'];

export const expectKeys: readonly string[] = [...lists, ...others];

/** What must be so: only what is named is checked. */
export function readExpected(place: read.Place): Expected {
  read.allowKeys(place, expectKeys);
  const expected: Record<string, unknown> = {};
  const take = (key: string, value: (place: read.Place) => unknown): void => {
    if (read.has(place, key)) expected[key] = value(read.at(place, key));
  };
  for (const key of lists) take(key, read.texts);
  take('state', readState);
  take('stage', read.text);
  take('completedTimes', (at) => mapped(at, (item) => read.wholeNumber(item, 0)));
  take('variables', read.variables);
  take('due', (at) => mapped(at, readInstantText));
  take('assigned', (at) => mapped(at, (item) => read.text(item)));
  take('thrown', (at): readonly Json[] => read.items(at).map(read.json));
  take('instances', (at) => read.wholeNumber(at, 0));
  return expected as Expected;
}

function readInstantText(place: read.Place): string {
  const text = read.text(place);
  try {
    Temporal.Instant.from(text);
  } catch {
    read.fault(place, `"${text}" is no instant with its offset, such as 2026-11-20T17:00:00+07:00`);
  }
  return text;
}

function readState(place: read.Place): string {
  const state = read.text(place);
  if (!states.includes(state)) read.fault(place, `"state" must be one of: ${states.join(', ')}`);
  return state;
}

function mapped<T>(place: read.Place, value: (item: read.Place) => T): Record<string, T> {
  return Object.fromEntries(read.keysOf(place).map((key) => [key, value(read.at(place, key))]));
}
