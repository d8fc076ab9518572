/**
 * Carries out what instances have said to one another: messages, signals, calls and their answers. Each delivery is a
 * row that goes in the same transaction that does what it says, so it happens once, whoever is killed when.
 */
import type { Command } from '#engine/core/commands.ts';
import type { Instant } from '#engine/core/values.ts';
import type { StartInstance } from '../kernel.ts';
import type { MessageRow } from '../ports/exchange.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { deliveryOf, type Said, saidIn } from './deliveries.ts';
import { deliveryRow } from './effects.ts';
import { type Publishing, passOn, placesBegunBy } from './publish.ts';

export type Exchange = Publishing;

/** How long a message waits for somebody to listen. */
export const timeToLiveMs = 3_600_000;

/** @throws Refusal or any error where it cannot be done now; it is tried again then */
export async function deliver(exchange: Exchange, tx: Tx, job: JobRow, now: Instant): Promise<void> {
  const said = saidIn(job);
  const from = { exchange, tx, job, now };
  switch (said.type) {
    case 'message': {
      const { message: name, correlation, variables } = said;
      const startedBy = { instanceId: job.instanceId, call: null };
      await passOn(
        exchange,
        tx,
        { name, correlation, variables, caseId: job.caseId, timeToLiveMs },
        { now, startedBy },
      );
      return;
    }
    case 'signal':
      return await broadcast(from, said);
    case 'call':
      return await call(from, said);
    case 'cancelCall':
    case 'suspendCall':
    case 'resumeCall': {
      const called = await tx.engine.instances.called(job.instanceId, said.call);
      if (called !== undefined) await tell(from, called.id, withCaller[said.type]);
      return;
    }
    case 'tell':
      return await tell(from, said.instance, said.command);
    case 'begin':
      return await begin(from, { ...said, serviceVersionId: said.version, processId: said.process });
  }
}

/** Messages that waited, and that somebody listens for by now. @returns how many were passed on */
export async function deliverWaiting(exchange: Exchange, now: Instant): Promise<number> {
  const { store } = exchange.options;
  const waiting = await store.transaction((tx) => tx.engine.messages.awaited(now, batch));
  let passedOn = 0;
  for (const message of waiting) {
    try {
      if (await store.step((tx) => passOnWaiting(exchange, tx, message, now))) passedOn += 1;
    } catch (error) {
      // Who listens cannot hear now (it rests, or it is broken): the message waits on and holds up nobody.
      exchange.options.onFault?.({ jobId: message.id, instanceId: '', element: message.name, error });
    }
  }
  return passedOn;
}

async function passOnWaiting({ kernel }: Exchange, tx: Tx, message: MessageRow, now: Instant): Promise<boolean> {
  const receiver = await tx.engine.subscriptions.receiver(message);
  if (receiver === undefined || !(await tx.engine.messages.take(message.id))) return false;
  const { name, variables } = message;
  const command = { kind: 'message', message: name, subscription: receiver.key, variables } as const;
  await kernel.execute(tx, receiver.instanceId, command, now);
  return true;
}

const batch = 50;

interface From {
  readonly exchange: Exchange;
  readonly tx: Tx;
  readonly job: JobRow;
  readonly now: Instant;
}

/** To everybody who listens, and to every process that it begins: each is told by a delivery of its own. */
async function broadcast(from: From, { signal, variables }: Extract<Said, { type: 'signal' }>): Promise<void> {
  const { exchange, tx, job } = from;
  const listeners = await tx.engine.subscriptions.listeners(signal);
  // Who listened in the sender itself has it already.
  const others = listeners.filter((instance) => instance !== job.instanceId);
  const command = { kind: 'signal', signal, variables } as const;
  const places = await placesBegunBy(exchange, tx, (trigger) => trigger.kind === 'signal' && trigger.signal === signal);
  await passTo(from, [
    ...others.map((instance): Said => ({ type: 'tell', instance, command })),
    ...places.map(
      ({ serviceVersionId, processId, startEvent }): Said => ({
        type: 'begin',
        version: serviceVersionId,
        process: processId,
        startEvent,
        variables,
      }),
    ),
  ]);
}

/** Rows behind the one that is carried out, before all that the instance says later. */
async function passTo({ exchange, tx, job, now }: From, all: readonly Said[]): Promise<void> {
  const { instanceId, serviceVersionId, caseId } = job;
  const writer = { owner: { instanceId, serviceVersionId, caseId }, now, newId: exchange.options.newId };
  const rows = all.map((said, place) =>
    deliveryRow(writer, job.lane, deliveryOf(said, job.element), `${job.key}.${String(place).padStart(9, '0')}`),
  );
  await tx.engine.jobs.insert(rows);
}

async function call(from: From, said: Extract<Said, { type: 'call' }>): Promise<void> {
  const { exchange, tx, job } = from;
  const place = await exchange.directory.called(tx, job.serviceVersionId, said);
  if (place === undefined) {
    const message = `there is no published process ${said.process}`;
    return await tell(from, job.instanceId, { kind: 'failCall', call: said.call, message });
  }
  await begin(from, { ...place, variables: said.variables }, said.call);
}

async function begin(
  { exchange, tx, job, now }: From,
  start: Pick<StartInstance, 'serviceVersionId' | 'processId' | 'startEvent' | 'variables'>,
  call: string | null = null,
): Promise<void> {
  const { serviceVersionId, processId, startEvent, variables } = start;
  const startedBy = { instanceId: job.instanceId, call };
  const named = startEvent === undefined ? {} : { startEvent };
  const place = { serviceVersionId, processId, caseId: job.caseId, variables, startedBy, ...named };
  await exchange.kernel.start(tx, place, now);
}

/** What becomes of a called process with its caller. */
const withCaller = {
  cancelCall: { kind: 'cancel', reason: 'caller' },
  suspendCall: { kind: 'suspend' },
  resumeCall: { kind: 'resume' },
} as const satisfies Record<string, Command>;

/** What it waited for may be over by the time that it hears, or somebody has told it the same already. */
async function tell({ exchange, tx, now }: From, instance: string, command: Command): Promise<void> {
  try {
    await exchange.kernel.execute(tx, instance, command, now);
  } catch (error) {
    if (!(error instanceof Refusal && (over.has(error.code) || already[command.kind] === error.code))) throw error;
  }
}

const over: ReadonlySet<string> = new Set(['INSTANCE_ENDED', 'INSTANCE_NOT_FOUND', 'CALL_NOT_OPEN']);
const already: { readonly [kind: string]: string } = {
  suspend: 'INSTANCE_SUSPENDED',
  resume: 'INSTANCE_NOT_SUSPENDED',
};
