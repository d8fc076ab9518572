/** Who gives out and takes in: somebody at a screen within their rights, or the operator of the machine. */

import { type CityPart, cityParts } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { mayDesign } from '../../use-cases/services/allowed.ts';
import { configuredBy } from '../city/rights.ts';
import type { CityFile } from '../city/save-texts.ts';

export interface Hand {
  /** User name. */
  readonly by: string;
  /** Whoever works at the machine itself stands above the safeguards of the screens. */
  readonly machine: boolean;
  readonly parts: readonly CityPart[];
  mayDesign(tx: Tx, service: string): Promise<boolean>;
}

/** @throws Refusal 403 for whoever may not exchange configurations */
export async function handOf(context: Context, tx: Tx, actor: Actor): Promise<Hand> {
  const parts = await configuredBy(context, tx, actor);
  if (!parts.includes('bundles')) throw refusal('FORBIDDEN');
  const may = (now: Tx, service: string) => mayDesign(context, now, actor, service);
  return { by: actor.username, machine: false, parts, mayDesign: may };
}

export function machineHand(by: string): Hand {
  return { by, machine: true, parts: cityParts, mayDesign: async () => true };
}

/** Who may keep a text may take it from a bundle. */
export const partOf: Readonly<Record<CityFile, CityPart>> = {
  'city.json': 'organisation',
  'wards.geojson': 'areas',
  'units.json': 'organisation',
  'categories.json': 'routing',
  'sla.json': 'calendars',
  'calendars.json': 'calendars',
  'holidays.json': 'calendars',
  'roles.json': 'organisation',
  'stages.json': 'organisation',
  'access.json': 'accounts',
  'retention.json': 'retention',
  'streets.json': 'areas',
  'handling.json': 'routing',
  'procedures.json': 'dossiers',
  'duplicates.json': 'routing',
  'sign-in.json': 'accounts',
};

/**
 * What a screen changes only after a simulation or with a second person, or not at all: rights, signing in, how long
 * things are kept. A bundle is no way round that.
 */
export const machineOnly: ReadonlySet<string> = new Set<CityFile>(['access.json', 'sign-in.json', 'retention.json']);
