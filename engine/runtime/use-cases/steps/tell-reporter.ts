import { givenParams, reachable } from '#engine/cases/compose-notice.ts';
import type { Tx } from '../../ports.ts';
import { tellFollowers } from '../duplicates/tell-followers.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import type { Vault } from '../vault.ts';
import { noticeRow, type Telling } from './notice-row.ts';
import { isVaultReference } from './vault-values.ts';

/** One row of the outbox per way in which the reporter can be reached, and for who follows the case beside them. */
export async function tellReporter(
  deps: { readonly newId: NewId; readonly vault: Vault; readonly library: Library },
  tx: Tx,
  telling: Telling,
): Promise<void> {
  const { job, record, template, now } = telling;
  const { phone = '', email = '' } = record.vault;
  const texts = await deps.vault.read(tx, record.id, [phone, email].filter(Boolean));
  const given = givenParams(job.inputs);
  for (const channel of reachable({ phone: texts.get(phone), email: texts.get(email) })) {
    if (template[channel] === null) continue;
    const recipient = { kind: 'reporter', entry: channel === 'sms' ? phone : email } as const;
    const to = { channel, recipient, language: record.language, given };
    await tx.cases.notices.insert(noticeRow(deps.newId, telling, to));
  }
  await tellFollowers(deps, tx, telling);
  // What was said stands in the timeline even where nobody could be reached: the reporter reads it beside the stage.
  const said = Object.values(given).find(isVaultReference);
  const line = { id: deps.newId(now), caseId: record.id, at: now, kind: 'notice', code: template.code } as const;
  const noteEntry = said?.$vault ?? null;
  await tx.cases.timeline.append([{ ...line, element: '', actor: '', unit: record.unit, noteEntry }]);
}
