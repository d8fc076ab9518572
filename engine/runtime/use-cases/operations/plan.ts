import { localisedName } from '#engine/cases/text/localised.ts';
import { planMigration } from '#engine/core/migration/plan.ts';
import type { OperatedService, OperatedVersion, Operations } from '../../application/operations.ts';
import type { ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { elementName } from '../step-names.ts';
import { placeIn } from './act.ts';
import { mayOperateService, maySeeService } from './allowed.ts';
import { placesIn, processIn, programAt, publishedVersion } from './programs.ts';

export function plan(context: Context): Operations['plan'] {
  return async (actor, service, { from, to, process, map }) =>
    await context.store.transaction(async (tx) => {
      if (!(await maySeeService(context, tx, actor, service))) throw refusal('NOT_FOUND');
      const old = await publishedVersion(tx, service, from);
      const target = await publishedVersion(tx, service, to);
      const before = await processIn(context, tx, old.id, process);
      if (before === undefined) throw refusal('NOT_FOUND');
      const after = await programAt(context, tx, await placeIn(context, tx, target.id, process));
      const waiting = new Map(
        (await tx.engine.services.live(old.id, context.clock())).map((line) => [line.element, line]),
      );
      const planned = planMigration(before, after, map);
      return {
        map: planned.map,
        elements: planned.elements.map((element) => {
          const standing = waiting.get(element.element);
          const name = elementName(before, element.element);
          return { ...element, name, waiting: standing === undefined ? 0 : standing.waiting + standing.incidents };
        }),
        places: placesIn(after),
        running: (await tx.engine.services.liveInstances()).get(old.id) ?? 0,
      };
    });
}

export function services(context: Context): Operations['services'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const rows = (await tx.engine.services.all()).filter(({ state }) => state !== 'draft');
      const live = await tx.engine.services.liveInstances();
      const newestLast = rows.toReversed();
      const found: OperatedService[] = [];
      for (const key of new Set(rows.map(({ service }) => service))) {
        if (!(await maySeeService(context, tx, actor, key))) continue;
        const own = rows.filter(({ service }) => service === key).toSorted((a, b) => b.version - a.version);
        const versions: OperatedVersion[] = [];
        for (const row of own) versions.push(await versionView(context, tx, row, live.get(row.id) ?? 0));
        const name = newestLast.find(({ service }) => service === key)?.name ?? { vi: key, en: key };
        found.push({ key, name, mayOperate: await mayOperateService(context, tx, actor, key), versions });
      }
      return found;
    });
}

async function versionView(context: Context, tx: Tx, row: ServiceVersionRow, live: number): Promise<OperatedVersion> {
  const { processes } = (await context.library.version(tx, row.id)).program;
  return {
    version: row.version,
    live,
    onHold: (row.heldAt ?? null) !== null,
    processes: Object.values(processes).map((program) => ({
      id: program.process,
      name: localisedName(program),
      places: placesIn(program),
    })),
  };
}
