/** Cases that may be about the same matter: where they are looked for, and what a reader may know of them. */

import type { City } from '#engine/cases/city/city.ts';
import { cellsAround } from '#engine/cases/duplicates/cells.ts';
import { radiusOf } from '#engine/cases/duplicates/settings.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Localised, Point } from '../../application/common.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { PublicCases, Vicinity } from '../../ports/followers.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

const dayMs = 86_400_000;

/** Squares of the grid and days around a report. */
export function vicinityOf(city: City, point: Point, category: string, at: Instant): Vicinity {
  const { duplicates } = city;
  const span = duplicates.days * dayMs;
  return { cells: cellsAround(point, radiusOf(duplicates, category)), from: at - span, to: at + span };
}

/** Reports of the city's own service, of categories that are made public and keep no reporter secret. */
export function publicCases({ config }: Pick<Context, 'config'>, city: City): PublicCases {
  const open = [...city.categories.values()].filter((one) => !one.confidential && one.publication !== 'never');
  return { service: config.intakeService, categories: open.map(({ code }) => code) };
}

/** Undefined where a report has no place on the map. */
export function pointOf({ lon, lat }: Pick<CaseRow, 'lon' | 'lat'>): Point | undefined {
  return lon === null || lat === null ? undefined : { lon, lat };
}

/** Name of the stage as everybody may know it. */
export async function publicStage(context: Context, tx: Tx, record: CaseRow): Promise<Localised | null> {
  const { pack } = await context.library.version(tx, record.serviceVersionId);
  const stage = pack.stages.get(record.stage);
  const shown = stage?.visibility === 'public' ? stage : pack.stages.get(stage?.shownAs ?? '');
  return shown?.name ?? null;
}
