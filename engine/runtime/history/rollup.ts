/**
 * Keeps the figures (`element_day`): reads what instances did since they were last counted, and adds it up.
 *
 * Nothing is counted twice or left out: an instance's commands are numbered without a gap, and the number up to which it
 * is counted is raised, by compare-and-set, in the transaction that adds the sums. Which instances have something new is
 * told by a column that the database computes from two numbers of their own row (`version > rolled`), so there is no
 * watermark in time, and neither the order of commits nor a clock that jumps can hide a row.
 */
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Instant } from '#engine/core/values.ts';
import { type Duty, every } from '../duties/duty.ts';
import type { Programs } from '../kernel/programs.ts';
import type { FigureRow, UncountedInstance } from '../ports/figures.ts';
import type { Store, Tx } from '../ports.ts';
import { figuresOf, mergedFigures } from './count.ts';
import { wholeOf } from './whole.ts';

export interface RollupOptions {
  readonly store: Store;
  readonly programs: Pick<Programs, 'get'>;
  /** IANA name. */
  readonly timeZone: () => string;
  /** Hears of an instance that could not be counted; it is left out. */
  readonly onFault?: (error: unknown, instanceId: string) => void;
}

/** How old figures may be. */
const everyMs = 5_000;
/** Instances counted in one transaction: few, because a step of one of them waits for it. */
const batch = 10;
/** Batches in one slice. */
const batchesMax = 20;
const name = 'figures';

export function countFigures(options: RollupOptions): Duty {
  return {
    name,
    next: every(everyMs),
    async run() {
      const done = await countAll(options);
      return { done, more: done === batch * batchesMax };
    },
  };
}

/** A process that counts everything from the beginning. */
export interface Rebuilder extends RollupOptions {
  readonly owner: string;
  readonly clock: () => Instant;
  /** Goes on though cases were destroyed: what they added to the figures is lost then. */
  readonly withoutDestroyed?: boolean;
}

/**
 * Counts everything from the beginning, e.g. after the time zone was changed; nobody else counts meanwhile. A process
 * that was paused while it counted cannot spoil it: what it commits before its instance is reset is deleted with the
 * other sums, and afterwards its compare-and-set fails. What is not counted is not archived, so that the archive stays
 * as it is from the clearing to the end. A process that is killed meanwhile leaves sums that are not whole: start again.
 * @returns how many instances were counted; undefined where another process counts just now
 * @throws Error where cases were destroyed, unless it is to go on without them
 */
export async function rebuildFigures(options: Rebuilder): Promise<number | undefined> {
  const { store, owner, clock } = options;
  if (options.withoutDestroyed !== true && (await store.transaction((tx) => tx.cases.archive.hasDestroyed())))
    throw new Error('the figures of cases that were destroyed cannot be counted again (--without-destroyed goes on)');
  if (!(await take(options))) return undefined;
  const keep = async (tx: Tx) => {
    const kept = await tx.engine.duties.extend(name, { owner, until: clock() + leaseMs });
    if (!kept) throw new Error('another process counts by now: start again');
  };
  for (let after: string | null = null; ; ) {
    const last: string | undefined = await store.transaction(async (tx) => {
      await keep(tx);
      const ids = await tx.engine.instances.page(after, resetBatch);
      await tx.engine.figures.reset(ids);
      return ids.at(-1);
    });
    if (last === undefined) break;
    after = last;
  }
  await store.transaction((tx) => tx.engine.figures.clear());
  let counted = await countArchive(options, keep);
  for (let found = batch; found > 0; counted += found) {
    await store.transaction(keep);
    found = await countBatch(options);
  }
  const outcome = { dueAt: clock(), endedAt: clock(), done: counted, faults: 0, fault: '' };
  await store.transaction((tx) => tx.engine.duties.settle(name, owner, outcome));
  return counted;
}

