/**
 * Random commands on random cases: reports, steps, pauses, more time, edits, days off, officials who leave, days that pass.
 * After each of them the same sentences must hold of every clock; what does not hold is said with the seed and the command.
 */

import { type CityWorkingTime, workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { Span } from '#engine/cases/clocks/ledger.ts';
import { ledgerOf } from '#engine/cases/clocks/ledger.ts';
import type { Json } from '#engine/core/values.ts';
import type { CaseRow, ClockEventRow, ClockRow } from '#engine/runtime/ports/case-rows.ts';
import type { TaskRow } from '#engine/runtime/ports/engine.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { runOn } from '../../bench/flat-generate.ts';
import { type Random, randomOf } from '../torture/random.ts';
import { manhole, submitReport, type TestApplication } from './application.ts';

/** Clocks that have a date and have not ended, of open cases, at which nobody will ever look. */
export async function unwatched(store: OpenStore): Promise<readonly string[]> {
  const rows = await runOn(store)(
    `select case_clock.name as name, case_clock.state as state, case_clock.element as element, case_record.register_number as number
    from case_clock join case_record on case_record.id = case_clock.case_id
    where case_record.state = 'open' and ended_at is null and case_clock.due_at is not null and next_at is null`,
  );
  return rows.map((row) => Object.values(row).join(' '));
}

/** One sweep of the deadlines to its end, and the due dates that follow the calendars. */
export async function sweepAll({ wardflow, now }: TestApplication): Promise<void> {
  for (const name of ['follow-calendars', 'deadlines']) {
    const duty = wardflow.duties.find((one) => one.name === name);
    for (let slices = 0; (await duty?.run(now()))?.more === true; slices += 1) {
      if (slices > 1_000) throw new Error(`${name} does not end`);
    }
  }
}

export interface RandomRun {
  readonly commands: number;
  /** Commands that were refused: nothing may have changed by them. */
  readonly refused: number;
  readonly faults: readonly string[];
}

const casesMax = 3;
const hour = 3_600_000;

export async function randomDeadlines(
  test: TestApplication,
  store: OpenStore,
  { seed, commands }: { readonly seed: number; readonly commands: number },
): Promise<RandomRun> {
  const random = randomOf(seed);
  const world: World = { test, store, random, numbers: [] };
  const known = new Map<string, number | null>();
  const faults: string[] = [];
  let refused = 0;
  for (let index = 0; index < commands; index += 1) {
    const command = commandFor(world);
    const before = await clocksOf(world);
    let done = true;
    try {
      await acts[command](world);
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(`seed ${seed}, command ${index} ${command}`, { cause: error });
      done = false;
      refused += 1;
    }
    const found = [
      ...(await unwatched(store)).map((clock) => `nobody looks at ${clock}`),
      ...sameClocks(before, await clocksOf(world), command === 'edit' || !done),
      ...(await standing(world, known, command)),
    ];
    faults.push(...found.map((fault) => `seed ${seed}, command ${index} ${command}: ${fault}`));
    if (faults.length > 0) break;
  }
  return { commands, refused, faults };
}

interface World {
  readonly test: TestApplication;
  readonly store: OpenStore;
  readonly random: Random;
  /** Register numbers of the cases so far. */
  readonly numbers: string[];
}

type Act = keyof typeof acts;

/** How often each, of what a city does; the order does not matter. */
const often: readonly Act[] = [
  ...Array<Act>(9).fill('step'),
  ...Array<Act>(5).fill('pass'),
  ...Array<Act>(3).fill('edit'),
  ...(['pause', 'pause', 'resume', 'ask', 'ask', 'decide', 'decide', 'dayOff', 'leave', 'rest'] as const),
];

function commandFor({ numbers, random }: World): Act {
  if (numbers.length === 0 || (numbers.length < casesMax && random.chance(10))) return 'report';
  return random.pick(often);
}

const acts = {
  async report({ test, numbers, random }: World) {
    const values = { ...manhole, category: random.chance(70) ? 'HT-TN' : 'MT-RAC' };
    const { registerNumber } = await submitReport(test, values, `k${numbers.length}`);
    numbers.push(registerNumber);
  },
  async step(world: World) {
    const record = await anyCase(world);
    const tasks = await world.store.transaction((tx) => tx.engine.tasks.ofCase(record.id));
    const opened = tasks.filter(({ open }) => open);
    if (opened.length === 0) return;
    const task = world.random.pick(opened);
    const variables = answersOf(task, world);
    const { test, store } = world;
    await store.transaction((tx) =>
      test.wardflow.kernel.execute(
        tx,
        task.instanceId,
        { kind: 'completeTask', task: task.key, variables, by: 'p' },
        test.now(),
      ),
    );
    await test.advanceTo(new Date(test.now() + 1).toISOString());
  },
  async pass({ test, random }: World) {
    await test.advanceTo(new Date(test.now() + random.below(1 + random.below(60 * hour))).toISOString());
    await sweepAll(test);
  },
  async edit(world: World) {
    const record = await anyCase(world);
    const { operations, tasks } = world.test.wardflow.application;
    if (world.random.chance(50)) {
      const key = `k${world.random.below(1e9)}`;
      const operation = { kind: 'setVariables', variables: { description: `sửa ${key}` } } as const;
      await operations.perform(await world.test.as('quantri'), record.instanceId, {
        operation,
        reason: 'Sửa chữ',
        key,
      } as never);
      return;
    }
    const actor = await world.test.as(world.random.pick(['tiepnhan', 'lamdong.ktht.canbo', 'lamdong.vhxh.canbo']));
    const { items } = await tasks.worklist(actor, { view: 'unit' });
    if (items.length > 0) await tasks.claim(actor, world.random.pick(items).taskId);
  },
  async pause(world: World) {
    const record = await anyCase(world);
    const until = dayAfter(world, 1 + world.random.below(6));
    const asked = { reason: 'bo-sung', until, evidence: 'Văn bản số 12', fileId: null, note: '' };
    await world.test.wardflow.application.deadlines.pause(await world.test.as('dieuphoi'), record.id, asked);
  },
  async resume(world: World) {
    const record = await anyCase(world);
    await world.test.wardflow.application.deadlines.resume(await world.test.as('dieuphoi'), record.id, { note: '' });
  },
  async ask(world: World) {
    const record = await anyCase(world);
    const asked = { reason: 'vat-tu', until: dayAfter(world, 3 + world.random.below(20)), note: 'Chờ.' };
    await world.test.wardflow.application.deadlines.ask(await world.test.as('lamdong.ktht.canbo'), record.id, asked);
  },
  async decide(world: World) {
    const record = await anyCase(world);
    const extensions = await world.store.transaction((tx) => tx.cases.extensions.ofCase(record.id));
    const decision = { grant: world.random.chance(70), note: 'Xin lỗi.' };
    const { deadlines } = world.test.wardflow.application;
    await deadlines.decide(await world.test.as('dieuphoi'), extensions.at(-1)?.id ?? '', decision);
  },
  async dayOff(world: World) {
    const { calendars } = world.test.wardflow.application;
    const admin = await world.test.as('quantri');
    const { revision } = await calendars.all(admin);
    const date = dayAfter(world, 1 + world.random.below(5));
    const name = { vi: 'Nghỉ thử', en: 'Test' };
    const day = { date, name, kind: 'dayOff', status: 'statutory', isNew: true } as const;
    await calendars.save(admin, { revision, put: [day], remove: [], hours: null, unit: null, note: 'Công văn' });
    await sweepAll(world.test);
  },
  async leave({ store, random }: World) {
    const who = random.pick(['lamdong.ktht.lanhdao', 'ubnd.lanhdao', 'tiepnhan2', 'lamdong.vhxh.lanhdao']);
    await runOn(store)('update account set active = 1 - active where username = ?', [who]);
  },
  /** An operator stops an instance, or lets it go on. */
  async rest(world: World) {
    const record = await anyCase(world);
    const { operations } = world.test.wardflow.application;
    const request = { reason: 'Thử', key: `k${world.random.below(1e9)}` };
    const kind = world.random.chance(50) ? 'suspend' : 'resume';
    await operations.perform(await world.test.as('quantri'), record.instanceId, {
      operation: { kind },
      ...request,
    } as never);
  },
} satisfies Readonly<Record<string, (world: World) => Promise<void>>>;

async function anyCase({ random, numbers, store }: World): Promise<CaseRow> {
  const number = random.pick(numbers);
  const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber(number));
  if (record === undefined) throw new Error(`there is no ${number}`);
  return record;
}

