import { type InstallationPart, meets } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type {
  AuditState,
  AuditVerification,
  DutiesState,
  InstallationState,
  Installations,
} from '../../application/installation.ts';
import { heldIn } from '../../duties/held.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { scopeOf } from '../../use-cases/scope.ts';
import { lastVerification, verify } from './verify.ts';

export function installations(context: Context): Installations {
  const { store } = context;
  const seen = async (tx: Tx, actor: Actor) => ({
    audit: await may(context, tx, actor, { action: 'read', part: 'audit' }),
    duties: await may(context, tx, actor, { action: 'read', part: 'duties' }),
  });
  return {
    maySee: (actor) => store.transaction(async (tx) => Object.values(await seen(tx, actor)).includes(true)),
    async state(actor): Promise<InstallationState> {
      const parts = await store.transaction(async (tx) => ({
        ...(await seen(tx, actor)),
        mayVerify: await may(context, tx, actor, { action: 'operate', part: 'audit' }),
      }));
      if (!parts.audit && !parts.duties) throw refusal('FORBIDDEN');
      return {
        audit: parts.audit ? await auditState(context, parts.mayVerify) : null,
        duties: parts.duties ? await dutiesState(context) : null,
      };
    },
    async verifyAudit(actor, newest): Promise<AuditVerification> {
      const allowed = await store.transaction((tx) => may(context, tx, actor, { action: 'operate', part: 'audit' }));
      if (!allowed) throw refusal('FORBIDDEN');
      return await verify(context, actor, newest);
    },
  };
}

async function may(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, part }: { readonly action: 'read' | 'operate'; readonly part: InstallationPart },
): Promise<boolean> {
  return meets(await scopeOf(context, tx, actor, { action, subject: 'Installation' }), { part });
}

async function auditState(context: Context, mayVerify: boolean): Promise<AuditState> {
  return await context.store.transaction(async (tx) => {
    const chain = tx.cases.auditChain;
    const [head, state, waiting] = [await chain.head(), await chain.state(), await chain.waiting()];
    return {
      head: head === undefined ? null : { number: head.number, chain: head.chain, sealedAt: head.sealedAt },
      waiting: waiting.entries,
      oldestWaitingAt: waiting.oldestAt,
      exported: {
        places: (context.headPlaces ?? []).map(({ name }) => name),
        number: state.exportedNumber,
        at: state.exportedAt,
        triedAt: state.exportTriedAt === 0 ? null : state.exportTriedAt,
        fault: state.exportFault,
      },
      verified: await lastVerification(tx),
      mayVerify,
    };
  });
}

async function dutiesState({ store, clock, lastBackup }: Context): Promise<DutiesState> {
  const now = clock();
  const rows = await store.transaction((tx) => tx.engine.duties.all());
  const held = await heldIn(store, now);
  return {
    duties: rows.map(({ name, dueAt, startedAt, endedAt, done, leaseUntil, faults, fault }) => ({
      ...{ name, dueAt, startedAt, endedAt, done, faults, fault },
      running: leaseUntil > now,
    })),
    backupAt: (await lastBackup?.()) ?? null,
    held:
      held === undefined
        ? null
        : { since: held.since, backupAt: instantOf(held.madeAt), timers: held.timers, notices: held.notices },
  };
}

function instantOf(iso: string): number | null {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}
