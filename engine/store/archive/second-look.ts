/**
 * Whoever reads a closed case by its ids finds it, archived or not: what is not in the hot tables is looked for in the
 * archive. Lists of what is open, and all writes, know the hot tables alone.
 */
import type { CaseTables } from '#engine/runtime/ports/cases.ts';
import type { EngineTables } from '#engine/runtime/ports/engine.ts';
import { clockShape } from '../cases/clocks.ts';
import { dossierDocumentShape } from '../cases/dossier-documents.ts';
import { dossierEventShape } from '../cases/dossiers.ts';
import { holdingShape } from '../cases/holdings.ts';
import { noticeShape } from '../cases/notices.ts';
import { timelineShape } from '../cases/records.ts';
import { relayShape } from '../cases/relay.ts';
import type { Sql } from '../sql.ts';
import { countedTaskFrom } from '../tables/figures.ts';
import { incidentFrom } from '../tables/incidents.ts';
import { instanceFrom } from '../tables/instances.ts';
import { historyFrom, journalFrom } from '../tables/records.ts';
import { returnFrom } from '../tables/returns.ts';
import { bytesOf, idIn } from '../tables/rows.ts';
import { taskFrom } from '../tables/tasks.ts';
import { type Contents, contentsOf } from './contents.ts';

export function engineWithArchive(tables: EngineTables, sql: Sql): EngineTables {
  const archive = contentsOf(sql);
  const { instances, tasks, incidents, returns, figures, journal, history } = tables;
  return {
    ...tables,
    instances: instancesWithArchive(instances, archive, sql),
    tasks: {
      ...tasks,
      async byId(id) {
        const found = await tasks.byId(id);
        if (found !== undefined) return found;
        const row = await archive.task(id);
        return row && taskFrom(row);
      },
      async find(scope, id) {
        const found = await tasks.find(scope, id);
        if (found !== undefined) return found;
        const row = await archive.task(id, scope);
        return row && taskFrom(row);
      },
      ofCase: async (caseId) =>
        orElse(await tasks.ofCase(caseId), async () => (await archive.ofCase('task', caseId)).map(taskFrom)),
    },
    incidents: {
      ...incidents,
      // What the nightly comparison finds of an archived instance stands in the hot table, what it took along is here.
      ofInstance: async (id) => [
        ...(await archive.ofInstance('incident', id)).map(incidentFrom),
        ...(await incidents.ofInstance(id)),
      ],
    },
    returns: {
      ...returns,
      ofCase: async (caseId) =>
        orElse(await returns.ofCase(caseId), async () => (await archive.ofCase('step_return', caseId)).map(returnFrom)),
    },
    figures: {
      ...figures,
      tasksOf: async (id) =>
        orElse(await figures.tasksOf(id), async () => (await archive.ofInstance('task', id)).map(countedTaskFrom)),
    },
    journal: {
      ...journal,
      ofInstance: async (id) =>
        orElse(await journal.ofInstance(id), async () => (await archive.ofInstance('journal', id)).map(journalFrom)),
    },
    history: {
      ...history,
      ofInstance: async (id) =>
        orElse(await history.ofInstance(id), async () => (await archive.ofInstance('history', id)).map(historyFrom)),
    },
  };
}

function instancesWithArchive(
  instances: EngineTables['instances'],
  archive: Contents,
  sql: Sql,
): EngineTables['instances'] {
  return {
    ...instances,
    async byId(id) {
      const found = await instances.byId(id);
      if (found?.caseId) archive.isElsewhere(found.caseId);
      if (found !== undefined) return found;
      const [row] = await archive.ofInstance('process_instance', id);
      return row && instanceFrom(row);
    },
    ofCase: async (caseId) =>
      orElse(await instances.ofCase(caseId), async () =>
        (await archive.ofCase('process_instance', caseId)).map(instanceFrom),
      ),
    async insert(instance) {
      if (instance.caseId !== null) archive.isElsewhere(instance.caseId);
      await instances.insert(instance);
    },
    page: (after, limit) => pageOfAll(sql, after, limit),
    async last() {
      const archived = await sql.first('select id from archived_instance order by id desc limit 1');
      const ids = [await instances.last(), archived && idIn(archived, 'id')];
      return ids
        .filter((id) => id !== undefined)
        .toSorted()
        .at(-1);
    },
  };
}

export function casesWithArchive(tables: CaseTables, sql: Sql): CaseTables {
  const archive = contentsOf(sql);
  const { timeline, clocks, notices, holdings, dossiers, dossierDocuments, relay } = tables;
  return {
    ...tables,
    timeline: {
      ...timeline,
      ofCase: async (id) =>
        orElse(await timeline.ofCase(id), async () =>
          (await archive.ofCase('case_timeline', id)).map(timelineShape.read),
        ),
    },
    clocks: {
      ...clocks,
      ofCase: async (id) =>
        orElse(await clocks.ofCase(id), async () => (await archive.ofCase('case_clock', id)).map(clockShape.read)),
    },
    holdings: {
      ...holdings,
      ofCase: async (id) =>
        orElse(await holdings.ofCase(id), async () =>
          (await archive.ofCase('case_holding', id)).map(holdingShape.read),
        ),
    },
    dossiers: {
      ...dossiers,
      eventsOf: async (id) =>
        orElse(await dossiers.eventsOf(id), async () =>
          (await archive.ofCase('dossier_event', id)).map(dossierEventShape.read),
        ),
    },
    dossierDocuments: {
      ...dossierDocuments,
      ofCase: async (id) =>
        orElse(await dossierDocuments.ofCase(id), async () =>
          (await archive.ofCase('dossier_document', id)).map(dossierDocumentShape.read),
        ),
    },
    relay: {
      ...relay,
      ofCase: async (id) =>
        orElse(await relay.ofCase(id), async () => (await archive.ofCase('relay_message', id)).map(relayShape.read)),
    },
    notices: {
      ...notices,
      ofCase: async (id) =>
        orElse(await notices.ofCase(id), async () => (await archive.ofCase('notice', id)).map(noticeShape.read)),
    },
  };
}

/** A case is here or there, never in both places. */
async function orElse<Row>(here: readonly Row[], there: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  return here.length > 0 ? here : await there();
}

async function pageOfAll(sql: Sql, after: string | null, limit: number): Promise<readonly string[]> {
  const from = after === null ? new Uint8Array(0) : bytesOf(after);
  const leg = (table: string, name: string) =>
    `select id from (select id from ${table} where id > ? order by id limit ?) as ${name}`;
  const rows = await sql.all(
    `${leg('process_instance', 'hot')} union all ${leg('archived_instance', 'archived')} order by id limit ?`,
    [from, limit, from, limit, limit],
  );
  return rows.map((row) => idIn(row, 'id'));
}
