/** What is held on a person, for themselves: what can be fetched, and the officials' view of what would go. */
import { programsIn } from '#engine/bpmn/load-program.ts';
import { keepersOf } from '../administration/city/rights.ts';
import type { ErasureItem, OwnRecords, PreviewedCase } from '../application/own-record.ts';
import type { CaseRow } from '../ports/case-rows.ts';
import type { RecordExportRow } from '../ports/erasures.ts';
import type { Tx } from '../ports.ts';
import { audit } from '../use-cases/audit.ts';
import { caseOf } from '../use-cases/complete.ts';
import type { Context } from '../use-cases/context.ts';
import { isUuid } from '../use-cases/ids.ts';
import { matterOf } from '../use-cases/names.ts';
import { caseForReporter } from '../use-cases/reports/second-factor.ts';
import { scopeOf } from '../use-cases/scope.ts';
import { visibleTask } from '../use-cases/tasks/find-task.ts';
import { variablesOf } from '../use-cases/tasks/variables-of.ts';
import { ownRecord } from './own-record.ts';
import { personIn } from './person.ts';
import { type PlannedErasure, planErasure } from './plan.ts';

const pageSize = 50;
const jobs: ReadonlySet<string> = new Set(['eraseRecord', 'exportRecord']);

export function ownRecords(context: Context): OwnRecords {
  const allowed = keepersOf(context, 'retention');
  return {
    async offered(code, secret) {
      const found = await context.store.transaction((tx) => offeredTo(context, tx, { code, secret }));
      return found && { expiresAt: found.row.expiresAt, downloads: found.row.downloads };
    },
    fetch: (code, secret) =>
      context.store.transaction(async (tx) => {
        const found = await offeredTo(context, tx, { code, secret });
        if (found === undefined) return undefined;
        const { row, request } = found;
        await tx.cases.recordExports.counted(row.id);
        const data = { download: row.downloads + 1 };
        const event = { actor: 'citizen', action: 'record.fetch', subject: `case:${request.id}`, data };
        await audit(context, tx, event, context.clock());
        return await ownRecord(context, tx, request, row);
      }),
    preview: (actor, taskId) =>
      context.store.transaction(async (tx) => {
        const row = await visibleTask(context, tx, actor, taskId);
        if (!(await isOfRecords(context, tx, row.serviceVersionId))) return null;
        const { kind } = await variablesOf(tx, row.instanceId);
        const plan = await planErasure(context, tx, await caseOf(tx, row));
        const scope = await scopeOf(context, tx, actor, { action: 'readReporter', subject: 'Case' });
        const ids = plan.cases.map(({ record }) => record.id);
        const readable = new Set(await tx.cases.records.allowedOf(scope, ids));
        const cases: PreviewedCase[] = [];
        for (const one of plan.cases) cases.push(await previewed(context, tx, one, readable.has(one.record.id)));
        return { kind: kind === 'erase' ? 'erase' : 'export', cases, follows: plan.follows.length };
      }),
    register: (actor, before) =>
      allowed(actor, async (tx) => {
        const from = before !== undefined && isUuid(before) ? before : null;
        const rows = await tx.cases.erasures.page(from, pageSize + 1);
        const items = rows.slice(0, pageSize).map(({ source: _source, ...row }): ErasureItem => row);
        return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
      }),
  };
}

async function offeredTo(
  context: Context,
  tx: Tx,
  key: { readonly code: string; readonly secret: string },
): Promise<{ readonly row: RecordExportRow; readonly request: CaseRow } | undefined> {
  if (key.secret === '') return undefined;
  const request = await caseForReporter(context, tx, key);
  const row = request && (await tx.cases.recordExports.ofCase(request.id));
  return row && row.expiresAt > context.clock() ? { row, request } : undefined;
}

/** Of a service that hands records out or erases them. */
async function isOfRecords({ library }: Context, tx: Tx, serviceVersionId: string): Promise<boolean> {
  const { program } = await library.version(tx, serviceVersionId);
  const nodes = programsIn(program).flatMap((one) => Object.values(one.nodes));
  return nodes.some((node) => 'jobType' in node && node.jobType.kind === 'literal' && jobs.has(node.jobType.value));
}

/** Of a confidential matter nobody learns here whose it is; of one that the reader may not read, nor what it is about. */
async function previewed(
  context: Context,
  tx: Tx,
  { record, verdict, basis, files, published }: PlannedErasure,
  isReadable: boolean,
): Promise<PreviewedCase> {
  const { city } = await context.cities.current(tx);
  const named = isReadable && record.confidentiality === 'normal';
  const { registerNumber, receivedAt, closedAt } = record;
  const category = matterOf(city, isReadable ? record.category : '');
  const name = named ? (await personIn(context, tx, record)).name : '';
  return { registerNumber, category, receivedAt, closedAt, name, files, verdict, basis, published };
}
