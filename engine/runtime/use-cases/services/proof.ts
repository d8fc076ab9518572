/**
 * The proof of a draft before it is published: everything that can be known against it, from its files and from the city
 * as it is. What has to be read is read in a transaction; the work is done outside of it, so that nobody else waits.
 */

import { notDecided, soundnessProblems } from '#engine/bpmn/soundness-problems.ts';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { endingStages } from '#engine/cases/service-pack.ts';
import { checkService } from '#engine/checks/check-service.ts';
import type { CityFacts } from '#engine/checks/city-facts.ts';
import { postKey } from '#engine/checks/city-facts.ts';
import { playScenarios } from '#engine/checks/play-scenarios.ts';
import { type ReadService, readService } from '#engine/checks/service.ts';
import { tellingOf } from '#engine/checks/telling.ts';
import type { Budget } from '#engine/core/soundness/check.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import { coverageProblems, routedBy } from '../../administration/routing/coverage-problems.ts';
import type { Problem } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { sweepMessageProblems } from '../deadlines/sweep-messages.ts';
import { refusal } from '../refuse.ts';
import { allowedIn, problemsIn } from './problems.ts';

/** States of a process that are looked at when somebody asks for a check; others wait meanwhile, so no longer than this. */
const soundnessBudget = { statesInEveryOrderMax: 500, statesMax: 2_000 };
const soundnessMsMax = 5_000;
/** A scenario takes milliseconds; between two of them others get their turn. */
const scenariosMsMax = 5_000;

/** What a draft is proved by, as it was read in one transaction. */
export interface ToProve {
  readonly resources: readonly ServiceResourceRow[];
  readonly place: CityInForce;
  readonly held: CityFacts['held'];
  readonly day: string;
  readonly now: Instant;
}

export async function readToProve(
  context: Context,
  tx: Tx,
  resources: readonly ServiceResourceRow[],
): Promise<ToProve> {
  const place = await context.cities.current(tx);
  const now = context.clock();
  const day = localDate(place.city.province.timeZone, now);
  const held = new Set((await tx.cases.accounts.roster(day)).map(({ unit, role }) => postKey(unit, role)));
  return { resources, place, held, day, now };
}

/** @throws Refusal 422 `SERVICE_HAS_PROBLEMS` where anything keeps it from being published */
export async function mustBeProved(context: Context, asked: ToProve): Promise<void> {
  const count = (await proofOf(context, asked)).filter(({ severity }) => severity === 'error').length;
  if (count > 0) throw refusal('SERVICE_HAS_PROBLEMS', { count });
}

/** Everything that stands against publishing, and everything worth mending. */
export async function proofOf(context: Context, asked: ToProve): Promise<readonly Problem[]> {
  const { resources, place, held, day } = asked;
  const service = await readService(resources, allowedIn(context));
  const routed = routedBy(place, service.loaded, asked.now);
  const facts: CityFacts = { city: place.city, day, held, routed };
  return [
    ...problemsIn(resources, service.loaded),
    ...service.loaded.untranslated,
    ...soundnessOf(service),
    ...coverageProblems(place, { resources, decisions: service.loaded.decisions, routed, now: asked.now }),
    ...sweepMessageProblems(place.city, resources, service.loaded),
    ...checkService(service, facts),
    // What cannot be read cannot be played: that is told already.
    ...(service.main === undefined ? [] : await played(service, place)),
  ];
}

function soundnessOf(service: ReadService): readonly Problem[] {
  const end = performance.now() + soundnessMsMax;
  const budget: Budget = { ...soundnessBudget, stop: () => performance.now() > end };
  const told = soundnessProblems(service.loaded, budget, endingStages(service.pack), tellingOf(service));
  return told.flatMap(({ info, problem }) => (info && problem.code !== notDecided ? [] : problem));
}

async function played(service: ReadService, { city, workingTime }: CityInForce): Promise<readonly Problem[]> {
  const end = performance.now() + scenariosMsMax;
  const surroundings = { timeZone: city.province.timeZone, workingTime };
  return await playScenarios(service, surroundings, {
    isOver: () => performance.now() > end,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
}
