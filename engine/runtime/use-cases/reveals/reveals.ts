import { isRevealOpen, isRevealWaiting, revealBounds, revealKinds } from '#engine/cases/reveals/reveals.ts';
import type { Actor } from '../../application/common.ts';
import type { Reveals } from '../../application/reveals.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { RevealRow } from '../../ports/reveals.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { caseInReach } from '../deadlines/reach.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { mayReadReporter } from './may-read.ts';
import { noteReveal, tellWhoDecides, tellWhoOversees } from './note.ts';
import { deskOf, mayAsk, mayReveal, revealViews } from './view.ts';

const listMax = 200;

export function reveals(context: Context): Reveals {
  return {
    ofCase: (actor, caseId) =>
      context.store.transaction(async (tx) =>
        deskOf(context, tx, actor, await caseInReach(context, tx, actor, caseId)),
      ),
    ask: ask(context),
    decide: decide(context),
    overview: overview(context),
    mayOversee: (actor) =>
      context.store.transaction(async (tx) => {
        for (const action of ['approveReveal', 'overseeReveals'] as const) {
          if ((await scopeOf(context, tx, actor, { action, subject: 'Case' })).length > 0) return true;
        }
        return false;
      }),
  };
}

function ask(context: Context): Reveals['ask'] {
  return (actor, caseId, { kind: typed, reason }) =>
    context.store.transaction(async (tx) => {
      const record = await caseInReach(context, tx, actor, caseId);
      if (!(await mayAsk(context, tx, actor, caseId))) throw refusal('FORBIDDEN');
      const { kind, words } = judged(typed, reason);
      const now = context.clock();
      await mustBeOfUse(context, tx, actor, record);
      const isAlone = record.confidentiality === 'normal';
      const sealed = await context.vault.seal(tx, caseId, { revealReason: words }, now);
      const row: RevealRow = {
        ...{ id: context.newId(now), caseId, state: isAlone ? 'granted' : 'asked', kind },
        ...{ reasonEntry: sealed['revealReason'] ?? '', askedBy: actor.username, askedAt: now },
        ...{ decidedBy: '', decidedAt: null, decisionEntry: null },
        ...{ openUntil: isAlone ? now + revealBounds.openMs : null, looks: 0, lookedAt: null },
      };
      await tx.cases.reveals.insert(row);
      await noteReveal(context, tx, row, { code: isAlone ? 'opened' : 'asked', actor, now });
      if (isAlone) await tellWhoOversees(context, tx, { record, row, now });
      else await tellWhoDecides(context, tx, { record, row, now });
      return await deskOf(context, tx, actor, record);
    });
}

/** @throws Refusal 422 by field */
function judged(typed: string, reason: string): { readonly kind: RevealRow['kind']; readonly words: string } {
  const kind = revealKinds.find((one) => one === typed);
  const faults: FieldFault[] = kind === undefined ? [{ path: 'kind', rule: 'required' }] : [];
  const words = wordsOf('reason', reason, true, faults);
  if (kind === undefined || faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  return { kind, words };
}

function wordsOf(path: string, typed: string, isRequired: boolean, faults: FieldFault[]): string {
  const words = typed.trim();
  const max = revealBounds.charactersMax;
  if (isRequired && words === '') faults.push({ path, rule: 'required' });
  if (words.length > max) faults.push({ path, rule: 'maxLength', params: { max } });
  return words;
}

/** @throws Refusal 409 where there is nothing to see, it is seen already, or somebody is to decide it */
async function mustBeOfUse(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<void> {
  const now = context.clock();
  const known = (['name', 'phone', 'email'] as const).some((meaning) => record.vault[meaning] !== undefined);
  if (!known || record.state === 'erased') throw refusal('REVEAL_NOTHING');
  const own = await tx.cases.reveals.ofAsker(record.id, actor.username);
  const isOpen = own.some((row) => isRevealOpen(row, record.confidentiality, now));
  if (isOpen || (await mayReadReporter(context, tx, actor, record))) throw refusal('REVEAL_NOT_NEEDED');
  if (own.some((row) => isRevealWaiting(row, now))) throw refusal('REVEAL_ASKED');
}

function decide(context: Context): Reveals['decide'] {
  return (actor, revealId, { grant, note }) =>
    context.store.transaction(async (tx) => {
      const row = isUuid(revealId) ? await tx.cases.reveals.byId(revealId) : undefined;
      const record = row && (await tx.cases.records.byId(row.caseId));
      if (row === undefined || record === undefined) throw refusal('NOT_FOUND');
      const what = { action: 'approveReveal', caseId: row.caseId } as const;
      if (!(await mayReveal(context, tx, actor, what))) throw refusal('NOT_FOUND');
      if (row.askedBy === actor.username) throw refusal('REVEAL_OWN');
      const faults: FieldFault[] = [];
      const words = wordsOf('note', note, !grant, faults);
      if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
      const now = context.clock();
      if (row.state !== 'asked') throw refusal('REVEAL_DECIDED');
      if (!isRevealWaiting(row, now)) throw refusal('REVEAL_LAPSED');
      const sealed = await context.vault.seal(tx, row.caseId, words === '' ? {} : { revealNote: words }, now);
      const state = grant ? 'granted' : 'refused';
      const decision = {
        ...({ state, decidedAt: now, decidedBy: actor.username } as const),
        decisionEntry: sealed['revealNote'] ?? null,
        openUntil: grant ? now + revealBounds.openMs : null,
      };
      if (!(await tx.cases.reveals.decide(row.id, decision))) throw refusal('REVEAL_DECIDED');
      const decided = { ...row, ...decision };
      await noteReveal(context, tx, decided, { code: grant ? 'granted' : 'refused', actor, now });
      if (grant) await tellWhoOversees(context, tx, { record, row: decided, now });
    });
}

function overview(context: Context): Reveals['overview'] {
  return (actor) =>
    context.store.transaction(async (tx) => {
      const deciding = await scopeOf(context, tx, actor, { action: 'approveReveal', subject: 'Case' });
      const overseeing = await scopeOf(context, tx, actor, { action: 'overseeReveals', subject: 'Case' });
      if (deciding.length === 0 && overseeing.length === 0) throw refusal('FORBIDDEN');
      const since = context.clock() - revealBounds.lapsesAfterMs;
      const waiting = await tx.cases.reveals.waiting(deciding, since, listMax);
      const register = overseeing.length === 0 ? null : await tx.cases.reveals.latest(overseeing, listMax);
      return {
        waiting: await revealViews(context, tx, actor, waiting),
        register: register && (await revealViews(context, tx, actor, register)),
      };
    });
}
