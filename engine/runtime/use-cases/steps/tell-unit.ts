import { localDate } from '#engine/cases/calendars/local-date.ts';
import { composeNotice, givenParams, officeLink } from '#engine/cases/compose-notice.ts';
import type { Language, Localised } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import { nobodyOutOfIt, outOfCase } from '../confidentiality/out-of-it.ts';
import type { NewId } from '../ids.ts';
import type { Vault } from '../vault.ts';
import { noticeRow, type Telling } from './notice-row.ts';
import { isVaultReference } from './vault-values.ts';

/** Accounts have no language of their own yet. */
const officialsLanguage: Language = 'vi';

/**
 * Tells a unit, the one that has the case or the one that the job names with `to`: a line of the timeline that only officials see, and an e-mail to each of them who has an address.
 * Nothing that stands in the vault is spoken of: a mailbox of the office is no place for it.
 */
export async function tellUnit(
  deps: { readonly newId: NewId; readonly vault: Vault; readonly publicUrl: string },
  tx: Tx,
  telling: Telling,
): Promise<void> {
  const { job, record, template, now } = telling;
  const given = Object.fromEntries(
    Object.entries(givenParams(job.inputs)).filter(
      ([, value]) => typeof value === 'string' && !isVaultReference(value),
    ),
  ) as Readonly<Record<string, string>>;
  const named = job.inputs['to'];
  const unit = typeof named === 'string' && telling.place.city.units.has(named) ? named : record.unit;
  const today = localDate(telling.place.city.province.timeZone, now);
  const reachable = template.email === null ? [] : await tx.cases.accounts.reachableIn(unit, today);
  const out = reachable.length === 0 ? nobodyOutOfIt : await outOfCase(tx, telling.place.city, record.id, now);
  const officials = reachable.filter(({ username }) => !out.people.has(username));
  for (const { id } of officials) {
    const to = { channel: 'email', recipient: { kind: 'account', id }, language: officialsLanguage, given } as const;
    await tx.cases.notices.insert(noticeRow(deps.newId, telling, to));
  }
  const words = inWords(telling, given, officeLink(deps.publicUrl));
  const sealed = words ? await deps.vault.seal(tx, record.id, { unitNotice: JSON.stringify(words) }, now) : {};
  const line = { id: deps.newId(now), caseId: record.id, at: now, kind: 'unitNotice', code: template.code } as const;
  const noteEntry = sealed['unitNotice'] ?? null;
  await tx.cases.timeline.append([{ ...line, element: '', actor: '', unit, noteEntry }]);
}

/** What {@link tellUnit} has kept of its words; null where they cannot be read. */
export function wordsOfUnitNotice(kept: string | undefined): Localised | null {
  return kept === undefined ? null : (JSON.parse(kept) as Localised);
}

/** Both languages, as of now: a due date that moves later must not change what was said. */
function inWords(
  { record, place, template, english, now }: Telling,
  given: Readonly<Record<string, string>>,
  link: string,
): Localised | undefined {
  const inLanguage = (language: Language): string | undefined => {
    const said = language === 'en' ? { ...given, ...english } : given;
    const facts = { record, place, link, language, now, given: said };
    const composed = composeNotice(template, 'email', facts) ?? composeNotice(template, 'sms', facts);
    return composed?.text.replace(/\s+/g, ' ').trim();
  };
  const [vi, en] = [inLanguage('vi'), inLanguage('en')];
  return vi !== undefined && en !== undefined ? { vi, en } : undefined;
}
