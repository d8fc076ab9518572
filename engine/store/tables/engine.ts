import type { EngineTables } from '#engine/runtime/ports/engine.ts';
import { engineWithArchive } from '../archive/second-look.ts';
import type { TxContext } from '../context.ts';
import { batchTable } from './batches.ts';
import { draftTables } from './drafts.ts';
import { dutyTable, markTable } from './duties.ts';
import { figureTable } from './figures.ts';
import { incidentTable } from './incidents.ts';
import { instanceQueries } from './instance-queries.ts';
import { instanceTable } from './instances.ts';
import { jobTable } from './jobs.ts';
import { messageTable } from './messages.ts';
import { historyTable, journalTable, receiptTable } from './records.ts';
import { returnTable } from './returns.ts';
import { serviceTable } from './services.ts';
import { subscriptionTable } from './subscriptions.ts';
import { taskTable } from './tasks.ts';
import { crewTable, workerTokenTable } from './workers.ts';

/** The engine's tables within one transaction. */
export function engineTables(context: TxContext): EngineTables {
  const tables: EngineTables = {
    services: serviceTable(context),
    drafts: draftTables(context.sql),
    instances: instanceTable(context.sql),
    tasks: taskTable(context.sql),
    jobs: jobTable(context.sql),
    incidents: incidentTable(context.sql),
    journal: journalTable(context.sql),
    history: historyTable(context.sql),
    receipts: receiptTable(context.sql),
    returns: returnTable(context.sql),
    subscriptions: subscriptionTable(context.sql),
    messages: messageTable(context.sql),
    duties: dutyTable(context.sql),
    marks: markTable(context.sql),
    operations: { instances: instanceQueries(context.sql), batches: batchTable(context.sql) },
    crew: crewTable(context.sql),
    workerTokens: workerTokenTable(context.sql),
    figures: figureTable(context.sql),
  };
  return engineWithArchive(tables, context.sql);
}
