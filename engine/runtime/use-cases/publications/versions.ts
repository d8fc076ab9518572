/** How a version becomes public and stops being it: the plain record, the versions behind it, and what is told of them. */
import { fold } from '#engine/cases/text/fold.ts';
import type { Instant } from '#engine/core/values.ts';
import type { PublicTexts } from '../../application/publications.ts';
import type { CaseRow, PublicationRow } from '../../ports/case-rows.ts';
import type { PublicationVersionRow } from '../../ports/publication-versions.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { NewId } from '../ids.ts';
import type { Vault } from '../vault.ts';
import { digestOf } from './texts.ts';

export interface VersionDeps {
  readonly newId: NewId;
  readonly vault: Vault;
}

export interface NewVersion {
  readonly record: CaseRow;
  readonly slug: string;
  readonly texts: PublicTexts;
  readonly photos: readonly string[];
  readonly publicNote: string;
  readonly reason: string;
  readonly preparedBy: string;
  readonly now: Instant;
}

/** Writes a version that waits, its texts sealed. */
export async function keepVersion(deps: VersionDeps, tx: Tx, version: NewVersion): Promise<PublicationVersionRow> {
  const { record, slug, texts, photos, publicNote, reason, preparedBy, now } = version;
  const sealed = await deps.vault.seal(tx, record.id, { ...texts, ...(reason !== '' && { reason }) }, now);
  const entry = (name: string) => sealed[name] ?? '';
  const row: PublicationVersionRow = {
    id: deps.newId(now),
    caseId: record.id,
    number: ((await tx.cases.publicationVersions.ofCase(record.id)).at(-1)?.number ?? 0) + 1,
    state: 'prepared',
    slug,
    entries: { title: entry('title'), text: entry('text'), answer: entry('answer') },
    photos,
    publicNote,
    noteEntry: sealed['reason'] ?? null,
    digest: digestOf(texts, photos),
    preparedBy,
    preparedAt: now,
    decidedBy: '',
    decidedAt: null,
    endedBy: '',
    endedAt: null,
  };
  await tx.cases.publicationVersions.insert(row);
  return row;
}

/** What is public without a version, from before there were any, becomes one: nothing is lost when it goes. */
export async function keepEarlier(deps: VersionDeps, tx: Tx, record: CaseRow, current: PublicationRow): Promise<void> {
  const versions = await tx.cases.publicationVersions.ofCase(record.id);
  if (versions.some(({ state }) => state === 'current')) return;
  const { title, text, answer, photos, slug, publishedAt } = current;
  const texts = { title, text, answer };
  const what = { record, slug, texts, photos, publicNote: '', reason: '', preparedBy: '', now: publishedAt };
  const row = await keepVersion(deps, tx, what);
  await tx.cases.publicationVersions.move(row.id, 'prepared', { state: 'current', decidedAt: publishedAt });
}

/** @returns false where the version does not wait any more */
export async function makeCurrent(
  deps: VersionDeps,
  tx: Tx,
  version: PublicationVersionRow,
  { publication, by, now }: { readonly publication: PublicationRow; readonly by: string; readonly now: Instant },
): Promise<boolean> {
  const done = { state: 'current', decidedBy: by, decidedAt: now } as const;
  for (const { id, state } of await tx.cases.publicationVersions.ofCase(version.caseId)) {
    const ended = { state: 'replaced', endedBy: by, endedAt: now } as const;
    if (state === 'current') await tx.cases.publicationVersions.move(id, 'current', ended);
  }
  if (!(await tx.cases.publicationVersions.move(version.id, 'prepared', done))) return false;
  await tx.cases.publications.put({ ...publication, version: version.number });
  await tellVersion(deps, tx, version, { action: 'publication.publish', by, now });
  return true;
}

/** A line of the audit that names the version without its words. */
export async function tellVersion(
  deps: VersionDeps,
  tx: Tx,
  { caseId, number, digest, preparedBy }: PublicationVersionRow,
  { action, by, now }: { readonly action: string; readonly by: string; readonly now: Instant },
): Promise<void> {
  const data = { version: number, digest, preparedBy };
  await audit(deps, tx, { actor: by, action, subject: `case:${caseId}`, data }, now);
}

/** Words by which the public finds a result. */
export function searchOf(registerNumber: string, { title, text, answer }: PublicTexts): string {
  return fold([registerNumber, title, text, answer].join(' '));
}
