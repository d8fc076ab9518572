/** Which paper each piece of evidence is told by, and what it says. */
import type { City } from '#engine/cases/city/city.ts';
import { unitFor } from '#engine/cases/dossiers/desks.ts';
import type { Paper } from '#engine/cases/dossiers/procedures.ts';
import type { Applicant, DossierDocument, IssuedForm, Letterhead, PaperLine } from '#engine/documents/model.ts';
import type { DossierEventKind, DossierEventRow } from '../../ports/dossiers.ts';
import { type DossierFacts, type EventWords, nameOf, processingWords } from './facts.ts';

/** Evidence that is told of on paper; what is not here is told of by other means. */
export const formOf: { readonly [kind in DossierEventKind]?: IssuedForm } = {
  accepted: '01',
  supplementAsked: '02',
  refused: '03',
  extended: '04',
  apologised: '04',
  stopped: '05',
};

/** Whose paper a form is: the desk's, or that of the agency whose head signs. */
export function issuerOf(form: IssuedForm, { dossier }: DossierFacts): string {
  return issuedByDesk(form) ? dossier.receivingUnit : dossier.competentUnit;
}

/** 04 and 05 are signed by the head of the agency; the others by who sits at the desk. */
export function issuedByDesk(form: IssuedForm): boolean {
  return form !== '04' && form !== '05';
}

export interface Telling {
  readonly event: DossierEventRow;
  readonly words: EventWords;
  /** Name of who did it. */
  readonly by: string | null;
  readonly head: Letterhead;
  readonly applicant: Applicant;
  readonly followUrl: string;
}

/** What a form says of a dossier, as plain data for {@link renderDocument}. */
export function modelOf(form: IssuedForm, facts: DossierFacts, telling: Telling): DossierDocument {
  const { dossier, procedure } = facts;
  const { head, applicant } = telling;
  const about = { head, applicant, code: dossier.code, procedure: { code: procedure.code, name: procedure.name.vi } };
  switch (form) {
    case '01':
      return { form, ...about, ...receipt(facts, telling) };
    case '02':
      return { form, ...about, ...supplement(facts, telling) };
    case '03': {
      const { reason, basis: legalBasis } = telling.words;
      return { form, ...about, reason, legalBasis, refusedBy: telling.by };
    }
    case '04':
      return { form, ...about, ...apology(facts, telling) };
    case '05':
      return { form, ...about, ...stop(facts, telling) };
  }
}

function receipt({ dossier, procedure, city, events }: DossierFacts, { event, by, followUrl }: Telling) {
  const { receivedAt, receivingUnit } = dossier;
  const fee = new Intl.NumberFormat('vi-VN').format(procedure.fee);
  return {
    followUrl,
    papers: papersOf(procedure.papers, events),
    sets: 1,
    processing: processingWords(procedure.deadline.resolve),
    receivedAt,
    dueAt: event.dueAfter,
    resultPlace: nameOf(city, receivingUnit),
    fee: procedure.fee === 0 ? 'Không' : `${fee} đồng`,
    receivedBy: by,
  };
}

function supplement({ dossier, procedure, city }: DossierFacts, { event, words, by }: Telling) {
  const named = new Map(procedure.papers.map(({ code, name }) => [code, name.vi]));
  const missing = Array.isArray(event.data['papers']) ? event.data['papers'] : [];
  return {
    items: [...missing.map((paper) => ({ paper: String(paper), why: '' })), ...words.items].map(({ paper, why }) =>
      [named.get(paper) ?? paper, why].filter((each) => each !== '').join(': '),
    ),
    reason: words.reason,
    within: processingWords(procedure.supplement.within),
    contact: contactOf(city, unitFor(procedure.units.support, dossier.ward)),
    askedBy: by,
  };
}

function apology({ dossier }: DossierFacts, { event, words, by }: Telling) {
  const { receivedAt } = dossier;
  const dueBefore = event.dueBefore ?? event.at;
  const signer = { position: null, name: by };
  return { receivedAt, dueBefore, dueAfter: event.dueAfter ?? dueBefore, reason: words.reason, signer };
}

function stop({ dossier }: DossierFacts, { event, words, by }: Telling) {
  const onRequest = event.data['what'] === 'applicant';
  const { reason, basis: legalBasis } = words;
  return { receivedAt: dossier.receivedAt, onRequest, reason, legalBasis, signer: { position: null, name: by } };
}

const kinds = new Set(['original', 'certified', 'copy', 'electronic']);

/** What was handed in until now, in the order in which it was. */
function papersOf(papers: readonly Paper[], events: readonly DossierEventRow[]): readonly PaperLine[] {
  const named = new Map(papers.map(({ code, name }) => [code, name.vi]));
  const handedIn = events.filter(({ kind }) => kind === 'received' || kind === 'supplemented');
  return handedIn.flatMap(({ data }) => {
    const listed = Array.isArray(data['papers']) ? data['papers'] : [];
    return listed.map((each): PaperLine => {
      if (typeof each === 'string') return { name: named.get(each) ?? each, kind: null, count: 1 };
      const { code, form, count } = each as { code?: unknown; form?: unknown; count?: unknown };
      return {
        name: named.get(String(code)) ?? String(code),
        kind: kinds.has(String(form)) ? (form as PaperLine['kind']) : null,
        count: typeof count === 'number' ? count : null,
      };
    });
  });
}

function contactOf(city: City, unit: string): string | null {
  const name = nameOf(city, unit);
  const { hotline } = city.province;
  if (name === null) return null;
  return hotline === '' ? name : `${name}, số điện thoại ${hotline}`;
}
