/** Messages and signals find who they are for: said by an instance (`exchange.ts`), or sent from outside. */
import { beginningsBy } from '#engine/core/model/starts.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Kernel, StartedBy, StartInstance } from '../kernel.ts';
import type { Addressed } from '../ports/exchange.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { deliveryOf } from './deliveries.ts';
import type { Directory } from './directory.ts';
import { deliveryRow } from './effects.ts';
import { laneOf } from './lanes.ts';
import type { KernelOptions } from './options.ts';

export interface Publishing {
  readonly options: KernelOptions;
  readonly kernel: Pick<Kernel, 'start' | 'execute' | 'hold'>;
  readonly directory: Directory;
}

export type Message = Addressed & {
  readonly variables: Variables;
  /** How long it waits for somebody to listen; 0: not at all. */
  readonly timeToLiveMs: number;
};

/** What became of a message. */
export interface Published {
  /** Given to who waited for it, began a process, waits for somebody to listen, or nobody does. */
  readonly outcome: 'delivered' | 'started' | 'kept' | 'nobody';
  readonly instanceId: string | null;
}

/**
 * A message from outside, about a case or about none. One that begins a process on a case works beside the process that
 * opened it.
 */
export async function publish(at: Publishing, tx: Tx, message: Message, now: Instant): Promise<Published> {
  try {
    return await passOn(at, tx, message, { now, startedBy: await openerOf(tx, message.caseId) });
  } catch (error) {
    // Who listens rests: it hears it afterwards.
    if (!(error instanceof Refusal && error.code === 'INSTANCE_SUSPENDED')) throw error;
    return await keep(at, tx, message, now);
  }
}

/** To who has listened longest, else to a process that it begins, else it waits a while. BPMN 2.0.2 §13.5.2 */
export async function passOn(
  at: Publishing,
  tx: Tx,
  message: Message,
  { now, startedBy }: { readonly now: Instant; readonly startedBy?: StartedBy | undefined },
): Promise<Published> {
  const { name, caseId, variables } = message;
  const receiver = await tx.engine.subscriptions.receiver(message);
  if (receiver !== undefined) {
    const command = { kind: 'message', message: name, subscription: receiver.key, variables } as const;
    await at.kernel.execute(tx, receiver.instanceId, command, now);
    return { outcome: 'delivered', instanceId: receiver.instanceId };
  }
  const [place] = await placesBegunBy(at, tx, (trigger) => trigger.kind === 'message' && trigger.message === name);
  if (place === undefined) return await keep(at, tx, message, now);
  const { instanceId } = await at.kernel.start(tx, { ...place, caseId, variables, ...by(startedBy) }, now);
  return { outcome: 'started', instanceId };
}

/** A signal from outside, to everybody who listens, each by a delivery of its own, and to every process it begins. */
export async function broadcast(
  at: Publishing,
  tx: Tx,
  { name, variables }: { readonly name: string; readonly variables: Variables },
  now: Instant,
): Promise<{ readonly told: number; readonly started: number }> {
  const command = { kind: 'signal', signal: name, variables } as const;
  const listening = await tx.engine.subscriptions.listening(name);
  const key = `signal.${at.options.newId(now)}`;
  const rows = listening.map(({ instanceId, serviceVersionId, caseId }) => {
    const writer = { owner: { instanceId, serviceVersionId, caseId }, now, newId: at.options.newId };
    return deliveryRow(
      writer,
      laneOf(serviceVersionId, ''),
      deliveryOf({ type: 'tell', instance: instanceId, command }, ''),
      key,
    );
  });
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx.engine.jobs.insert(rows.slice(from, from + rowsAtOnce));
  }
  const places = await placesBegunBy(at, tx, (trigger) => trigger.kind === 'signal' && trigger.signal === name);
  for (const place of places) await at.kernel.start(tx, { ...place, caseId: null, variables }, now);
  return { told: rows.length, started: places.length };
}

/** Where processes begin by an event, in the newest version of every service. */
export async function placesBegunBy(
  { directory }: Pick<Publishing, 'directory'>,
  tx: Tx,
  wanted: Parameters<typeof beginningsBy>[1],
): Promise<readonly Required<Pick<StartInstance, 'serviceVersionId' | 'processId' | 'startEvent'>>[]> {
  return (await directory.newest(tx)).flatMap(({ serviceVersionId, programs }) =>
    Object.values(programs).flatMap((program) =>
      beginningsBy(program, wanted).map(({ element }) => ({
        serviceVersionId,
        processId: program.process,
        startEvent: element.id,
      })),
    ),
  );
}

/** Rows of one statement. */
const rowsAtOnce = 500;

async function keep({ options }: Publishing, tx: Tx, message: Message, now: Instant): Promise<Published> {
  const { timeToLiveMs, ...rest } = message;
  if (timeToLiveMs <= 0) return { outcome: 'nobody', instanceId: null };
  const id = options.newId(now);
  await tx.engine.messages.insert({ ...rest, id, publishedAt: now, expiresAt: now + timeToLiveMs });
  return { outcome: 'kept', instanceId: null };
}

/** The last one: a case that was split off again has begun its process anew. */
async function openerOf(tx: Tx, caseId: string | null): Promise<StartedBy | undefined> {
  if (caseId === null) return undefined;
  const opener = (await tx.engine.instances.ofCase(caseId)).findLast(({ startedBy }) => startedBy === null);
  return opener && { instanceId: opener.id, call: null };
}

function by(startedBy: StartedBy | undefined): Pick<StartInstance, 'startedBy'> {
  return startedBy === undefined ? {} : { startedBy };
}
