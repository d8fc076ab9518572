/**
 * What one administration has decided and may change without a programmer: its units, wards, categories, promises
 * (SLA classes), calendars, roles and rules of access. One typed, checked and frozen object, read from JSON texts by
 * {@link import('./parse-city.ts').parseCity}. Maps keep the order of the files.
 */
import type { DayCount } from '#engine/core/env.ts';
import type { AccessRule } from '../access-rules.ts';
import type { Street } from '../areas/streets.ts';
import type { Category, CategoryGroup } from '../categories/category-tree.ts';
import type { Dossiers } from '../dossiers/procedures.ts';
import type { DuplicateSettings } from '../duplicates/settings.ts';
import type { Handling } from '../organisation/handling.ts';
import type { SignInPolicy } from '../organisation/sign-in.ts';
import type { Retention } from '../retention.ts';
import type { Localised, Named, Point } from '../text/localised.ts';

export interface City {
  readonly province: Province;
  /** Pattern of the public register number, e.g. `PA-{yy}{mm}{dd}-{n:4}`; see `identifiers.ts`. */
  readonly registerNumber: string;
  readonly units: ReadonlyMap<string, Unit>;
  readonly wards: ReadonlyMap<string, Ward>;
  readonly streets: readonly Street[];
  readonly groups: ReadonlyMap<string, CategoryGroup>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly outOfScope: readonly OutOfScope[];
  readonly slaClasses: ReadonlyMap<string, SlaClass>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly holidays: readonly Holiday[];
  /** The calendar of each unit that has one of its own or from a unit above it. */
  readonly unitCalendars: ReadonlyMap<string, string>;
  readonly escalation: Escalation;
  /** Why a clock may be paused, and put off, and what law allows it. */
  readonly pauseReasons: ReadonlyMap<string, DeadlineReason>;
  readonly extensionReasons: ReadonlyMap<string, DeadlineReason>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly access: readonly AccessRule[];
  readonly retention: Retention;
  readonly handling: Handling;
  readonly dossiers: Dossiers;
  readonly duplicates: DuplicateSettings;
  readonly signIn: SignInPolicy;
}

export interface Province extends Named {
  /** IANA name, e.g. `Asia/Ho_Chi_Minh`. */
  readonly timeZone: string;
  readonly hotline: string;
  readonly portal: string;
  readonly smsSender: string;
}

export interface Unit extends Named {
  readonly kind: string;
  readonly agencyCode: string;
  readonly parent: string | null;
  /** Code of the commune-level unit it belongs to; null for the city's own units. */
  readonly ward: string | null;
  /** ISO 8601 dates of the city, both included; null for no limit. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Who took over when it was closed: the first that fits a case answers for it. Empty: nobody did. */
  readonly successors: readonly Successor[];
}

/** A unit that took over, or a share of what it took over; without `wards` and `categories`: whatever is left. */
export interface Successor {
  readonly unit: string;
  readonly wards: readonly string[];
  readonly categories: readonly string[];
}

/** A commune-level unit: phường, xã or đặc khu. `name` is the full name, e.g. `Phường Lam Đông`. */
export interface Ward extends Named {
  readonly kind: 'phuong' | 'xa' | 'dac_khu';
  readonly shortName: string;
  readonly centre: Point;
  /** As it lies now: the shape of the last of its areas. */
  readonly polygons: readonly Polygon[];
  /** Where it lay when: one shape for ever where nothing is said, else periods that do not overlap, the earliest first. */
  readonly areas: readonly WardArea[];
}

/** A shape of a ward and the days it is in force: local ISO 8601 dates, the first and the last day; null: without end. */
export interface WardArea {
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly polygons: readonly Polygon[];
}

/** The outer ring first, then the holes; each ring closed, `[lon, lat]` in WGS 84 degrees (RFC 7946 §3.1.6). */
export type Polygon = readonly Ring[];
export type Ring = readonly (readonly [lon: number, lat: number])[];

/** What is not dealt with here, and where it goes instead. */
export interface OutOfScope extends Named {
  readonly advice: Localised;
}

/** A promise: ISO 8601 durations of working time in `calendar`. */
export interface SlaClass extends Named {
  readonly calendar: string;
  readonly accept: string;
  readonly transfer: string;
  readonly firstUpdate: string;
  readonly resolve: string;
  /** How days are counted in `resolve` and `firstUpdate`. */
  readonly dayCount: DayCount;
  /** How often the due date of a case may be put off. */
  readonly extensions: number;
  readonly apology: Apology;
  /** Who hears of it when so much of the time is used up, in percent, ascending. */
  readonly warnings: readonly Warning[];
  readonly stepWarnings: readonly Warning[];
  readonly basis: Localised;
}

/** Rungs of the ladder, from the bottom up; where one has nobody, the next one counts. */
export const rungs = ['handler', 'head', 'superior', 'coordinator'] as const;
export type Rung = (typeof rungs)[number];

export interface Warning {
  readonly at: number;
  readonly to: Rung;
}

/** What the reporter is told when the due date moves. */
export interface Apology {
  /** Code of the message; '' for none. */
  readonly message: string;
  /** An extension must be granted, and the apology sent, before the due date that it replaces. */
  readonly beforeDue: boolean;
  /** Message for when the calendar moves the due date; '' for none. */
  readonly moved: string;
}

export interface DeadlineReason extends Named {
  /** Article of a law, or of the city's own regulation. */
  readonly basis: Localised;
}

/** Which posts the ladder speaks of, and who answers where nobody else does. */
export interface Escalation {
  readonly headRole: string;
  readonly coordinator: { readonly unit: string; readonly role: string };
  /** Message for officials; '' for none. */
  readonly nearMessage: string;
  readonly lateMessage: string;
}

export interface Calendar extends Named {
  /** Working intervals per weekday, Monday first; minutes since midnight, local time. */
  readonly week: readonly (readonly Interval[])[];
  /** Hours in which papers are received and returned; they may be longer than the working hours of the clock. */
  readonly reception: readonly (readonly Interval[])[];
  /** Whether public holidays and swapped days are heeded. */
  readonly holidays: boolean;
  /** Other hours from a day on (ISO 8601 date), ascending: hours that were worked stay as they were. */
  readonly changes: readonly HoursChange[];
  /** Minutes since midnight: what comes in later counts as of the next working day; null where there is none. */
  readonly cutOff: number | null;
}

export interface HoursChange {
  readonly from: string;
  readonly week: Calendar['week'];
}

export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface Holiday {
  /** ISO 8601 calendar date, local. */
  readonly date: string;
  readonly name: Localised;
  readonly kind: 'dayOff' | 'workDay';
  readonly status: string;
  /** False for days that are decided but not yet law: they are listed, and do not count. */
  readonly inForce: boolean;
}

export interface Role extends Named {
  readonly description: Localised;
}

/** A stage in a case's life. `public`: everybody with the code sees it; `reporter`: after the second factor; `internal`: officials only. */
export interface Stage extends Named {
  readonly visibility: 'public' | 'reporter' | 'internal';
  readonly pausesClock: boolean;
  /** Code of the pause reason that is meant, with its legal basis; '' where the stage speaks for itself. */
  readonly pauseReason: string;
  /** The reporter has had a first answer here. */
  readonly firstAnswer: boolean;
  /** The reporter has the answer: the promise is kept or broken here. */
  readonly answered: boolean;
  readonly ends: boolean;
}
