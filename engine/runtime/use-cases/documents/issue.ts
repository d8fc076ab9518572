/**
 * A paper is issued in the transaction of the evidence that it tells of: there is none without the other, whatever is
 * killed when. What was handed out is kept word for word; names and forms may change later, the paper does not.
 */
import { createHash } from 'node:crypto';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { documentNumber, numberCounter } from '#engine/cases/dossiers/number-pattern.ts';
import type { IssuedForm } from '#engine/documents/model.ts';
import { renderDocument } from '#engine/documents/render.ts';
import type { DossierEventRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { isValidOn } from '../accounts/actor.ts';
import { audit } from '../audit.ts';
import type { NewId } from '../ids.ts';
import { applicantOf, type DossierFacts, displayName, type FactDeps, factsOf, letterhead, wordsOf } from './facts.ts';
import { formOf, issuerOf, modelOf } from './models.ts';

export interface IssueDeps extends FactDeps {
  readonly newId: NewId;
  readonly config: { readonly publicUrl: string };
}

/** Issues the paper that tells of a piece of evidence; nothing happens for evidence that no paper tells of. */
export async function issueDocument(deps: IssueDeps, tx: Tx, event: DossierEventRow): Promise<void> {
  const form = formOf[event.kind];
  const facts = form && (await factsOf(deps, tx, event.caseId));
  if (form === undefined || facts === undefined) return;
  const { newId, vault } = deps;
  const { caseId, actor, at } = event;
  const number = await nextNumber(tx, form, facts, at);
  const model = modelOf(form, facts, {
    event,
    words: await wordsOf(vault, tx, event),
    by: (await signs(tx, form, facts, event)) ? await displayName(tx, actor) : null,
    head: letterhead(facts.city, issuerOf(form, facts), number, at),
    applicant: await applicantOf(vault, tx, facts.record),
    followUrl: followUrl(deps, facts.dossier.code),
  });
  const { template, html } = renderDocument(model);
  const { document: entry = '' } = await vault.seal(tx, caseId, { document: html }, at);
  const sha256 = sha256Of(html);
  const id = newId(at);
  const row = { id, caseId, eventId: event.id, form, number, template, sha256, entry, issuedAt: at, issuedBy: actor };
  await tx.cases.dossierDocuments.insert(row);
  const data = { document: id, form, number, template, sha256 };
  await audit(deps, tx, { actor, action: 'document.issue', subject: `case:${caseId}`, data }, at);
}

/**
 * A notice of stopping is signed by the head of the competent agency, like a refusal and an apology. Where its desk or
 * the clock has stopped the dossier, nobody has signed yet: the paper leaves room for it.
 */
async function signs(tx: Tx, form: IssuedForm, facts: DossierFacts, { actor, at }: DossierEventRow): Promise<boolean> {
  if (form !== '05') return true;
  const person = await tx.cases.organisation.person(actor);
  const today = localDate(facts.city.province.timeZone, at);
  return person?.posts.some((post) => post.unit === issuerOf(form, facts) && isValidOn(post, today)) === true;
}

/** Where the QR code of a receipt leads. */
export function followUrl({ config }: Pick<IssueDeps, 'config'>, code: string): string {
  return `${config.publicUrl}/follow?code=${encodeURIComponent(code)}`;
}

export function sha256Of(html: string): string {
  return createHash('sha256').update(html, 'utf8').digest('hex');
}

async function nextNumber(tx: Tx, form: IssuedForm, facts: DossierFacts, at: number): Promise<string> {
  const { city } = facts;
  const { timeZone } = city.province;
  const unit = issuerOf(form, facts);
  const serial = await tx.cases.dossiers.nextSerial(numberCounter(unit, form, at, timeZone));
  const agency = city.units.get(unit)?.agencyCode ?? unit;
  return documentNumber(city.dossiers.documentNumbers[form], { agency, at, timeZone, serial });
}
