/**
 * A case complains of a unit: from this moment on nobody who holds a post there, or below it, sees or handles it. What
 * they have of it goes to the coordinator, and so does what the process would give them later (`conflict.ts`).
 */
import type { City } from '#engine/cases/city/city.ts';
import { aboutVariable, canGoRound, detourMark, detourOf } from '#engine/cases/organisation/conflict.ts';
import { unitsInForce } from '#engine/cases/organisation/units.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { AboutChange, AboutDesk, Confidentiality } from '../../application/confidentiality.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { caseInReach, mayOnCase } from '../deadlines/reach.ts';
import { unitOf } from '../names.ts';
import { refusal } from '../refuse.ts';
import { outOfIt } from './out-of-it.ts';
import { reasonOf } from './reason.ts';

export function aboutUnits(context: Context): Pick<Confidentiality, 'aboutUnits' | 'setAboutUnit'> {
  return {
    aboutUnits: (actor, caseId) =>
      context.store.transaction(async (tx) =>
        deskOf(context, tx, actor, await caseInReach(context, tx, actor, caseId)),
      ),
    setAboutUnit: (actor, caseId, change) =>
      context.store.transaction(async (tx) => {
        const record = await caseInReach(context, tx, actor, caseId);
        const before = await deskOf(context, tx, actor, record);
        if (!(change.about ? before.mayAdd : before.mayTakeOff)) throw refusal('FORBIDDEN');
        const reason = reasonOf(change.reason);
        const { city } = await context.cities.current(tx);
        mustGoRound(city, change);
        const was = await tx.cases.conflicts.ofCase(caseId);
        if (was.includes(change.unit) === change.about) return before;
        const units = change.about ? [...was, change.unit].toSorted() : was.filter((unit) => unit !== change.unit);
        const now = context.clock();
        if (change.about) {
          await tx.cases.conflicts.insert({ caseId, unit: change.unit, saidBy: actor.username, saidAt: now });
        } else await tx.cases.conflicts.remove(caseId, change.unit);
        await carryOut(context, tx, record, { units, actor, now });
        await note(context, tx, record, { actor, change: { ...change, reason }, now });
        return { ...before, units: units.map((unit) => unitOf(city, unit)) };
      }),
  };
}

async function deskOf(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<AboutDesk> {
  const { city } = await context.cities.current(tx);
  const isDossier = (await tx.cases.dossiers.byCase(record.id)) !== undefined;
  const may = async (action: 'keepConfidential' | 'liftConfidential'): Promise<boolean> =>
    !isDossier && record.state !== 'erased' && (await mayOnCase(context, tx, actor, action, record.id));
  const units = await tx.cases.conflicts.ofCase(record.id);
  const mayAdd = await may('keepConfidential');
  const choices = mayAdd ? unitsInForce(city, context.clock()) : [];
  return {
    units: units.map((unit) => unitOf(city, unit)),
    mayAdd,
    mayTakeOff: await may('liftConfidential'),
    choices: choices
      .filter(({ code }) => !units.includes(code) && canGoRound(city, code))
      .map(({ code, name }) => ({ code, name })),
  };
}

/** @throws Refusal 422 for a unit that there is not, and for one that the coordinator belongs to */
function mustGoRound(city: City, { unit, about }: AboutChange): void {
  if (!about) return;
  const rule = city.units.has(unit) ? 'COORDINATOR_COMPLAINED_OF' : 'required';
  if (rule === 'required' || !canGoRound(city, unit)) throw refusal('INVALID_FIELDS', {}, [{ path: 'unit', rule }]);
}

interface Carrying {
  readonly units: readonly string[];
  readonly actor: Actor;
  readonly now: Instant;
}

/** The process knows it, and what is open leaves the units and the people that have nothing to do with it any more. */
async function carryOut(context: Context, tx: Tx, record: CaseRow, { units, actor, now }: Carrying): Promise<void> {
  for (const instance of await tx.engine.instances.ofCase(record.id)) {
    if (instance.endedAt !== null) continue;
    const variables = { [aboutVariable]: [...units] };
    await context.kernel.execute(tx, instance.id, { kind: 'setVariables', variables }, now);
  }
  const { city } = await context.cities.current(tx);
  const out = await outOfIt(tx, city, units, now);
  for (const task of await tx.engine.tasks.ofCase(record.id)) {
    if (!task.open || task.role === 'citizen') continue;
    const to = task.part === '' ? detourOf(city, task, units) : undefined;
    if (to !== undefined) await goRound(context, tx, { task, to, by: actor.username, now });
    else if (out.people.has(task.assignee)) {
      const command = { kind: 'task', task: task.key, verb: 'release', by: actor.username } as const;
      await context.kernel.execute(tx, task.instanceId, command, now);
    }
  }
}

async function goRound(
  context: Context,
  tx: Tx,
  {
    task,
    to,
    by,
    now,
  }: {
    readonly task: TaskRow;
    readonly to: { readonly unit: string; readonly role: string };
    readonly by: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { unit, role } = to;
  const command = { kind: 'task', task: task.key, verb: 'forward', by, unit, role } as const;
  await context.kernel.execute(tx, task.instanceId, command, now);
  await tx.engine.tasks.update(task.instanceId, task.key, { state: 'ready', assignment: detourMark(task) });
}

/** Officials who see the case read why in its story; the audit says that, by whom. */
async function note(
  context: Context,
  tx: Tx,
  { id: caseId }: CaseRow,
  { actor, change, now }: { readonly actor: Actor; readonly change: AboutChange; readonly now: Instant },
): Promise<void> {
  const sealed = await context.vault.seal(tx, caseId, { aboutReason: change.reason }, now);
  const code = change.about ? 'about' : 'aboutLifted';
  const line = { id: context.newId(now), caseId, at: now, kind: 'confidentiality', code, element: '' } as const;
  const noteEntry = sealed['aboutReason'] ?? null;
  await tx.cases.timeline.append([{ ...line, actor: actor.username, unit: change.unit, noteEntry }]);
  const data = { unit: change.unit };
  await audit(context, tx, { actor: actor.username, action: `conflict.${code}`, subject: `case:${caseId}`, data }, now);
}
