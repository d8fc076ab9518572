/** What a definition says in codes, ISO 8601 and FEEL, put into words for people who read neither. */
import type { Deadline, Expression } from '#engine/core/model/program.ts';
import type { Language, Named } from '#engine/runtime/application/common.ts';
import type { Translate } from '#portal/kit/text.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';
import { readCalendar } from './calendar-name.ts';

export interface Speech {
  readonly t: Translate<DesignerTextKey>;
  readonly language: Language;
}

/** Whom a task addresses, as far as the diagram says it. */
export interface Addressed {
  readonly unit: Expression | null;
  readonly role: Expression | null;
  readonly assignee: Expression | null;
}

/** `P1DT2H` → `1 ngày 2 giờ`; what is no plain duration stays as it is. */
export function durationWords(iso: string, { t }: Pick<Speech, 't'>): string {
  const match = /^P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso.trim());
  if (match === null) return iso;
  const units = ['months', 'weeks', 'days', 'hours', 'minutes'] as const;
  const words = units.flatMap((unit, index) => {
    const n = match[index + 1];
    return n === undefined ? [] : [t(unit, { n })];
  });
  return words.length === 0 ? iso : words.join(' ');
}

export function nameOf(code: string, choices: readonly Named[], language: Language): string {
  return choices.find((choice) => choice.code === code)?.name[language] ?? code;
}

/** `Chuyên viên xử lý, đơn vị phụ trách`. @returns null where nobody is addressed */
export function whoWords(who: Addressed, roles: readonly Named[], { t, language }: Speech): string | null {
  if (who.assignee !== null) return t('oneAccount', { name: sourceOf(who.assignee) });
  const role = who.role === null ? null : nameOf(sourceOf(who.role), roles, language);
  if (who.unit === null) return role;
  const unit = unitWords(who.unit, { t });
  return role === null ? t('anyone', { unit }) : t('inUnit', { role, unit });
}

/** `2 giờ kể từ lúc nhận, lịch Giờ hành chính`. */
export function deadlineWords(deadline: Deadline, calendars: readonly Named[], speech: Speech): string {
  const { t } = speech;
  const duration = lengthWords(deadline.duration, speech);
  const text = fromWords(deadline.from, duration, speech);
  if (deadline.calendar === null) return text;
  return t('byCalendar', { text, calendar: calendarWords(deadline.calendar, calendars, speech) });
}

export function lengthWords(length: Expression, { t }: Pick<Speech, 't'>): string {
  if (length.kind === 'literal') return durationWords(length.value, { t });
  const term = terms[length.source.trim()];
  return term === undefined ? t('formula', { source: length.source }) : t(term);
}

function unitWords(unit: Expression, { t }: Pick<Speech, 't'>): string {
  if (unit.kind === 'literal') return unit.value;
  return unit.source.trim() === 'unit' ? t('responsibleUnit') : t('formula', { source: unit.source });
}

function fromWords(from: Expression | null, duration: string, { t }: Speech): string {
  if (from === null) return t('fromOpening', { duration });
  if (sourceOf(from).trim() === 'receivedAt') return t('fromReceived', { duration });
  return t('fromOther', { duration, from: sourceOf(from) });
}

function calendarWords(calendar: Expression, calendars: readonly Named[], speech: Speech): string {
  const name = readCalendar(calendar.kind === 'feel' ? `=${calendar.source.trim()}` : calendar.value);
  const words = oneCalendarWords(name.calendar, calendars, speech);
  return name.unit === null ? words : speech.t('calendarOwn', { calendar: words });
}

function oneCalendarWords(calendar: string, calendars: readonly Named[], { t, language }: Speech): string {
  if (!calendar.startsWith('=')) return nameOf(calendar, calendars, language);
  return /^=\w+\.calendar$/.test(calendar) ? t('calendarOfClass') : calendar.slice(1);
}

function sourceOf(expression: Expression): string {
  return expression.kind === 'feel' ? expression.source : expression.value;
}

/** Times that the table of priorities (`sla.dmn`) gives: by what they are called in a process. */
const terms: Readonly<Record<string, DesignerTextKey>> = {
  'expected.accept': 'termAccept',
  'sla.takeOn': 'termTakeOn',
  'sla.resolve': 'termResolve',
};
