/**
 * Who reported is kept from those who handle the case, or is not any more, from this moment on and everywhere: queries
 * read the case's own row, tasks are described anew, and the process knows it. What has become confidential stays so,
 * whatever the process says later (`engine/cases/projection.ts`), until somebody with the right to it lifts it.
 */
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { Confidentiality, ConfidentialityDesk } from '../../application/confidentiality.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { caseInReach } from '../deadlines/reach.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { aboutUnits } from './about.ts';
import { reasonOf } from './reason.ts';

export function confidentiality(context: Context): Confidentiality {
  return {
    ...aboutUnits(context),
    ofCase: (actor, caseId) =>
      context.store.transaction(async (tx) =>
        deskOf(context, tx, actor, await caseInReach(context, tx, actor, caseId)),
      ),
    set: (actor, caseId, change) =>
      context.store.transaction(async (tx) => {
        const record = await caseInReach(context, tx, actor, caseId);
        const desk = await deskOf(context, tx, actor, record);
        if (!(change.confidential ? desk.mayKeep : desk.mayLift)) throw refusal('FORBIDDEN');
        const reason = reasonOf(change.reason);
        if (desk.byCategory && !change.confidential) throw refusal('CONFIDENTIAL_CATEGORY');
        if (desk.confidential === change.confidential) return desk;
        const now = context.clock();
        await write(context, tx, record, { confidential: change.confidential, now });
        await note(context, tx, record, { actor, reason, confidential: change.confidential, now });
        return { ...desk, confidential: change.confidential };
      }),
  };
}

async function deskOf(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<ConfidentialityDesk> {
  const { city } = await context.cities.current(tx);
  const isDossier = (await tx.cases.dossiers.byCase(record.id)) !== undefined;
  const may = async (action: 'keepConfidential' | 'liftConfidential'): Promise<boolean> => {
    if (isDossier || record.state === 'erased') return false;
    const scope = await scopeOf(context, tx, actor, { action, subject: 'Case' });
    return await tx.cases.records.allowed(scope, record.id);
  };
  return {
    confidential: record.confidentiality === 'confidential',
    byCategory: city.categories.get(record.category)?.confidential === true,
    mayKeep: await may('keepConfidential'),
    mayLift: await may('liftConfidential'),
  };
}

async function write(
  context: Context,
  tx: Tx,
  record: CaseRow,
  { confidential, now }: { readonly confidential: boolean; readonly now: Instant },
): Promise<void> {
  const value = confidential ? 'confidential' : 'normal';
  await tx.cases.records.update(record.id, { confidentiality: value });
  const { ward, category, urgent } = record;
  await tx.engine.tasks.describe(record.id, { ward, category, urgent, confidentiality: value });
  for (const instance of await tx.engine.instances.ofCase(record.id)) {
    if (instance.endedAt !== null) continue;
    await context.kernel.execute(tx, instance.id, { kind: 'setVariables', variables: { confidential } }, now);
  }
}

/** Officials read why in the case's story; the audit says that, by whom. */
async function note(
  context: Context,
  tx: Tx,
  { id: caseId }: CaseRow,
  said: { readonly actor: Actor; readonly reason: string; readonly confidential: boolean; readonly now: Instant },
): Promise<void> {
  const { actor, reason, confidential, now } = said;
  const sealed = await context.vault.seal(tx, caseId, { confidentialityReason: reason }, now);
  const code = confidential ? 'kept' : 'lifted';
  const line = { id: context.newId(now), caseId, at: now, kind: 'confidentiality', code, element: '' } as const;
  const noteEntry = sealed['confidentialityReason'] ?? null;
  await tx.cases.timeline.append([{ ...line, actor: actor.username, unit: '', noteEntry }]);
  await audit(context, tx, { actor: actor.username, action: `confidential.${code}`, subject: `case:${caseId}` }, now);
}
