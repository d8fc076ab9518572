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
  readLocalised,
  readText,
  readTextOrNull,
} from './city/json-reader.ts';
import type { Named } from './text/localised.ts';

export interface Retention {
  /** ISO 8601 duration after closing, after which a case leaves the hot tables. */
  readonly archiveAfter: string;
  readonly rules: readonly RetentionRule[];
}

export interface RetentionRule extends Named {
  /** Null: every one. */
  readonly service: string | null;
  readonly category: string | null;
  /** ISO 8601 duration after closing. */
  readonly keep: string;
  /** The decision that says so. */
  readonly basis: string;
}

export const retentionFile = 'retention.json';
const archiveAfterDefault = 'P30D';

/** @param text left out or empty: cases are archived after 30 days and kept for ever */
export function readRetention(text: string | undefined, faults: ConfigFault[]): Retention {
  if (text === undefined || text === '') return { archiveAfter: archiveAfterDefault, rules: [] };
  const at = openJson(retentionFile, text, faults);
  return { archiveAfter: readDuration(at, 'archiveAfter'), rules: readEach(at, 'rules', readRule) };
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
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return local.subtract(Temporal.Duration.from(duration)).epochMilliseconds;
}

function readRule(at: Reading): RetentionRule {
  return {
    code: readText(at, 'code'),
    name: readLocalised(at, 'name'),
    service: readTextOrNull(at, 'service'),
    category: readTextOrNull(at, 'category'),
    keep: readDuration(at, 'keep'),
    basis: readText(at, 'basis'),
  };
}

function readDuration(at: Reading, key: string): string {
  const text = readText(at, key);
  if (text === '' || isDuration(text)) return text;
  fault(at, key, 'must be an ISO 8601 duration such as P10Y');
  return archiveAfterDefault;
}

function isDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).sign > 0;
  } catch {
    return false;
  }
}