function dayAfter({ test }: World, days: number): string {
  return new Date(test.now() + 7 * hour + days * 24 * hour).toISOString().slice(0, 10);
}

/** What somebody answers at a step of the service of citizen reports. */
function answersOf({ element }: TaskRow, { random }: World): Record<string, Json> {
  const outcome = random.pick(outcomes[element] ?? ['done']);
  const more: Readonly<Record<string, Record<string, Json>>> = {
    verify: {
      category: random.pick(['HT-TN', 'HT-TN', 'HT-CX', 'MT-RAC']),
      ward: '99016',
      urgent: random.chance(10),
      reason: 'x',
      question: 'x',
      duplicateOf: 'x',
    },
    handle: { partnerUnit: '99016-VHXH' },
    reassign: { unit: '99016-KTHT' },
    decide: { unit: '99016-KTHT' },
    rate: { rating: 2, solved: random.chance(50) },
  };
  return { outcome, ...more[element] };
}

const outcomes: Readonly<Record<string, readonly string[]>> = {
  verify: ['accept', 'accept', 'accept', 'accept', 'needInfo', 'reject'],
  takeOn: ['accept', 'accept', 'notOurs'],
  handle: ['done', 'done', 'coordinate'],
  approve: ['approve', 'approve', 'return'],
  review: ['keep'],
};

