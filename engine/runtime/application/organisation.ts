import type { CityPart } from '../access.ts';
import type { Actor, Named } from './common.ts';

/** The administration itself: its units, as those who keep them see and change them. */
export interface Organisation {
  /** Parts of the city's configuration that someone keeps; none for most people. */
  configures(actor: Actor): Promise<readonly CityPart[]>;
  /** @throws Refusal 403 without the right to configure the organisation */
  units(actor: Actor): Promise<UnitList>;
}

export interface UnitList {
  readonly units: readonly UnitView[];
}

export interface UnitView extends Named {
  readonly kind: string;
  /** Quyết định 20/2020/QĐ-TTg; '' where there is none. */
  readonly agencyCode: string;
  readonly parent: string | null;
  /** Code of the ward it belongs to; null for the city's own units. */
  readonly ward: string | null;
}
