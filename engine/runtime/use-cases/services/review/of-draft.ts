import type { ServiceVersionRow } from '../../../ports/engine.ts';
import type { Tx } from '../../../ports.ts';
import { refusal } from '../../refuse.ts';
import { nameOf } from '../../tasks/find-task.ts';

/** @throws Refusal 409 `NO_DRAFT` */
export async function draftOf(tx: Tx, service: string): Promise<ServiceVersionRow> {
  const draft = await tx.engine.services.draft(service);
  if (!draft) throw refusal('NO_DRAFT');
  return draft;
}

/** The draft as somebody has seen it. @throws Refusal 409 `NO_DRAFT`, `DRAFT_CHANGED` */
export async function draftAt(tx: Tx, service: string, revision: number): Promise<ServiceVersionRow> {
  const draft = await draftOf(tx, service);
  if (draft.revision !== revision) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
  return draft;
}

export const wordsLengthMax = 2_000;