/** Each as a whole: it had been counted before it was archived. */
async function countArchive(options: Rebuilder, keep: (tx: Tx) => Promise<void>): Promise<number> {
  const { store, onFault } = options;
  let counted = 0;
  for (let after: string | null = null; ; ) {
    const ids: readonly string[] = await store.transaction(async (tx) => {
      await keep(tx);
      const page = await tx.cases.archive.instances(after, batch);
      const rows: FigureRow[] = [];
      for (const id of page) {
        const instance = await tx.engine.instances.byId(id);
        if (instance === undefined) continue;
        try {
          rows.push(...(await rowsOf(options, tx, { ...instance, rolled: 0 })));
        } catch (error) {
          onFault?.(error, id);
        }
      }
      await tx.engine.figures.add(mergedFigures(rows));
      return page;
    });
    counted += ids.length;
    after = ids.at(-1) ?? null;
    if (ids.length < batch) return counted;
  }
}

/** Instances set back in one transaction when all is counted again. */
const resetBatch = 500;
const leaseMs = 60_000;

/** Takes the duty though it is not due, unless another process does it now. */
async function take({ store, owner, clock }: Rebuilder): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const now = clock();
    const lease = { owner, until: now + leaseMs };
    const row = (await tx.engine.duties.all()).find((duty) => duty.name === name);
    if (row !== undefined) return row.leaseUntil <= now && (await tx.engine.duties.take(row, lease, now));
    const none = { startedAt: now, endedAt: null, done: 0, faults: 0, fault: '' };
    await tx.engine.duties.insert({ name, dueAt: now, leaseOwner: owner, leaseUntil: lease.until, ...none });
    return true;
  });
}

async function countAll(options: RollupOptions): Promise<number> {
  let counted = 0;
  for (let turn = 0; turn < batchesMax; turn += 1) {
    const found = await countBatch(options);
    counted += found;
    if (found < batch) break;
  }
  return counted;
}

async function countBatch(options: RollupOptions): Promise<number> {
  try {
    return await options.store.transaction((tx) => countTogether(options, tx));
  } catch {
    // One of them cannot be counted: the others must not wait for it.
    return await countOneByOne(options);
  }
}

async function countTogether(options: RollupOptions, tx: Tx): Promise<number> {
  const instances = await tx.engine.figures.uncounted(batch);
  const rows: FigureRow[] = [];
  for (const instance of instances) rows.push(...(await rowsOf(options, tx, instance)));
  await tx.engine.figures.add(mergedFigures(rows));
  for (const { id, rolled, version } of instances) await tx.engine.figures.setCounted(id, rolled, version);
  return instances.length;
}

async function countOneByOne(options: RollupOptions): Promise<number> {
  const { store, onFault } = options;
  const instances = await store.transaction((tx) => tx.engine.figures.uncounted(batch));
  for (const { id } of instances) {
    const again = (tx: Tx) => tx.engine.figures.uncounted(batch).then((found) => found.find((one) => one.id === id));
    try {
      await store.transaction(async (tx) => {
        const instance = await again(tx);
        if (instance === undefined) return;
        await tx.engine.figures.add(await rowsOf(options, tx, instance));
        await tx.engine.figures.setCounted(id, instance.rolled, instance.version);
      });
    } catch (error) {
      onFault?.(error, id);
      await store.transaction(async (tx) => {
        const instance = await again(tx);
        if (instance !== undefined) await tx.engine.figures.setCounted(id, instance.rolled, instance.version);
      });
    }
  }
  return instances.length;
}

/** Also of what was not counted yet. */
export async function rowsOf(
  { programs, timeZone }: RollupOptions,
  tx: Tx,
  instance: UncountedInstance,
): Promise<readonly FigureRow[]> {
  const journal = await tx.engine.journal.ofInstance(instance.id);
  const zone = zoneOf(timeZone());
  const places = [instance, ...journal.flatMap(({ command }) => (command.kind === 'migrate' ? [command.from] : []))];
  const loaded = new Map<string, Awaited<ReturnType<Programs['get']>>>();
  for (const { serviceVersionId, processId } of places) {
    loaded.set(`${serviceVersionId} ${processId}`, await programs.get(tx, serviceVersionId, processId));
  }
  return figuresOf({
    instance,
    whole: await wholeOf(tx, instance),
    journal,
    history: await tx.engine.history.ofInstance(instance.id),
    tasks: await tx.engine.figures.tasksOf(instance.id),
    dayOf: (at) => zone.localOf(at).day,
    isAssigned(serviceVersionId, processId, element) {
      const node = loaded.get(`${serviceVersionId} ${processId}`)?.nodes[element];
      return node?.type === 'userTask' && node.assignee !== null;
    },
  });
}
