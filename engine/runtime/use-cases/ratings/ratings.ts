/** Figures of what reporters say of results, and what they wrote: the latter only of cases that the reader may see. */

import type { City } from '#engine/cases/city/city.ts';
import { ratingFigures } from '#engine/cases/ratings.ts';
import type { Scope } from '../../access.ts';
import type { Actor, Localised } from '../../application/common.ts';
import type { RatingComment, Ratings, RatingsQuery } from '../../application/ratings.ts';
import type { RatingRow } from '../../ports/ratings.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { matterOf, unitOf } from '../names.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { reasonNames } from './reasons.ts';

const commentsShown = 30;

export function ratings(context: Context): Ratings {
  return {
    ratings: (actor, query) => context.store.transaction((tx) => figuresOf(context, tx, actor, query)),
    ratingComments: (actor, { unit }) =>
      context.store.transaction(async (tx) => {
        await required(context, tx, actor);
        const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
        const only = unit === undefined ? {} : { unit };
        const rows = await tx.cases.ratings.latest({ scope, ...only, limit: commentsShown });
        return await commentsOf(context, tx, rows);
      }),
  };
}

async function figuresOf(context: Context, tx: Tx, actor: Actor, query: RatingsQuery) {
  const scope = await required(context, tx, actor);
  const { city } = await context.cities.current(tx);
  const { lines, total } = ratingFigures(await tx.cases.ratings.sums({ scope, ...query }));
  const versions = (await tx.engine.services.all()).filter(({ state }) => state === 'published');
  const newest = [...Map.groupBy(versions, ({ service }) => service).values()].flatMap((of) => of[0]?.id ?? []);
  const { from, to } = query;
  return {
    lines: lines.map((line) => ({ ...line, name: line.key === null ? null : nameOf(city, query.by, line.key) })),
    total,
    reasons: [...(await reasonNames(context, tx, newest))].map(([code, name]) => ({ code, name })),
    units: (await tx.cases.ratings.units({ scope, from, to })).map((code) => unitOf(city, code)),
  };
}

async function required(context: Context, tx: Tx, actor: Actor): Promise<Scope> {
  const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Figure' });
  if (scope.length === 0) throw refusal('FORBIDDEN');
  return scope;
}

function nameOf(city: City, by: RatingsQuery['by'], key: string): Localised | null {
  if (by === 'month') return null;
  return by === 'unit' ? unitOf(city, key).name : matterOf(city, key).name;
}

async function commentsOf(context: Context, tx: Tx, rows: readonly RatingRow[]): Promise<readonly RatingComment[]> {
  const { city } = await context.cities.current(tx);
  const names = await reasonNames(
    context,
    tx,
    rows.map(({ serviceVersionId }) => serviceVersionId),
  );
  const records = new Map((await tx.cases.records.byIds(rows.map(({ caseId }) => caseId))).map((one) => [one.id, one]));
  const texts = await context.vault.readAcross(
    tx,
    rows.flatMap(({ caseId, commentEntry }) => (commentEntry === null ? [] : [{ caseId, entry: commentEntry }])),
  );
  return rows.map(({ caseId, at, unit, category, rating, solved, reasons, commentEntry }) => ({
    registerNumber: records.get(caseId)?.registerNumber ?? '',
    at,
    unit: unitOf(city, unit),
    category: matterOf(city, category),
    rating,
    solved,
    reasons: reasons.map((code) => names.get(code) ?? { vi: code, en: code }),
    comment: texts.get(commentEntry ?? '') ?? null,
  }));
}
