import { renderDocument } from '#engine/documents/render.ts';
import type { Actor } from '../../application/common.ts';
import type { Documents, DocumentView, IssuedDocument } from '../../application/documents.ts';
import type { DossierDocumentRow } from '../../ports/dossier-documents.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { caseForReporter } from '../reports/second-factor.ts';
import { controlSheetOf } from './control-sheet.ts';
import { applicantOf, type DossierFacts, factsOf, nobody } from './facts.ts';
import { sha256Of } from './issue.ts';

export function list(context: Context): Documents['list'] {
  return async (actor, caseId) =>
    await context.store.transaction(async (tx) => {
      const { dossier } = await readable(context, tx, actor, caseId);
      const issued = (await tx.cases.dossierDocuments.ofCase(caseId)).map(viewOf);
      const mayRead = await mayOnDossier(context, tx, actor, { action: 'readReporter', caseId });
      return { caseId, code: dossier.code, issued, mayRead };
    });
}

export function read(context: Context): Documents['read'] {
  return async (actor, caseId, { form, event }) =>
    await context.store.transaction(async (tx) => {
      const facts = await readable(context, tx, actor, caseId);
      const knows = await mayOnDossier(context, tx, actor, { action: 'readReporter', caseId });
      if (form === '06') return await sheet(context, tx, facts, knows ? actor : undefined);
      const rows = (await tx.cases.dossierDocuments.ofCase(caseId)).filter((row) => row.form === form);
      const row = event === undefined ? rows.at(-1) : rows.find(({ eventId }) => eventId === event);
      if (row === undefined) throw refusal('NOT_FOUND');
      // It says whose dossier it is.
      if (!knows) throw refusal('FORBIDDEN');
      return await kept(context, tx, { row, code: facts.dossier.code, reader: actor.username });
    });
}

export function listForApplicant(context: Context): Documents['listForApplicant'] {
  return async (key) =>
    await context.store.transaction(async (tx) => {
      const record = await caseForReporter(context, tx, key);
      return record && (await tx.cases.dossierDocuments.ofCase(record.id)).map(viewOf);
    });
}

export function readForApplicant(context: Context): Documents['readForApplicant'] {
  return async (key, event) =>
    await context.store.transaction(async (tx) => {
      const record = await caseForReporter(context, tx, key);
      const rows = record === undefined ? [] : await tx.cases.dossierDocuments.ofCase(record.id);
      const row = rows.find(({ eventId }) => eventId === event);
      if (record === undefined || row === undefined) return undefined;
      return await kept(context, tx, { row, code: record.registerNumber, reader: 'citizen' });
    });
}

/** @throws Refusal 404 for a dossier that the actor may not read, and for what is none */
async function readable(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<DossierFacts> {
  const isTheirs = isUuid(caseId) && (await mayOnDossier(context, tx, actor, { action: 'read', caseId }));
  const facts = isTheirs ? await factsOf(context, tx, caseId) : undefined;
  if (facts === undefined) throw refusal('NOT_FOUND');
  return facts;
}

/** The paper as it was handed out. @throws Refusal 404 once it is destroyed, 500 where it is not what was handed out */
async function kept(
  context: Context,
  tx: Tx,
  { row, code, reader }: { readonly row: DossierDocumentRow; readonly code: string; readonly reader: string },
): Promise<DocumentView> {
  const { id, caseId, form, number, entry, issuedAt } = row;
  const html = (await context.vault.read(tx, caseId, [entry])).get(entry);
  if (html === undefined) throw refusal('NOT_FOUND');
  if (sha256Of(html) !== row.sha256) throw refusal('DOCUMENT_ALTERED', { number });
  const data = { document: id, form, number };
  const event = { actor: reader, action: 'document.read', subject: `case:${caseId}`, data };
  await audit(context, tx, event, context.clock());
  return { form, code, html, issuedAt };
}

/** @param knows who may know whose dossier it is, where the reader may */
async function sheet(context: Context, tx: Tx, facts: DossierFacts, knows: Actor | undefined): Promise<DocumentView> {
  const { dossier, record } = facts;
  const now = context.clock();
  const applicant = knows === undefined ? nobody : await applicantOf(context.vault, tx, record);
  const { html } = renderDocument(await controlSheetOf(tx, facts, { applicant, now }));
  if (knows !== undefined) {
    const event = {
      actor: knows.username,
      action: 'document.read',
      subject: `case:${record.id}`,
      data: { form: '06' },
    };
    await audit(context, tx, event, now);
  }
  return { form: '06', code: dossier.code, html, issuedAt: null };
}

function viewOf({ eventId, form, number, issuedAt }: DossierDocumentRow): IssuedDocument {
  return { event: eventId, form, number, issuedAt };
}
