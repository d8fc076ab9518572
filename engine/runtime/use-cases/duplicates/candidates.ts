/** While verifying: what may be the same matter as a task's case. What an official may see stands in the query. */
import type { City } from '#engine/cases/city/city.ts';
import { prepare } from '#engine/cases/duplicates/likeness.ts';
import { judge, type Reasons, suggestDuplicates } from '#engine/cases/duplicates/suggest.ts';
import type { Actor } from '../../application/common.ts';
import type { Candidate, Duplicates } from '../../application/duplicates.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { caseOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { visibleTask } from '../tasks/find-task.ts';
import { textsOf } from '../tasks/item.ts';
import { answered } from './merge-job.ts';
import { pointOf, vicinityOf } from './near.ts';

export function candidates(context: Context): Duplicates['candidates'] {
  return async (actor, taskId) =>
    await context.store.transaction(async (tx) => {
      const { city } = await context.cities.current(tx);
      const own = await caseOf(tx, await visibleTask(context, tx, actor, taskId));
      const point = pointOf(own);
      if (point === undefined) return [];
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
      const where = vicinityOf(city, point, own.category, own.receivedAt);
      const rows = (await tx.cases.places.near(where, scope)).filter(({ id }) => id !== own.id);
      if (rows.length === 0) return [];
      const reader = await readerOf(context, tx, actor, [own, ...rows]);
      const report = reportedOf(city, own, reader);
      const others = rows.flatMap((record) => reportedOf(city, record, reader) ?? []);
      const found = report === undefined ? [] : suggestDuplicates(city, 'official', report, others);
      return await Promise.all(
        found.map(({ candidate, reasons }) => viewOf(context, tx, reader, { record: candidate.record, reasons })),
      );
    });
}

export function compare(context: Context): Duplicates['compare'] {
  return async (actor, taskId, registerNumber) =>
    await context.store.transaction(async (tx) => {
      const { city } = await context.cities.current(tx);
      const own = await caseOf(tx, await visibleTask(context, tx, actor, taskId));
      const record = await tx.cases.records.byRegisterNumber(registerNumber.trim().toUpperCase());
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
      if (!record || record.id === own.id || !(await tx.cases.records.allowed(scope, record.id)))
        throw refusal('NOT_FOUND');
      const reader = await readerOf(context, tx, actor, [own, record]);
      const [a, b] = [reportedOf(city, own, reader), reportedOf(city, record, reader)];
      const reasons = a && b ? (judge(city, a, b)?.reasons ?? null) : null;
      return await viewOf(context, tx, reader, { record, reasons });
    });
}

interface Reader {
  readonly texts: ReadonlyMap<string, { readonly text?: string; readonly address?: string }>;
  /** Cases that the reader may merge with others. */
  readonly mergeable: ReadonlySet<string>;
  readonly ownId: string;
}

/** @param records the task's own case first */
async function readerOf(context: Context, tx: Tx, actor: Actor, records: readonly CaseRow[]): Promise<Reader> {
  const scope = await scopeOf(context, tx, actor, { action: 'merge', subject: 'Case' });
  const ids = records.map(({ id }) => id);
  return {
    texts: await textsOf(context, tx, actor, records, ['text', 'address']),
    mergeable: new Set(await tx.cases.records.allowedOf(scope, ids)),
    ownId: ids[0] ?? '',
  };
}

function reportedOf(city: City, record: CaseRow, { texts }: Reader) {
  const point = pointOf(record);
  if (point === undefined) return undefined;
  const text = texts.get(record.id)?.text;
  const facts = { record, point, category: record.category, at: record.receivedAt };
  return { ...facts, ...(text !== undefined && { text: prepare(city, text) }) };
}

async function viewOf(
  context: Context,
  tx: Tx,
  { texts, mergeable, ownId }: Reader,
  { record, reasons }: { readonly record: CaseRow; readonly reasons: Reasons | null },
): Promise<Candidate> {
  const { city } = await context.cities.current(tx);
  const { pack } = await context.library.version(tx, record.serviceVersionId);
  const own = texts.get(record.id);
  const files = own === undefined ? [] : await tx.cases.files.ofCase(record.id);
  return {
    caseId: record.id,
    registerNumber: record.registerNumber,
    category: namedIn(city.categories, record.category),
    ward: namedOrNull(city.wards, record.ward),
    unit: namedOrNull(city.units, record.unit),
    receivedAt: record.receivedAt,
    stage: pack.stages.get(record.stage)?.name ?? null,
    answered: (await answered(tx, record)) !== undefined,
    followers: record.followers,
    reasons,
    text: own?.text ?? null,
    address: own?.address ?? null,
    photos: photoViews(files),
    mayMerge: mergeable.has(record.id) && mergeable.has(ownId),
  };
}
