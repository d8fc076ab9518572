import type { Instant } from '#engine/core/values.ts';
import type { CityPart } from '../access.ts';
import type { Actor, Localised, Named } from './common.ts';

/** The administration itself: its units, as those who keep them see and change them. Days are ISO 8601 dates of the city. */
export interface Organisation {
  /** Parts of the city's configuration that someone keeps; none for most people. */
  configures(actor: Actor): Promise<readonly CityPart[]>;
  /** @throws Refusal 403 without the right to configure the organisation */
  units(actor: Actor): Promise<UnitList>;
  /** One unit with all that hangs on it. @throws Refusal 403, 404 */
  unit(actor: Actor, code: string): Promise<UnitDetail>;
  /** Makes a unit, or changes one. @throws Refusal 403, 404, 409 `CITY_CHANGED`, `UNIT_EXISTS`, 422 by field */
  saveUnit(actor: Actor, change: UnitChange): Promise<UnitDetail>;
  /**
   * Closes a unit that nothing hangs on.
   * @throws Refusal 403, 404, 409 `CITY_CHANGED`, `UNIT_IN_USE` where something would lose its handler: it must move first
   */
  closeUnit(actor: Actor, closing: UnitClosing): Promise<UnitDetail>;
  /** Who changed the units when and why, the newest first. */
  unitChanges(actor: Actor): Promise<readonly ConfigChange[]>;
}

export interface UnitList {
  /** Counts up with every change of the units. */
  readonly revision: number;
  /** Today by the city's clock. */
  readonly today: string;
  readonly units: readonly UnitView[];
  readonly wards: readonly Named[];
  readonly categories: readonly Named[];
  readonly roles: readonly Named[];
}

export interface UnitView extends Named {
  readonly kind: string;
  /** Quyết định 20/2020/QĐ-TTg; '' where there is none. */
  readonly agencyCode: string;
  readonly parent: string | null;
  /** Code of the ward it belongs to; null for the city's own units. */
  readonly ward: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly successors: readonly SuccessorView[];
  readonly predecessors: readonly string[];
  readonly openCases: number;
  readonly openTasks: number;
}

/** Without wards and categories: whatever is left. */
export interface SuccessorView {
  readonly unit: string;
  readonly wards: readonly string[];
  readonly categories: readonly string[];
}

export interface UnitDetail {
  readonly revision: number;
  readonly today: string;
  readonly unit: UnitView;
  /** Everybody with a post there, of today or later. */
  readonly people: readonly UnitPerson[];
  readonly usedBy: Uses;
}

export interface UnitPerson {
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What uses a unit or a category. */
export interface Uses {
  readonly uses: readonly UsedBy[];
  /** Of a unit: where nobody would answer without it; null: a place that is not known. */
  readonly left: readonly { readonly category: Named; readonly wards: readonly (Named | null)[] }[];
}

/** Something that names a unit or a category, or leads to it. */
export interface UsedBy {
  readonly kind: UseKind;
  /** Of the unit, category, procedure or service that uses it. */
  readonly code: string;
  readonly name: Localised;
  /** Where in it: the step of a process, what a rule is for, the number of a line; '' where that says nothing more. */
  readonly where: string;
  /** Of `routing`: the file of the table, without `.dmn`, and the id of the rule. */
  readonly rule: { readonly file: string; readonly rule: string } | null;
}

export const useKinds = [
  'unit',
  'successor',
  'category',
  'procedure',
  'handling',
  'opinions',
  'duplicates',
  'retention',
  'routing',
  'process',
] as const;
export type UseKind = (typeof useKinds)[number];

export interface UnitInput extends Named {
  readonly kind: string;
  readonly agencyCode: string;
  readonly parent: string | null;
  readonly ward: string | null;
  readonly validFrom: string | null;
}

export interface UnitChange {
  readonly unit: UnitInput;
  /** True: the code must be new. */
  readonly create: boolean;
  readonly revision: number;
  readonly note: string;
}

export interface UnitClosing {
  readonly code: string;
  readonly lastDay: string;
  readonly revision: number;
  readonly note: string;
}

export interface ConfigChange {
  readonly revision: number;
  /** Null for what stood there before anybody changed it on a screen. */
  readonly at: Instant | null;
  readonly by: string;
  readonly note: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}
