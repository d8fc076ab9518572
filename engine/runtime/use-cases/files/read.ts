import type { Actor } from '../../application/common.ts';
import type { FileContent, Files } from '../../application/files.ts';
import type { FileRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { maySeeOriginals } from '../publications/rights.ts';
import { refusal } from '../refuse.ts';
import { caseForReporter } from '../reports/second-factor.ts';
import { scopeOf } from '../scope.ts';

/** Images under the reader's rights; whatever the reason, what may not be seen is simply not there. */
export function files(context: Context): Files {
  const content = async (fileId: string, variant: 'full' | 'thumbnail'): Promise<FileContent | undefined> =>
    (await context.files.locate(fileId, variant)) ?? (await unlessWaiting(context, fileId));
  return {
    async forActor(actor, fileId, variant) {
      if (!isUuid(fileId)) return undefined;
      const allowed = await context.store.transaction(async (tx) => {
        const file = (await tx.cases.files.byId(fileId)) ?? (await tx.cases.publicationPhotos.byId(fileId));
        return file !== undefined && (await maySee(context, tx, actor, { partId: null, ...file }));
      });
      return allowed ? await content(fileId, variant) : undefined;
    },
    async forReporter(code, secret, fileId, variant) {
      if (!isUuid(fileId)) return undefined;
      const allowed = await context.store.transaction(async (tx) => {
        const record = await caseForReporter(context, tx, { code, secret });
        const file = record && (await tx.cases.files.byId(fileId));
        return file !== undefined && file.kind !== 'part' && file.caseId === record?.id;
      });
      return allowed ? await content(fileId, variant) : undefined;
    },
    async published(fileId, variant) {
      if (!isUuid(fileId)) return undefined;
      const allowed = await context.store.transaction(async (tx) => {
        const file = await tx.cases.publicationPhotos.byId(fileId);
        const publication = file && (await tx.cases.publications.byCase(file.caseId));
        return publication?.photos.includes(fileId) === true;
      });
      return allowed ? await content(fileId, variant) : undefined;
    },
  };
}

/** Who may see a photo is told to come again, as long as nobody has looked into the file that it came from. */
async function unlessWaiting(context: Context, fileId: string): Promise<undefined> {
  if (await context.files.waits(fileId)) throw refusal('FILE_BEING_CHECKED', { seconds: 10 });
}

/** Through the case, where what it says is the actor's to read, or through a task of it that is open to the actor. */
async function maySee(
  context: Context,
  tx: Tx,
  actor: Actor,
  { caseId, kind, partId }: Pick<FileRow, 'caseId' | 'kind' | 'partId'>,
): Promise<boolean> {
  if (await mayThroughCase(context, tx, actor, caseId)) return true;
  const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Task' });
  for (const task of await tx.engine.tasks.ofCase(caseId)) {
    if (shows(task, { kind, partId }) && (await tx.engine.tasks.find(scope, task.id))) return true;
  }
  return false;
}

async function mayThroughCase(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  const record = await tx.cases.records.byId(caseId);
  if (record === undefined || !(await maySeeOriginals(context, tx, actor, record))) return false;
  if ((await tx.cases.dossiers.byCase(caseId)) !== undefined) return true;
  return await tx.cases.records.allowed(await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' }), caseId);
}

/** Whether who sees the task sees the photo with it. */
function shows(task: TaskRow, { kind, partId }: Pick<FileRow, 'kind' | 'partId'>): boolean {
  // What a unit has answered with is its own to see, also when its part is over.
  if (partId !== null && task.part === partId) return true;
  if (!task.open) return false;
  if (task.part === '') return true;
  // The answers of others are not its business; of a confidential case it sees what it is asked, and nothing else.
  return kind !== 'part' && task.confidentiality !== 'confidential';
}
