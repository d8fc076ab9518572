/** What an administrator does to a case that runs: holds it, corrects it, moves it to another version, ends it, mends it. */
import { randomUUID } from 'node:crypto';
import type { Operation } from '#engine/runtime/application/operations.ts';
import type { Body } from '#test/support/visitor.ts';
import type { Told } from '../asking.ts';
import type { Case, Step } from './case.ts';

export const administrator = 'quantri';

/** The instance of the case, with all that it waits for. */
export async function instanceOf({ desk, register }: Case): Promise<Body> {
  const state = 'active,suspended,completed,terminated,failed';
  const list = await desk.read(administrator, `/api/v1/operations/instances?registerNumber=${register}&state=${state}`);
  const id: string | undefined = list?.body.items?.[0]?.id;
  return id === undefined ? undefined : (await desk.read(administrator, `/api/v1/operations/instances/${id}`))?.body;
}

/** @param stamp what the operation writes that no other does */
export async function operate(
  at: Case,
  operation: Operation,
  { instance, stamp }: { readonly instance?: string; readonly stamp?: string } = {},
): Promise<Told | undefined> {
  const { desk, register } = at;
  const id: string | undefined = instance ?? (await instanceOf(at))?.id;
  if (id === undefined) return undefined;
  const body = { operation, reason: 'Thử vận hành', key: randomUUID() };
  const { kind } = operation;
  return await desk.command({
    path: `/api/v1/operations/instances/${id}/operations`,
    body: () => body,
    facts: { kind: 'operation', by: administrator, register, instance: id, operation: kind, ...(stamp && { stamp }) },
  });
}

/** Held, and gone on with. */
export async function pause(at: Case): Promise<boolean> {
  const held = await operate(at, { kind: 'suspend' });
  if (held === undefined || held.status >= 400) return held !== undefined;
  const on = await operate(at, { kind: 'resume' });
  return on !== undefined && on.status < 400;
}

/** A variable that nothing else writes. */
export async function correct(at: Case): Promise<boolean> {
  const stamp = randomUUID();
  await operate(at, { kind: 'setVariables', variables: { corrected: stamp } }, { stamp });
  return true;
}

/** To one of the other versions, and sometimes back at once. */
export function migrate(at: Case): Promise<boolean> {
  return migrateAmong(at, () => true);
}

/** To the other one of those versions in which a message and a timer race. */
export function migrateToRace(at: Case): Promise<boolean> {
  return migrateAmong(at, (version) => version > 1);
}

async function migrateAmong(at: Case, isMeant: (version: number) => boolean): Promise<boolean> {
  const found = await instanceOf(at);
  const all: readonly number[] = found?.versions ?? [];
  const others = all.filter((version) => version !== found.version && isMeant(version));
  if (others.length === 0) return true;
  const version = at.random.pick(others);
  const instance: string = found.id;
  const told = await operate(at, { kind: 'migrate', version, map: {} }, { instance });
  if (told !== undefined && told.status < 400 && at.random.chance(20)) {
    await operate(at, { kind: 'undoMigration', version }, { instance });
  }
  return true;
}

/** The end of the story. */
export async function cancel(at: Case): Promise<boolean> {
  await operate(at, { kind: 'cancel' });
  return false;
}

/** What is stuck is tried again. */
export async function mend(at: Case): Promise<void> {
  const found = await instanceOf(at);
  const stuck = found?.incidents?.some(({ open }: Body) => open);
  if (stuck) await operate(at, { kind: 'retry', variables: {} }, { instance: found.id });
}

/** Something of this kind, by chance. */
export function something(at: Case): Promise<boolean> {
  const deeds: readonly Step[] = [pause, correct, correct, migrate, migrate];
  return at.random.pick(deeds)(at);
}
