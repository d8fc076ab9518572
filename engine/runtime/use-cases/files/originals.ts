/** Evidence as it was sent: shown as a list, handed out for a reason, and each time written into the audit. */
import type { Actor } from '../../application/common.ts';
import type { OriginalContent, OriginalReading, Originals, OriginalView } from '../../application/originals.ts';
import type { AuditRow, CaseRow, FileRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
import { namesOf } from '../dossiers/view.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { fileSubject } from './received.ts';

const right = 'readOriginal';
const readAction = 'original.read';
const reasonCharactersMax = 500;

/** What a line with {@link readAction} says; the reason itself is in the vault. */
interface ReadNote {
  readonly case: string;
  readonly sha256: string;
  readonly reason: string;
}

export function originals(context: Context): Originals {
  return {
    mayRead: async (actor) =>
      await context.store.transaction(async (tx) => {
        for (const subject of ['Case', 'Dossier'] as const) {
          if ((await scopeOf(context, tx, actor, { action: right, subject })).length > 0) return true;
        }
        return false;
      }),
    ofCase: async (actor, wanted) =>
      await context.store.transaction(async (tx) => {
        const record = await caseNamed(tx, wanted);
        if (record === undefined || !(await mayRead(context, tx, actor, record.id))) throw refusal('NOT_FOUND');
        const views: OriginalView[] = [];
        for (const row of await tx.cases.files.originalsOf(record.id)) views.push(await viewOf(context, tx, row));
        return { caseId: record.id, registerNumber: record.registerNumber, originals: views };
      }),
    read: async (actor, fileId, reason) => await read(context, actor, fileId, reason),
  };
}

async function read(context: Context, actor: Actor, fileId: string, reason: string): Promise<OriginalContent> {
  const said = reason.normalize('NFC').trim();
  const find = async (tx: Tx): Promise<{ readonly row: FileRow; readonly key: string }> => {
    const row = isUuid(fileId) ? await tx.cases.files.byId(fileId) : undefined;
    const entry = row?.originalEntry ?? null;
    if (row === undefined || entry === null || !(await mayRead(context, tx, actor, row.caseId)))
      throw refusal('NOT_FOUND');
    if (said === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
    if (said.length > reasonCharactersMax)
      throw refusal('INVALID_FIELDS', {}, [
        { path: 'reason', rule: 'maxLength', params: { max: reasonCharactersMax } },
      ]);
    const key = (await context.vault.read(tx, row.caseId, [entry])).get(entry);
    if (key === undefined) throw refusal('NOT_FOUND');
    return { row, key };
  };
  const found = await context.store.transaction(find);
  if (await context.files.waits(fileId)) throw refusal('FILE_BEING_CHECKED', { seconds: 10 });
  const content = await context.files.original(fileId, Buffer.from(found.key, 'base64'));
  if (content === undefined) throw refusal('NOT_FOUND');
  const now = context.clock();
  // Nothing of it is read before this is written.
  await context.store.transaction(async (tx) => {
    const { row } = await find(tx);
    const { reason: entry = '' } = await context.vault.seal(tx, row.caseId, { reason: said }, now);
    const data: ReadNote = { case: row.caseId, sha256: row.receivedSha256 ?? '', reason: entry };
    const event = { actor: actor.username, action: readAction, subject: fileSubject(fileId), data: { ...data } };
    await audit(context, tx, event, now);
  });
  const { receivedType, receivedBytes } = found.row;
  return { fileName: `${fileId}.${endingOf(receivedType ?? '')}`, bytes: receivedBytes ?? 0, content };
}

async function caseNamed(tx: Tx, wanted: string): Promise<CaseRow | undefined> {
  const number = wanted.trim().toUpperCase();
  const dossier = await tx.cases.dossiers.byCode(number);
  if (dossier !== undefined) return await tx.cases.records.byId(dossier.caseId);
  return await tx.cases.records.byRegisterNumber(number);
}

/** Rules for cases say nothing of what applicants have handed in. */
async function mayRead(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  if ((await tx.cases.dossiers.byCase(caseId)) !== undefined) {
    return await mayOnDossier(context, tx, actor, { action: right, caseId });
  }
  const scope = await scopeOf(context, tx, actor, { action: right, subject: 'Case' });
  return scope.length > 0 && (await tx.cases.records.allowed(scope, caseId));
}

async function viewOf(context: Context, tx: Tx, row: FileRow): Promise<OriginalView> {
  const lines = (await tx.cases.audit.ofSubject(fileSubject(row.id))).filter(({ action }) => action === readAction);
  const reasons = lines.map((line) => noteOf(line).reason);
  const texts = await context.vault.read(tx, row.caseId, reasons);
  const names = await namesOf(
    tx,
    lines.map(({ actor }) => actor),
  );
  return {
    id: row.id,
    kind: row.kind,
    receivedAt: row.createdAt,
    mediaType: row.receivedType ?? '',
    bytes: row.receivedBytes ?? 0,
    sha256: row.receivedSha256 ?? '',
    drawnSha256: row.sha256,
    readings: lines.map((line): OriginalReading => {
      const reason = texts.get(noteOf(line).reason) ?? null;
      return { by: names.get(line.actor) ?? line.actor, at: line.at, reason };
    }),
  };
}

function noteOf({ data }: AuditRow): ReadNote {
  return data as unknown as ReadNote;
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/3gpp': '3gp',
};

function endingOf(mediaType: string): string {
  return endings[mediaType] ?? 'bin';
}
