/** Rounds of random rows in one database, each at another hour; after each every query is compared for everybody. */

import { dayNumber } from '#engine/cases/calendars/civil-date.ts';
import { localDate, startOfDate } from '#engine/cases/calendars/local-date.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { figuresOf } from '#portal/http/figures.ts';
import { randomOf } from '../../torture/random.ts';
import { openApplication } from '../application.ts';
import { actors } from './actors.ts';
import { type Asked, compareDeadlines, compareLoad, compareWork, differences } from './compare.ts';
import {
  compareFigures,
  comparePublic,
  compareRatings,
  compareRegister,
  compareResults,
  compareTogether,
} from './compare-figures.ts';
import { compareCandidates, compareCity, compareInstances, compareNews, compareServices } from './compare-running.ts';
import { type Around, newWorld, together, type World } from './world.ts';
import { withdrawSome, writeWorld } from './write.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
/** A morning; the last moment of a day; its end, which is the first of the next; the first moment after. */
const hours = [
  '2026-11-20T08:00:00.000',
  '2026-11-20T23:59:59.999',
  '2026-11-21T00:00:00.000',
  '2026-11-21T00:00:00.001',
];

export interface Rounds {
  readonly seed: number;
  readonly rounds: number;
  readonly cases: number;
}

export interface Compared {
  readonly compared: number;
  readonly queries: ReadonlySet<string>;
  readonly found: readonly string[];
}

export async function compareRounds(store: OpenStore, { seed, rounds, cases }: Rounds): Promise<Compared> {
  const test = await openApplication(store, { now: `${hours[0]}+07:00` });
  const random = randomOf(seed);
  const result = differences();
  const written: World[] = [];
  try {
    const serviceVersionId = await store.transaction(
      async (tx) => (await tx.engine.services.newest('citizen-feedback'))?.id ?? '',
    );
    for (let round = 0; round < rounds; round += 1) {
      await test.advanceTo(`${hours[round % hours.length]}+07:00`);
      const moment = momentOf(test.now());
      const around: Around = { ...moment, random, serviceVersionId, round: `${seed}-${round}`, cases };
      const world = newWorld(around);
      await store.transaction((tx) => writeWorld(tx, world));
      written.push(await store.transaction((tx) => withdrawSome(tx, world)));
      const all = { application: test.wardflow.application, world: together(written), at: moment };
      for (const [name, actor] of Object.entries(actors))
        await compareAll({ ...all, actor, same: result.same(name) }, moment);
      const [anybody] = Object.values(actors);
      if (anybody !== undefined) await compareResults({ ...all, actor: anybody, same: result.same('everybody') });
      await compareMetrics(store, test.now, { ...all, same: result.same('metrics') });
    }
  } finally {
    test.remove();
  }
  return { compared: result.compared(), queries: result.queries, found: result.found };
}

async function compareAll(asked: Asked, { today, now }: Moment): Promise<void> {
  await compareWork(asked);
  await compareLoad(asked);
  await compareCandidates(asked);
  await compareDeadlines(asked);
  const [from, to] = [dateOf(now - 86_400_000), dateOf(now)];
  await compareFigures(asked, { from, to, numbers: [today - 1, today] });
  await compareRatings(asked);
  const instants = [startOfDate(timeZone, from), startOfDate(timeZone, dateOf(now + 86_400_000))] as const;
  await compareRegister(asked, { from, to, instants });
  await comparePublic(asked);
  await compareTogether(asked);
  await compareInstances(asked);
  await compareServices(asked);
  await compareCity(asked);
  await compareNews(asked, asked.application.ownAccounts);
}

async function compareMetrics(
  store: OpenStore,
  clock: () => number,
  { world, same }: Pick<Asked, 'world' | 'same'>,
): Promise<void> {
  const figures = new Map((await figuresOf(store, clock)()).map(({ name, value }) => [name, value]));
  const open = world.incidents.filter((one) => one.open);
  same('installation.incidents', figures.get('wardflow_incidents_open'), open.length);
  const differing = open.filter(({ code }) => code === 'REPLAY_DIFFERS').length;
  same('installation.incidents', figures.get('wardflow_replay_differences'), differing);
}

type Moment = Pick<Around, 'now' | 'endOfDay' | 'today'>;

/** Reckoned here by itself: the city is seven hours ahead of UTC the whole year. */
function momentOf(now: number): Moment {
  const aheadMs = 7 * 3_600_000;
  const day = Math.floor((now + aheadMs) / 86_400_000);
  const [year = 0, month = 0, date = 0] = dateOf(now).split('-').map(Number);
  return { now, endOfDay: (day + 1) * 86_400_000 - aheadMs, today: dayNumber(year, month, date) };
}

function dateOf(instant: number): string {
  return localDate(timeZone, instant);
}
