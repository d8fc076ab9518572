/** Lines of evidence: written once, read as they were. Their words are sealed as one entry of the vault. */
import type { Instant } from '#engine/core/values.ts';
import type { DossierEventRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type IssueDeps, issueDocument } from '../documents/issue.ts';

export type EvidenceDeps = IssueDeps;

/** What a person has written with a line of evidence. */
export interface EvidenceWords {
  readonly reason?: string;
  readonly basis?: string;
  readonly to?: string;
  readonly authorisation?: string;
}

/** What is said of a line; the rest is empty. */
export type Evidence = Pick<DossierEventRow, 'caseId' | 'kind' | 'actor' | 'unit'> &
  Partial<Pick<DossierEventRow, 'element' | 'number' | 'symbol' | 'dueBefore' | 'dueAfter' | 'fileId' | 'data'>> & {
    readonly words?: EvidenceWords;
  };

/** Writes a line, that of the audit, and the paper that tells the applicant of it. */
export async function addEvidence(deps: EvidenceDeps, tx: Tx, evidence: Evidence, now: Instant): Promise<void> {
  const { words = {}, caseId, kind, actor, unit, ...more } = evidence;
  const said = Object.entries(words).filter(([, text]) => text.trim() !== '');
  const sealed =
    said.length === 0
      ? {}
      : await deps.vault.seal(tx, caseId, { evidence: JSON.stringify(Object.fromEntries(said)) }, now);
  const row: DossierEventRow = {
    element: '',
    number: '',
    symbol: '',
    dueBefore: null,
    dueAfter: null,
    fileId: null,
    data: {},
    ...more,
    id: deps.newId(now),
    caseId,
    at: now,
    kind,
    actor,
    unit,
    noteEntry: sealed['evidence'] ?? null,
  };
  await tx.cases.dossiers.addEvents([row]);
  const data = { number: row.number, symbol: row.symbol, dueAfter: row.dueAfter };
  await audit(deps, tx, { actor, action: `dossier.${kind}`, subject: `case:${caseId}`, data }, now);
  await issueDocument(deps, tx, row);
}

/** The words of a line from the vault; none where it has none or they are destroyed. */
export function wordsIn(
  texts: ReadonlyMap<string, string>,
  { noteEntry }: Pick<DossierEventRow, 'noteEntry'>,
): EvidenceWords {
  const text = noteEntry === null ? undefined : texts.get(noteEntry);
  return text === undefined ? {} : (JSON.parse(text) as EvidenceWords);
}
