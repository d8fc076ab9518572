/** Which cases of the random worlds complain of a unit, and who has nothing to do with them, said once more and simply. */

import type { Actor, Post } from '#engine/runtime/application/common.ts';
import type { ConflictRow } from '#engine/runtime/ports/conflicts.ts';
import { demoCity } from '#test/data/demo-city.ts';

const complainedOf = ['99016-KTHT', '99016-UBND', '99001-KTHT', 'SKHCN'] as const;
const known = new Map<string, string>();

/** Some cases that are no dossiers complain of a unit. */
export function conflictsAmong(caseIds: readonly string[], saidAt: number): readonly ConflictRow[] {
  return caseIds.flatMap((caseId, index) => {
    const unit = complainedOf[index % 12];
    if (unit === undefined) return [];
    known.set(caseId, unit);
    return [{ caseId, unit, saidBy: 'tiepnhan', saidAt }];
  });
}

/** Whether it complains of the unit of a post of one's own, or of that of the post in whose name one asks, or of one above. */
export function isOutOf({ posts }: Actor, asked: Post, row: object): boolean {
  const { id, caseId } = row as { readonly id?: string; readonly caseId?: string };
  const about = known.get(caseId ?? id ?? '');
  if (about === undefined) return false;
  const own = posts.filter(({ onBehalfOf }) => onBehalfOf === undefined);
  return [...own, asked].some(({ unit }) => isUnder(unit, about));
}

function isUnder(unit: string | null, about: string): boolean {
  if (unit === null || unit === about) return unit === about;
  return isUnder(demoCity().units.get(unit)?.parent ?? null, about);
}
