import type { StagedFile } from '../../application/common.ts';
import type { Relay, RelayAnswer, ReporterRelay } from '../../application/relay.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { certain } from '../certain.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { keepsOriginals } from '../files/received.ts';
import { refusal } from '../refuse.ts';
import { caseForReporter } from '../reports/second-factor.ts';
import { dropUnfiled, fileSubmission, takeImages } from '../submission.ts';
import { mustBeOpen, send, wordsOf } from './send.ts';
import { reporterRelay } from './view.ts';

/** What the reporter writes back; their photos become photos of the report. */
export function answer(context: Context): Relay['answer'] {
  return async (sent) => {
    const { code, secret } = sent;
    const owner = await context.store.transaction((tx) => caseForReporter(context, tx, { code, secret }));
    if (owner === undefined) throw refusal('NOT_FOUND');
    const key = `relay:${owner.id}:${hashed(context, 'submission', sent.submissionKey)}`;
    await unlessDoneMeanwhile(
      context,
      key,
      () => answerOnce(context, owner.id, key, sent),
      () => undefined,
    );
    return await context.store.transaction(
      async (tx): Promise<ReporterRelay> => reporterRelay(context, tx, await ownCase(tx, owner.id)),
    );
  };
}

async function answerOnce(context: Context, caseId: string, key: string, sent: RelayAnswer): Promise<void> {
  const text = wordsOf(sent.text);
  const evidence = await context.store.transaction(async (tx) => {
    if ((await tx.engine.receipts.find(key)) !== undefined) return 'done';
    const record = await ownCase(tx, caseId);
    await mustBeOpen(tx, record, 'reporter');
    return keepsOriginals((await context.cities.current(tx)).city, record.category);
  });
  if (evidence === 'done') return;
  const now = context.clock();
  const judged = { values: {}, personal: {}, files: { photos: photosOf(sent.files) }, faults: [] };
  const images = await takeImages(context, { judged, evidence }, now);
  try {
    const isNew = await certain(() =>
      context.store.transaction(async (tx) => {
        if ((await tx.engine.receipts.find(key)) !== undefined) return false;
        const record = await ownCase(tx, caseId);
        await fileSubmission(context, tx, judged, { caseId, kind: 'report', images, now });
        const photos = images.map(({ id }) => id);
        await send(context, tx, record, { sender: 'reporter', by: 'citizen', role: '', unit: '', text, photos }, now);
        await tx.engine.receipts.insert(key, true, now);
        return true;
      }),
    );
    if (!isNew) await dropUnfiled(context, images);
  } catch (error) {
    await dropUnfiled(context, images, error);
    throw error;
  }
}

function photosOf(files: readonly StagedFile[]): readonly StagedFile[] {
  return files.filter(({ field }) => field === 'photos');
}

async function ownCase(tx: Tx, caseId: string): Promise<CaseRow> {
  const record = await tx.cases.records.byId(caseId);
  if (record === undefined) throw refusal('NOT_FOUND');
  return record;
}