async function clocksOf({ store, numbers }: World): Promise<readonly ClockRow[]> {
  return await store.transaction(async (tx) => {
    const rows: ClockRow[] = [];
    for (const number of numbers) {
      const record = await tx.cases.records.byRegisterNumber(number);
      rows.push(...(record === undefined ? [] : await tx.cases.clocks.ofCase(record.id)));
    }
    return rows;
  });
}

/** An edit and a refusal move nothing at all. */
function sameClocks(before: readonly ClockRow[], after: readonly ClockRow[], must: boolean): readonly string[] {
  if (!must || JSON.stringify(before) === JSON.stringify(after)) return [];
  return [`clocks changed: ${JSON.stringify(before)} ${JSON.stringify(after)}`];
}

/** What must hold of every clock, whatever has happened. */
async function standing(world: World, known: Map<string, number | null>, command: Act): Promise<readonly string[]> {
  const { test, store } = world;
  const clocks = await clocksOf(world);
  const city = test.wardflow.city();
  const time = city && workingTimeOf(city);
  const faults: string[] = [];
  for (const clock of clocks) {
    const first = known.get(clock.id);
    if (first !== undefined && first !== clock.firstDueAt) faults.push(`${clock.name}: what was promised first moved`);
    known.set(clock.id, clock.firstDueAt);
    const events = await store.transaction((tx) => tx.cases.clocks.eventsOf([clock.caseId]));
    if (time !== undefined)
      faults.push(
        ...accountOf(
          clock,
          events.filter(({ clockId }) => clockId === clock.id),
          time,
          test.now(),
        ),
      );
  }
  return command === 'pass' ? [...faults, ...(await answeredFor(world, clocks))] : faults;
}

/** The account holds every instant once; a clock that was not given more time is due when it holds what is allowed. */
function accountOf(
  clock: ClockRow,
  events: readonly ClockEventRow[],
  time: CityWorkingTime,
  now: number,
): readonly string[] {
  const { name, element, startedAt, dueAt, calendar, allowedMs, endedAt, pausedAt } = clock;
  const pauses: Span[] = [];
  for (const event of events) {
    if (event.kind === 'paused') pauses.push({ from: event.at, to: Number.POSITIVE_INFINITY });
    else if (event.kind === 'resumed') pauses.push({ from: pauses.pop()?.from ?? event.at, to: event.at });
  }
  const until = Math.max(startedAt, endedAt ?? now);
  const account = ledgerOf({ from: startedAt, to: until }, calendar, pauses, time);
  const faults: string[] = [];
  if (account.countedMs + account.notCountedMs !== until - startedAt) faults.push('the account has a hole');
  if ((pauses.at(-1)?.to === Number.POSITIVE_INFINITY) !== (pausedAt !== null)) faults.push('pauses do not agree');
  const isPlain = clock.extensions === 0 && clock.dayCount === 'elapsed' && clock.duration !== '';
  if (isPlain && dueAt !== null && endedAt === null) {
    const over = pauses.filter(({ to }) => to !== Number.POSITIVE_INFINITY);
    const { countedMs } = ledgerOf({ from: startedAt, to: dueAt }, calendar, over, time);
    if (countedMs !== allowedMs && dueAt > now) faults.push(`due after ${countedMs}, allowed ${allowedMs}`);
  }
  return faults.map((fault) => `${name} ${element}: ${fault}`);
}

/** After a sweep every clock that is late has been told of to somebody, by itself or by the clock of its case. */
async function answeredFor({ test, store }: World, clocks: readonly ClockRow[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const clock of clocks) {
    const late = clock.endedAt === null && clock.state === 'running' && (clock.dueAt ?? Infinity) < test.now();
    if (!late) continue;
    const main = clocks.find(
      ({ caseId, name, endedAt }) => caseId === clock.caseId && name === 'case' && endedAt === null,
    );
    const covered = clock.name === 'step' && main?.dueAt != null && main.dueAt <= (clock.dueAt ?? 0);
    const told = await store.transaction((tx) => tx.cases.escalations.ofCase(clock.caseId));
    const own = told.filter(
      ({ clockId, round, percent }) => clockId === clock.id && round === clock.round && percent >= 100,
    );
    // One that its case has covered until just now is looked at within a day.
    const soon = clock.name === 'step' && (clock.nextAt ?? Number.POSITIVE_INFINITY) <= test.now() + 24 * hour;
    if (own.length === 0 && !covered && !soon)
      faults.push(`${clock.name} ${clock.element} is late and nobody was told`);
    if (own.length > 0 && clock.ownerUnit === '') faults.push(`${clock.name} ${clock.element} has no owner`);
  }
  return faults;
}
