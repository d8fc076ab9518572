/**
 * A person's own record, put together when it is fetched: of each case what its reporter may read, with what they have sent,
 * rated and been told. What officials noted for themselves and what others sent is not in it.
 */
import type { OwnCase, OwnFile, OwnRecord } from '../application/own-record.ts';
import type { CaseRow } from '../ports/case-rows.ts';
import type { RecordExportRow } from '../ports/erasures.ts';
import type { Tx } from '../ports.ts';
import type { Context } from '../use-cases/context.ts';
import { photoTimes, photoTimesEntry } from '../use-cases/photos.ts';
import { fullProgress } from '../use-cases/reports/progress.ts';
import { heldOn, personIn } from './person.ts';

export async function ownRecord(context: Context, tx: Tx, request: CaseRow, row: RecordExportRow): Promise<OwnRecord> {
  const found = (await tx.cases.records.byIds(row.cases)).filter(({ state }) => state !== 'erased');
  const records = [...found.toSorted((a, b) => a.receivedAt - b.receivedAt), request];
  const cases: OwnCase[] = [];
  const files: OwnFile[] = [];
  for (const record of records) {
    cases.push(await ownCase(context, tx, record));
    files.push(...(await ownFiles(context, tx, record)));
  }
  const { follows } = await heldOn(context, tx, await personIn(context, tx, request), request);
  return {
    request: request.registerNumber,
    madeAt: context.clock(),
    cases,
    files,
    follows: await followed(tx, follows),
  };
}

async function ownCase(context: Context, tx: Tx, record: CaseRow): Promise<OwnCase> {
  const full = await fullProgress(context, tx, record);
  const { pack } = await context.library.version(tx, record.serviceVersionId);
  const { name, phone, email, idNumber } = await personIn(context, tx, record);
  const ratings = await tx.cases.ratings.ofCases([record.id]);
  const comments = await context.vault.read(
    tx,
    record.id,
    ratings.flatMap(({ commentEntry }) => commentEntry ?? []),
  );
  return {
    registerNumber: record.registerNumber,
    service: pack.name,
    category: full.category,
    ward: full.ward,
    unit: full.unit,
    receivedAt: record.receivedAt,
    closedAt: record.closedAt,
    outcome: full.outcome,
    contact: { name, phone, email, idNumber },
    text: full.text,
    address: full.address,
    point: full.point,
    stages: full.stages
      .filter(({ status }) => status !== 'ahead')
      .map(({ name: stage, at, note }) => ({ name: stage, at, note })),
    answer: full.answer,
    rejectionReason: full.rejectionReason,
    messages: full.relay.messages.map(({ from, at, text }) => ({ fromReporter: from === 'reporter', at, text })),
    ratings: ratings.map(({ at, rating, commentEntry }) => ({
      at,
      rating,
      comment: comments.get(commentEntry ?? '') ?? '',
    })),
    notices: await toldOf(context, tx, record),
    resultSlug: full.resultSlug,
  };
}

/** What they were sent, by which way and when; officials and followers are told of the same case in the same box. */
async function toldOf(context: Context, tx: Tx, { id, serviceVersionId }: CaseRow): Promise<OwnCase['notices']> {
  const { messages } = await context.library.version(tx, serviceVersionId);
  const own = (await tx.cases.notices.ofCase(id)).filter(
    ({ recipientEntry, owner }) => recipientEntry !== null && (owner === null || owner === id),
  );
  return own.map(({ sentAt, createdAt, channel, template }) => ({
    at: sentAt ?? createdAt,
    channel,
    name: messages.get(template)?.name ?? { vi: template, en: template },
  }));
}

/** What they have sent; what shows the result belongs to the answer, which stands in the text. */
async function ownFiles(context: Context, tx: Tx, record: CaseRow): Promise<readonly OwnFile[]> {
  const rows = (await tx.cases.files.ofCase(record.id)).filter(({ kind }) => kind === 'report');
  const entry = record.vault[photoTimesEntry];
  const sealed = await context.vault.read(tx, record.id, entry === undefined ? [] : [entry]);
  const times = photoTimes(sealed.get(entry ?? '') ?? null);
  const found: OwnFile[] = [];
  for (const { id } of rows) {
    const content = await context.files.locate(id, 'full');
    if (content === undefined) continue;
    const ending = content.mediaType.split('/')[1] ?? 'bin';
    const takenAt = times.find(({ photo }) => photo === id)?.takenAt ?? null;
    found.push({ name: `${record.registerNumber}-${found.length + 1}.${ending}`, takenAt, content });
  }
  return found;
}

async function followed(
  tx: Tx,
  follows: readonly { readonly caseId: string; readonly joinedAt: number }[],
): Promise<OwnRecord['follows']> {
  const records = new Map(
    (await tx.cases.records.byIds(follows.map(({ caseId }) => caseId))).map((one) => [one.id, one]),
  );
  return follows.flatMap(({ caseId, joinedAt }) => {
    const record = records.get(caseId);
    return record ? [{ registerNumber: record.registerNumber, since: joinedAt }] : [];
  });
}
