/**
 * How long what is kept of a closed case is kept: reference data, `retention.json` of the city. Where a rule names service
 * and category it goes before one that names the category, that before one that names the service, that before one that
 * names neither. Without a rule nothing is ever destroyed.
 */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#engine/core/values.ts';
import type { ConfigFault } from './city/json-reader.ts';
import {
  fault,
  openJson,
  type Reading,
  readEach,
  readFlagOr,
  readLocalised,
  readText,
  readTextOrNull,
} from './city/json-reader.ts';
import type { Named } from './text/localised.ts';

export interface Retention {
  /** False: nothing is forgotten or destroyed yet, whatever the rules say. */
  readonly active: boolean;
  /** ISO 8601 duration after closing, after which a case leaves the hot tables. */
  readonly archiveAfter: string;
  readonly rules: readonly RetentionRule[];
}

export interface RetentionRule extends Named {
  /** Null: every one. */
  readonly service: string | null;
  readonly category: string | null;
  /** ISO 8601 duration after closing, after which nobody can be found in it any more; null: not before it is destroyed. */
  readonly anonymise: string | null;
  /** ISO 8601 duration after closing. */
  readonly keep: string;
  /** Whether a person may ask for their own to be erased before; false where a law keeps it for its whole time. */
  readonly erasable: boolean;
  /** The decision that says so. */
  readonly basis: string;
}

export const retentionFile = 'retention.json';
const archiveAfterDefault = 'P30D';

/** @param text left out or empty: cases are archived after 30 days and kept for ever */
export function readRetention(text: string | undefined, faults: ConfigFault[]): Retention {
  if (text === undefined || text === '') return { active: true, archiveAfter: archiveAfterDefault, rules: [] };
  const at = openJson(retentionFile, text, faults);
  return {
    active: readFlagOr(at, 'active', true),
    archiveAfter: readDuration(at, 'archiveAfter'),
    rules: readEach(at, 'rules', readRule),
  };
}

/** What has become of a closed case at an instant: nothing yet, nobody can be found in it, nothing is left. */
export type Fate = 'anonymise' | 'destroy';

export interface Fated {
  readonly fate: Fate;
  readonly rule: RetentionRule;
}

export interface Closed {
  readonly service: string;
  readonly category: string;
  readonly closedAt: Instant;
}

/**
 * What the rules say of closed cases at an instant. Both who destroys and who only asks what would be destroyed ask this.
 * @returns the answer for a case; undefined: it is kept as it is
 */
export function fatesAt(
  { rules }: Pick<Retention, 'rules'>,
  at: Instant,
  timeZone: string,
): (one: Closed) => Fated | undefined {
  const limits = new Map(
    rules.map((rule) => [
      rule,
      {
        destroy: closedBefore(at, rule.keep, timeZone),
        anonymise: rule.anonymise === null ? Number.NEGATIVE_INFINITY : closedBefore(at, rule.anonymise, timeZone),
      },
    ]),
  );
  return (one) => {
    const rule = ruleFor(rules, one);
    const limit = rule && limits.get(rule);
    if (rule === undefined || limit === undefined) return undefined;
    if (one.closedAt < limit.destroy) return { fate: 'destroy', rule };
    return one.closedAt < limit.anonymise ? { fate: 'anonymise', rule } : undefined;
  };
}

/** What was closed later than this is kept by every rule at an instant; undefined: there are none. */
export function latestOver({ rules }: Pick<Retention, 'rules'>, at: Instant, timeZone: string): Instant | undefined {
  const limits = rules.flatMap(({ keep, anonymise }) =>
    [keep, ...(anonymise === null ? [] : [anonymise])].map((duration) => closedBefore(at, duration, timeZone)),
  );
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** The rule for a case; undefined: it is kept for ever. */
export function ruleFor(
  rules: readonly RetentionRule[],
  of: { readonly service: string; readonly category: string },
): RetentionRule | undefined {
  const weight = (rule: RetentionRule) => (rule.category === null ? 0 : 2) + (rule.service === null ? 0 : 1);
  return rules
    .filter(
      ({ service, category }) => (service ?? of.service) === of.service && (category ?? of.category) === of.category,
    )
    .toSorted((a, b) => weight(b) - weight(a))[0];
}

/** What was closed before this has been closed for so long, by the calendar of the city. */
export function closedBefore(now: Instant, duration: string, timeZone: string): Instant {
  return localOf(now, timeZone).subtract(Temporal.Duration.from(duration)).epochMilliseconds;
}

/** So many months later, by the calendar of the city. */
export function inMonths(at: Instant, months: number, timeZone: string): Instant {
  return localOf(at, timeZone).add({ months }).epochMilliseconds;
}

/** The year in which it was there. */
export function yearOf(at: Instant, timeZone: string): number {
  return localOf(at, timeZone).year;
}

function localOf(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

function readRule(at: Reading): RetentionRule {
  const keep = readDuration(at, 'keep');
  const anonymise = at.value['anonymise'] === undefined ? null : readDuration(at, 'anonymise');
  if (anonymise !== null && keep !== '' && !isShorter(anonymise, keep))
    fault(at, 'anonymise', 'must be shorter than "keep"');
  return {
    code: readText(at, 'code'),
    name: readLocalised(at, 'name'),
    service: readTextOrNull(at, 'service'),
    category: readTextOrNull(at, 'category'),
    anonymise,
    keep,
    erasable: readFlagOr(at, 'erasable', true),
    basis: readText(at, 'basis'),
  };
}

function readDuration(at: Reading, key: string): string {
  const text = readText(at, key);
  if (text === '' || isDuration(text)) return text;
  fault(at, key, 'must be an ISO 8601 duration such as P10Y');
  return archiveAfterDefault;
}

/** A month is as long as it is, so both are counted from one day. */
function isShorter(one: string, other: string): boolean {
  const relativeTo = Temporal.PlainDate.from('2024-01-01');
  return (
    Temporal.Duration.compare(Temporal.Duration.from(one || 'PT0S'), Temporal.Duration.from(other), { relativeTo }) < 0
  );
}

function isDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).sign > 0;
  } catch {
    return false;
  }
}
