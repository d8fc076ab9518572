/** One open case goes over, in one transaction: noted first, so that whoever comes second finds it done. */
import type { ReorganisationPlan } from '#engine/cases/organisation/reorganisation.ts';
import { takesOver } from '#engine/cases/organisation/units.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { DossierRow } from '../../ports/dossiers.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { ReorganisationRow } from '../../ports/reorganisation.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';

interface Of {
  readonly row: ReorganisationRow;
  readonly plan: ReorganisationPlan;
}

/** @throws Refusal where its process does not take the change, e.g. while it rests; nothing of it has moved then */
export async function moveCase(
  context: Context,
  tx: Tx,
  { row, plan, caseId }: Of & { readonly caseId: string },
): Promise<void> {
  const record = await tx.cases.records.byId(caseId);
  if (record?.state !== 'open') return;
  const now = context.clock();
  const unit = heirOf(plan, record.unit, record) ?? record.unit;
  const ward = plan.wards.find(({ from }) => from === record.ward)?.to ?? record.ward;
  if (unit === record.unit && ward === record.ward) return;
  const item = {
    reorganisationId: row.id,
    kind: 'case',
    subject: caseId,
    fromUnit: record.unit,
    toUnit: unit,
  } as const;
  if (!(await tx.cases.reorganisations.note({ ...item, outcome: '', movedAt: now }))) return;
  for (const task of await tx.engine.tasks.ofCase(caseId)) await moveTask(tx, plan, task);
  await tx.cases.records.update(caseId, { unit, ward });
  await tellProcesses(context, tx, { record, unit, ward }, now);
  const line = { kind: 'operation', code: 'reorganise', element: '', actor: '', unit, noteEntry: null } as const;
  await tx.cases.timeline.append([{ ...line, id: context.newId(now), caseId, at: now }]);
  const data = { reorganisation: row.id, unit: { from: record.unit, to: unit }, ward: { from: record.ward, to: ward } };
  await audit(context, tx, { actor: row.createdBy, action: 'case.reorganise', subject: `case:${caseId}`, data }, now);
}

/**
 * An open dossier goes over with its desk, its signatory and its records clerk, whoever of them the plan is about: its access
 * rules look at them. Done again it changes nothing.
 */
export async function moveDossier(tx: Tx, plan: ReorganisationPlan, dossier: DossierRow): Promise<void> {
  const share = { ward: dossier.ward, category: dossier.procedureCode };
  const now = (unit: string) => heirOf(plan, unit, share) ?? unit;
  await tx.cases.dossiers.handOver(dossier.caseId, {
    receivingUnit: now(dossier.receivingUnit),
    unit: now(dossier.unit),
    competentUnit: now(dossier.competentUnit),
    recordsUnit: now(dossier.recordsUnit),
    ward: plan.wards.find(({ from }) => from === dossier.ward)?.to ?? dossier.ward,
  });
}

/** A part that a unit has in a case of another. @returns whether it moved */
export async function moveLooseTask(
  context: Context,
  tx: Tx,
  { row, plan, taskId }: Of & { readonly taskId: string },
): Promise<boolean> {
  const task = await tx.engine.tasks.byId(taskId);
  const to = task === undefined ? undefined : heirOf(plan, task.unit, task);
  if (task === undefined || to === undefined || !task.open) return false;
  const now = context.clock();
  const item = { reorganisationId: row.id, kind: 'task', subject: taskId, fromUnit: task.unit, toUnit: to } as const;
  if (!(await tx.cases.reorganisations.note({ ...item, outcome: '', movedAt: now }))) return false;
  const data = { reorganisation: row.id, task: taskId, from: task.unit, to };
  await audit(
    context,
    tx,
    { actor: row.createdBy, action: 'task.reorganise', subject: `case:${task.caseId ?? ''}`, data },
    now,
  );
  // Whom it is asked of now stands on the lead's page.
  if (task.part !== '') await tx.cases.parts.update(task.part, { unit: to });
  return await moveTask(tx, plan, task);
}

/** Whoever has it keeps it; closed tasks keep the unit that did them. */
async function moveTask(tx: Tx, plan: ReorganisationPlan, task: TaskRow): Promise<boolean> {
  const to = heirOf(plan, task.unit, task);
  return task.open && to !== undefined && (await tx.cases.reorganisations.moveTask(task.id, task.unit, to));
}

function heirOf(
  plan: ReorganisationPlan,
  unit: string,
  share: { readonly ward: string; readonly category: string },
): string | undefined {
  return plan.units.find(({ from }) => from === unit)?.to.find((one) => takesOver(one, share))?.unit;
}

/** What the process knows of unit and ward changes with it, as a step in its journal. */
async function tellProcesses(
  context: Context,
  tx: Tx,
  { record, unit, ward }: { readonly record: CaseRow; readonly unit: string; readonly ward: string },
  now: Instant,
): Promise<void> {
  for (const instance of await tx.engine.instances.ofCase(record.id)) {
    if (instance.endedAt !== null) continue;
    const state = JSON.parse(instance.snapshot) as State;
    const known = variablesIn(state, state.root);
    const variables: Variables = {
      ...(known['unit'] === record.unit && unit !== record.unit && { unit }),
      ...(known['ward'] === record.ward && ward !== record.ward && { ward }),
    };
    if (Object.keys(variables).length === 0) continue;
    await context.kernel.execute(tx, instance.id, { kind: 'setVariables', variables }, now);
  }
}
