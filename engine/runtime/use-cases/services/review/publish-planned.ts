/** The duty that publishes what is planned: exactly the revision that was planned, once, after asking everything again. */
import type { Instant } from '#engine/core/values.ts';
import type { PlanFailure } from '../../../application/reviews.ts';
import type { PlanRow } from '../../../ports/drafts.ts';
import type { ServiceVersionRow } from '../../../ports/engine.ts';
import type { Tx } from '../../../ports.ts';
import { Refusal } from '../../../refusal.ts';
import { actorOf } from '../../accounts/actor.ts';
import { tell } from '../../accounts/notices.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { mayPublish } from '../allowed.ts';
import { mustBeProved, readToProve } from '../proof.ts';
import { publishDraft } from '../publish.ts';
import { mustBeApproved } from './approved.ts';

const atOnce = 10;

/** Each with its end in one transaction: a process killed in between has published it, or has not begun. */
export async function publishPlanned(context: Context, now: Instant): Promise<{ readonly done: number }> {
  const due = await context.store.transaction((tx) => tx.engine.drafts.plans.due(now, atOnce));
  for (const plan of due) {
    const failure = await proved(context, plan);
    await context.store.transaction((tx) => carryOut(context, tx, { plan, failure, now }));
  }
  return { done: due.length };
}

/** What is read is read in a transaction, and proved outside of it; that it is the same still is asked afterwards. */
async function proved(context: Context, plan: PlanRow): Promise<'' | 'problems'> {
  const asked = await context.store.transaction(async (tx) =>
    readToProve(context, tx, await tx.engine.services.resources(plan.versionId)),
  );
  // It was thrown away, which is told as such.
  if (asked.resources.length === 0) return '';
  try {
    await mustBeProved(context, asked);
    return '';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 'problems';
  }
}

interface Due {
  readonly plan: PlanRow;
  readonly failure: '' | 'problems';
  readonly now: Instant;
}

async function carryOut(context: Context, tx: Tx, { plan, failure, now }: Due): Promise<void> {
  const draft = await tx.engine.services.byId(plan.versionId);
  const reason = (await standsAgainst(context, tx, plan, draft)) || failure;
  const ended = reason === '' ? 'published' : 'failed';
  // Whoever comes second finds it ended.
  if (!(await tx.engine.drafts.plans.end(plan.id, ended, now, reason))) return;
  const subject = `service:${plan.service}`;
  if (reason === '' && draft) {
    const { plannedBy: by, note } = plan;
    await publishDraft(context, tx, draft, { by, note, now, data: { planned: true } });
  } else {
    const data = { revision: plan.revision, reason };
    await audit(context, tx, { actor: '', action: 'service.plan.fail', subject, data }, now);
  }
  const planner = await tx.cases.accounts.byUsername(plan.plannedBy);
  const code = reason === '' ? 'planPublished' : 'planFailed';
  if (planner) await tell(context, tx, { accountId: planner.id, code, note: draft?.name.vi ?? plan.service });
}

async function standsAgainst(
  context: Context,
  tx: Tx,
  plan: PlanRow,
  draft: ServiceVersionRow | undefined,
): Promise<'' | PlanFailure> {
  if (draft?.version !== 0) return 'gone';
  if (draft.revision !== plan.revision) return 'changed';
  await context.cities.current(tx);
  const account = await tx.cases.accounts.byUsername(plan.plannedBy);
  if (account?.active !== true) return 'noRight';
  const planner = await actorOf(context, tx, account, context.clock());
  if (!(await mayPublish(context, tx, planner, plan.service))) return 'noRight';
  try {
    await mustBeApproved(context, tx, draft, plan.plannedBy);
    return '';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 'notReviewed';
  }
}
