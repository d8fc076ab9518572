/** Puts a notice into words at the moment it is sent: what is personal comes out of the vault only here. */

import type { Instant, Json } from '#engine/core/values.ts';
import type { CityWorkingTime } from './calendars/working-time.ts';
import type { City } from './city/city.ts';
import { type Channel, type MessageTemplate, type NoticeValues, placeholders, renderNotice } from './notices.ts';
import type { CaseFacts } from './projection.ts';
import type { Language } from './text/localised.ts';
import { isMobile } from './text/phone.ts';

export interface NoticeFacts {
  readonly record: Pick<CaseFacts, 'dueAt' | 'unit' | 'ward' | 'category' | 'sla'> & {
    readonly registerNumber: string;
  };
  readonly place: { readonly city: City; readonly workingTime: CityWorkingTime };
  /** Where the reader goes on. */
  readonly link: string;
  readonly language: Language;
  readonly now: Instant;
  /** What the process gave along, references resolved. */
  readonly given: Readonly<Record<string, string>>;
}

/** Where a reporter follows the case; the tracking code stands in the vault. */
export function followLink(publicUrl: string, trackingCode: string): string {
  return `${publicUrl}/follow?code=${trackingCode}`;
}

/** Where an official works; says nothing of any case. */
export function officeLink(publicUrl: string): string {
  return `${publicUrl}/office`;
}

export interface Composed {
  readonly subject: string | null;
  readonly text: string;
  readonly segments: number | null;
}

/** @returns undefined where the template has no text for the channel or a placeholder has no value */
export function composeNotice(template: MessageTemplate, channel: Channel, facts: NoticeFacts): Composed | undefined {
  const { notice } = renderNotice(template, channel, facts.language, valuesOf(facts)) ?? {};
  return notice ? { subject: notice.subject, text: notice.text, segments: notice.size?.segments ?? null } : undefined;
}

/** The ways a reporter can be reached, by the vault's entry that holds the address. */
export function reachable(contacts: {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}): readonly Channel[] {
  const channels: Channel[] = [];
  if (contacts.phone !== undefined && isMobile(contacts.phone)) channels.push('sms');
  if (contacts.email !== undefined) channels.push('email');
  return channels;
}

/** A send task names its message; a job type written out names it as an input. */
export function templateOf({ inputs }: NoticeJob): string | undefined {
  const named = inputs['message'] ?? inputs['template'];
  return typeof named === 'string' ? named : undefined;
}

/** Words written for a unit never go to a reporter, whatever the process says, and the other way round where it says so. */
export function isForUnit(template: MessageTemplate, { inputs }: NoticeJob): boolean {
  return template.audience === 'unit' || inputs['to'] === 'unit';
}

interface NoticeJob {
  readonly inputs: { readonly [name: string]: Json };
}

/** What of a job's inputs a notice may speak of, by placeholder. */
export function givenParams(inputs: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => placeholders.some((known) => known === name)));
}

/** `dd/MM/yyyy HH:mm` in the city's time. */
export function localDateTime(instant: Instant, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(instant).replace(', ', ' ');
}

/** What a message may say of its case. */
export function valuesOf({ record, place, link, language, now, given }: NoticeFacts): NoticeValues {
  const { city, workingTime } = place;
  const calendar = city.slaClasses.get(record.sla)?.calendar;
  const left =
    record.dueAt !== null && calendar !== undefined
      ? workingTime.workingMinutesBetween(now, record.dueAt, calendar)
      : undefined;
  const facts = {
    ma: record.registerNumber,
    han: record.dueAt === null ? undefined : localDateTime(record.dueAt, city.province.timeZone),
    link,
    donvi: city.units.get(record.unit)?.name[language],
    linhvuc: (city.categories.get(record.category) ?? city.dossiers.procedures.get(record.category))?.name[language],
    diaban: city.wards.get(record.ward)?.name[language],
    thanhpho: city.province.name[language],
    conlai: left === undefined ? undefined : hoursInWords(left, language),
    ...given,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as NoticeValues;
}

function hoursInWords(workingMinutes: number, language: Language): string {
  const hours = Math.max(0, Math.round(workingMinutes / 60));
  return language === 'vi' ? `${hours} giờ làm việc` : `${hours} working hours`;
}
