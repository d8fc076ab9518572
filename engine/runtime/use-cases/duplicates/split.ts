/**
 * Undoes a merging. The process has ended the case, and what it has told is told; so the case begins its process anew,
 * with what its reporter had sent and the variable `separated`. Its time counts in full from its receipt: that it lay with
 * another case was the administration's mistake and not the citizen's.
 */
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { Duplicates, Splitting } from '../../application/duplicates.ts';
import { matterGoesOn } from '../../history/goes-on.ts';
import { rollupOf } from '../../history/rollup-of.ts';
import type { CaseRow, TimelineRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { sayHandOver } from '../steps/hand-over.ts';
import { keepRunning } from '../tasks/reopen.ts';
import { isCountedAlready, reporterHash } from './contact.ts';
import { countUp, mainOf } from './merged.ts';

const reasonLength = { min: 5, max: 300 } as const;

export function split(context: Context): Duplicates['split'] {
  return async (actor, caseId, splitting) => {
    const key = `split:${caseId}:${hashed(context, 'submission', splitting.submissionKey)}`;
    const work = () => context.store.transaction((tx) => write(context, tx, actor, { ...splitting, caseId, key }));
    await unlessDoneMeanwhile(context, key, work, () => undefined);
  };
}

async function write(
  context: Context,
  tx: Tx,
  actor: Actor,
  { caseId, reason: typed, key }: Splitting & { readonly caseId: string; readonly key: string },
): Promise<void> {
  if ((await tx.engine.receipts.find(key)) !== undefined) return;
  const record = await splittable(context, tx, actor, caseId);
  const reason = reasonIn(typed);
  const parent = await tx.cases.records.byId(record.mergedInto ?? '');
  if (parent === undefined) throw refusal('NOT_MERGED');
  const now = context.clock();
  const noteEntry = (await context.vault.seal(tx, record.id, { splitReason: reason }, now))['splitReason'] ?? null;
  const instanceId = context.newId(now);
  const variables = await variablesOf(tx, record);
  await uncount(context, tx, record, parent);
  await tx.cases.merges.split(record.id, parent.id);
  if (!(await tx.cases.merges.reopen(record.id, instanceId))) throw refusal('MERGED_TOO_LONG_AGO');
  await note(context, tx, { record, parent, actor: actor.username, noteEntry, now });
  await keepRunning(context, tx, record.id, await mergedAt(tx, record));
  sayHandOver(tx, record.id, { actor: actor.username, noteEntry });
  const { pack } = await context.library.version(tx, record.serviceVersionId);
  const start = { instanceId, serviceVersionId: record.serviceVersionId, processId: pack.process, caseId: record.id };
  await context.kernel.start(tx, { ...start, variables }, now);
  await matterGoesOn(rollupOf(context), tx, record.instanceId);
  await tx.engine.receipts.insert(key, true, now);
}

/** @throws Refusal 404 for a case that is not the actor's to see, 403 where they may not merge and split it, 409 */
async function splittable(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<CaseRow> {
  const may = async (action: 'read' | 'merge') =>
    await tx.cases.records.allowed(await scopeOf(context, tx, actor, { action, subject: 'Case' }), caseId);
  if (!isUuid(caseId) || !(await may('read'))) throw refusal('NOT_FOUND');
  if (!(await may('merge'))) throw refusal('FORBIDDEN');
  const record = await tx.cases.records.byId(caseId);
  if (record === undefined) throw refusal('NOT_FOUND');
  if (record.mergedInto === null) throw refusal('NOT_MERGED');
  return record;
}

function reasonIn(typed: string): string {
  const reason = typed.trim();
  const { min, max } = reasonLength;
  if (reason.length < min)
    throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'minLength', params: { min } }]);
  if (reason.length > max)
    throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'maxLength', params: { max } }]);
  return reason;
}

/** What the process began with, and what has been corrected since; what has become confidential stays so. */
async function variablesOf(tx: Tx, record: CaseRow): Promise<Variables> {
  const [first] = await tx.engine.journal.ofInstance(record.instanceId);
  const sent = first?.command.kind === 'start' ? first.command.variables : {};
  const { category, ward, urgent } = record;
  const confidential = record.confidentiality === 'confidential';
  return { ...sent, category, ward: ward === '' ? null : ward, urgent, confidential, separated: true };
}

async function uncount(context: Context, tx: Tx, record: CaseRow, parent: CaseRow): Promise<void> {
  await tx.cases.followers.removeReporter(record.id);
  const hash = await reporterHash(context, tx, record);
  const again = await isCountedAlready(context, tx, await mainOf(tx, parent), { hash, but: record.id });
  await countUp(tx, parent, -(record.followers + (again ? 0 : 1)));
}

async function mergedAt(tx: Tx, record: CaseRow): Promise<Instant> {
  const lines = await tx.cases.timeline.ofCase(record.id);
  return lines.findLast(({ kind }) => kind === 'merged')?.at ?? record.receivedAt;
}

async function note(
  context: Context,
  tx: Tx,
  at: {
    readonly record: CaseRow;
    readonly parent: CaseRow;
    readonly actor: string;
    readonly noteEntry: string | null;
    readonly now: Instant;
  },
): Promise<void> {
  const { record, parent, actor, noteEntry, now } = at;
  const common = { at: now, element: '', actor };
  const lines: readonly TimelineRow[] = [
    {
      ...common,
      id: context.newId(now),
      caseId: record.id,
      kind: 'split',
      code: parent.registerNumber,
      unit: record.unit,
      noteEntry,
    },
    {
      ...common,
      id: context.newId(now),
      caseId: parent.id,
      kind: 'splitHere',
      code: record.registerNumber,
      unit: parent.unit,
      noteEntry: null,
    },
  ];
  await tx.cases.timeline.append(lines);
  const data = { from: parent.id };
  await audit(context, tx, { actor, action: 'case.split', subject: `case:${record.id}`, data }, now);
}
