import { revealAsked, revealOpened } from '#engine/cases/reveals/messages.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { RevealRow } from '../../ports/reveals.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { tellOfficials, whoMay } from '../notices/tell-officials.ts';

interface Told {
  readonly record: CaseRow;
  readonly row: RevealRow;
  readonly now: Instant;
}

/** A line in the case's story for its officials, and one in the audit; why it was asked stands in neither. */
export async function noteReveal(
  context: Context,
  tx: Tx,
  { id, caseId, kind }: RevealRow,
  {
    code,
    actor,
    now,
  }: { readonly code: 'asked' | 'opened' | 'granted' | 'refused'; readonly actor: Actor; readonly now: Instant },
): Promise<void> {
  const line = { id: context.newId(now), caseId, at: now, kind: 'reveal', code, element: '' } as const;
  await tx.cases.timeline.append([{ ...line, actor: actor.username, unit: '', noteEntry: null }]);
  const event = { actor: actor.username, action: `reveal.${code}`, subject: `case:${caseId}` };
  await audit(context, tx, { ...event, data: { reveal: id, kind } }, now);
}

/** Everybody who may decide it but who asked. */
export async function tellWhoDecides(context: Context, tx: Tx, { record, row, now }: Told): Promise<void> {
  const who = (await whoMay(context, tx, { action: 'approveReveal', record, now })).filter(
    ({ username }) => username !== row.askedBy,
  );
  const about = { record, occasion: `reveal:${row.id}:asked`, template: revealAsked, now };
  await tellOfficials(
    context,
    tx,
    about,
    who.map(({ accountId }) => accountId),
  );
}

/** The inspectorate, or whoever oversees who looks at reporters. */
export async function tellWhoOversees(context: Context, tx: Tx, { record, row, now }: Told): Promise<void> {
  const who = await whoMay(context, tx, { action: 'overseeReveals', record, now });
  const about = { record, occasion: `reveal:${row.id}:opened`, template: revealOpened, now };
  await tellOfficials(
    context,
    tx,
    about,
    who.map(({ accountId }) => accountId),
  );
}
