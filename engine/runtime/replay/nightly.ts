/**
 * Each night a sample of all instances is rebuilt from its journals and compared with what is saved. What differs is
 * an open incident of that instance until a later comparison finds it equal again.
 */
import type { Instant } from '#engine/core/values.ts';
import { type Duty, nightly } from '../duties/duty.ts';
import type { EngineKernel } from '../kernel/create-kernel.ts';
import { kernelErrors } from '../kernel/errors.ts';
import type { NewId } from '../kernel/uuid.ts';
import type { Store } from '../ports.ts';
import { checkReplay, type ReplayCheck } from './check.ts';
import { sampleOf } from './sample.ts';

export interface NightlyReplayOptions {
  readonly store: Store;
  readonly kernel: Pick<EngineKernel, 'replay'>;
  readonly newId: NewId;
  readonly random: (bytes: number) => Uint8Array;
  /** IANA name. */
  readonly timeZone: () => string;
  /** Hears of every instance that differs, for the log. */
  readonly onDifference?: (check: ReplayCheck) => void;
  /** How many instances are looked at. */
  readonly sample?: number;
}

const sampleDefault = 300;
/** On the clock on the wall. */
const hour = 2;
const recheckedMax = 1_000;
const incidentKey = 'replay';

/** The duty of each night. */
export function nightlyReplay(options: NightlyReplayOptions): Duty {
  return {
    name: 'replay',
    next: nightly(hour, options.timeZone),
    run: async (now) => ({ done: await compare(options, now) }),
  };
}

async function compare(options: NightlyReplayOptions, now: Instant): Promise<number> {
  const { store, random, sample = sampleDefault } = options;
  const drawn = await store.transaction((tx) => sampleOf(tx, sample, random));
  const open = await store.transaction((tx) => tx.engine.incidents.open(recheckedMax));
  const known = open.filter(({ code }) => code === 'REPLAY_DIFFERS').map(({ instanceId }) => instanceId);
  const ids = [...new Set([...known, ...drawn])];
  // One by one: SQLite has one writer, and the worker's other work goes on between two of them.
  for (const id of ids) await compareOne(options, id, { now, known: known.includes(id) });
  return ids.length;
}

async function compareOne(
  options: NightlyReplayOptions,
  instanceId: string,
  { now, known }: { readonly now: Instant; readonly known: boolean },
): Promise<void> {
  const check = await options.store.transaction(async (tx) => {
    const row = await tx.engine.instances.byId(instanceId);
    // Archived or erased since it was drawn.
    if (row === undefined) return undefined;
    const found = await checkReplay(tx, options.kernel, instanceId);
    if (found.kind === 'equal') {
      if (known) await tx.engine.incidents.close(instanceId, incidentKey, now);
      return found;
    }
    if (known) return found;
    const { serviceVersionId, caseId } = row;
    const message = kernelErrors.REPLAY_DIFFERS.message.en
      .replace('{path}', placeOf(found))
      .replace('{instance}', instanceId);
    const what = { id: options.newId(now), key: incidentKey, element: '', code: 'REPLAY_DIFFERS', message };
    const where = { instanceId, serviceVersionId, caseId };
    await tx.engine.incidents.insert([{ ...where, ...what, open: true, openedAt: now, closedAt: null }]);
    return found;
  });
  if (check !== undefined && check.kind !== 'equal') options.onDifference?.(check);
}

/** Where it differs, without what stands there: that is for who runs the command. */
function placeOf(check: Exclude<ReplayCheck, { kind: 'equal' }>): string {
  return check.kind === 'different' ? check.path : `command ${check.number}`;
}
