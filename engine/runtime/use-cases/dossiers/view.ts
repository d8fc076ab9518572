/** A dossier as its people and its documents see it. */

import type { City } from '#engine/cases/city/city.ts';
import { unitFor } from '#engine/cases/dossiers/desks.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import type { Json } from '#engine/core/values.ts';
import type { Actor, Named, PhotoView } from '../../application/common.ts';
import type {
  AgencyView,
  Applicant,
  DossierEventView,
  DossierStepView,
  Dossiers,
  DossierView,
  PaperForm,
  PaperView,
} from '../../application/dossiers.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { DossierChannel, DossierEventRow, DossierRow } from '../../ports/dossiers.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { caseClockName, caseClockView } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { wordsIn } from './evidence.ts';
import { pinnedProcedure } from './pinned.ts';
import { mayOnDossier } from './rights.ts';

export function dossier(context: Context): Dossiers['dossier'] {
  return async (actor, idOrCode) =>
    await context.store.transaction(async (tx) => {
      const caseId = isUuid(idOrCode) ? idOrCode : (await tx.cases.dossiers.byCode(idOrCode))?.caseId;
      if (caseId === undefined) throw refusal('NOT_FOUND');
      return await viewOf(context, tx, actor, caseId);
    });
}

/** @throws Refusal 404 where it is not the actor's to see */
export async function viewOf(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<DossierView> {
  const may = (action: 'read' | 'readReporter' | 'stop') => mayOnDossier(context, tx, actor, { action, caseId });
  const row = (await may('read')) ? await tx.cases.dossiers.byCase(caseId) : undefined;
  const record = row && (await tx.cases.records.byId(caseId));
  if (row === undefined || record === undefined) throw refusal('NOT_FOUND');
  const place = await context.cities.current(tx);
  const { city } = place;
  const procedure = await pinnedProcedure(tx, row);
  const events = await tx.cases.dossiers.eventsOf(caseId);
  const knowsWho = record.state !== 'erased' && (await may('readReporter'));
  const entries = [...Object.values(record.vault), ...events.flatMap(({ noteEntry }) => noteEntry ?? [])];
  const texts = knowsWho ? await context.vault.read(tx, caseId, entries) : new Map<string, string>();
  if (knowsWho)
    await audit(
      context,
      tx,
      { actor: actor.username, action: 'reporter.read', subject: `case:${caseId}` },
      context.clock(),
    );
  const tasks = await tx.engine.tasks.ofCase(caseId);
  const people = [...events.map(({ actor: by }) => by), ...tasks.map(({ closedBy, assignee }) => closedBy || assignee)];
  const names = await namesOf(tx, people);
  const clocks = await tx.cases.clocks.ofCase(caseId);
  const files = photoViews(await tx.cases.files.ofCase(caseId));
  const { pack } = await context.library.version(tx, record.serviceVersionId);
  const sight = { procedure, city, texts, names, files };
  return {
    caseId,
    code: row.code,
    channel: row.channel,
    state: record.state,
    stage: namedIn(pack.stages, record.stage),
    outcome: pack.outcomes.get(record.outcome)?.name ?? null,
    procedure,
    field: namedIn(city.dossiers.fields, row.field),
    ward: namedOrNull(city.wards, row.ward),
    units: unitsOf(row, procedure, city),
    applicant: knowsWho ? applicantOf(record, texts, kindIn(events)) : null,
    receivedAt: row.receivedAt,
    firstDueAt: clocks.findLast(({ name }) => name === caseClockName)?.firstDueAt ?? null,
    dueAt: record.dueAt,
    clock: caseClockView(clocks, context.clock(), place),
    papers: events.flatMap((event) => papersOf(event, procedure)),
    events: events.map((event) => eventView(event, sight)),
    steps: tasks.map((task) => stepView(task, sight)),
    files: knowsWho ? files : [],
    may: { stop: record.state === 'open' && !events.some(({ kind }) => kind === 'issued') && (await may('stop')) },
  };
}

interface Sight {
  readonly procedure: Procedure;
  readonly city: City;
  readonly texts: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly files: readonly PhotoView[];
}

/** Names of officials by username; the applicant and the system have none. */
export async function namesOf(tx: Tx, usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(usernames)].filter((name) => name !== '' && name !== 'citizen');
  const accounts = await tx.cases.accounts.byUsernames(wanted);
  return new Map(accounts.map(({ username, displayName }) => [username, displayName]));
}

function unitsOf(row: DossierRow, { units }: Procedure, city: City): DossierView['units'] {
  const agency = (code: string): AgencyView => ({
    ...namedIn(city.units, code),
    agencyCode: city.units.get(code)?.agencyCode ?? '',
  });
  return {
    receiving: agency(row.receivingUnit),
    handling: agency(row.unit),
    competent: agency(row.competentUnit),
    records: agency(row.recordsUnit),
    support: agency(unitFor(units.support, row.ward)),
  };
}

/** Who applies, as far as `texts` of the vault were opened. */
export function applicantOf(
  { vault }: Pick<CaseRow, 'vault'>,
  texts: ReadonlyMap<string, string>,
  kind: Applicant['kind'],
): Applicant {
  const text = (name: string): string | null => texts.get(vault[name] ?? '') ?? null;
  return {
    kind,
    name: text('name') ?? '',
    idNumber: text('idNumber'),
    address: text('address'),
    phone: text('phone'),
    email: text('email'),
    request: text('note'),
  };
}

/** Whether a person or an organisation applies, as the first line says. */
export function kindIn(events: readonly DossierEventRow[]): Applicant['kind'] {
  return events[0]?.data['applicant'] === 'organisation' ? 'organisation' : 'person';
}

function papersOf({ kind, data, at }: DossierEventRow, procedure: Procedure): readonly PaperView[] {
  if (kind !== 'received' && kind !== 'supplemented') return [];
  return listOf(data['papers']).flatMap((one): PaperView[] => {
    if (typeof one === 'string') return [{ paper: paperOf(procedure, one), form: null, count: 1, at }];
    const { code, form, count } = one as { readonly code: string; readonly form: PaperForm; readonly count: number };
    return [{ paper: paperOf(procedure, code), form, count, at }];
  });
}

function paperOf({ papers }: Procedure, code: string): Named {
  const found = papers.find((paper) => paper.code === code);
  return { code, name: found?.name ?? { vi: code, en: code } };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function eventView(event: DossierEventRow, { procedure, city, texts, names, files }: Sight): DossierEventView {
  const { data, actor } = event;
  const { reason = null, basis = null, to = null, authorisation = null } = wordsIn(texts, event);
  const codes = listOf(data['papers']).map((one) =>
    typeof one === 'string' ? one : String((one as { code?: Json }).code),
  );
  return {
    id: event.id,
    kind: event.kind,
    at: event.at,
    by: actor === '' || actor === 'citizen' ? null : (names.get(actor) ?? actor),
    unit: namedOrNull(city.units, event.unit),
    number: event.number,
    symbol: event.symbol,
    dueBefore: event.dueBefore,
    dueAfter: event.dueAfter,
    file: files.find(({ id }) => id === event.fileId) ?? null,
    papers: codes.map((code) => paperOf(procedure, code)),
    reason,
    basis,
    how: (data['how'] as DossierChannel | undefined) ?? null,
    to,
    authorisation,
    what: typeof data['what'] === 'string' ? data['what'] : null,
  };
}

function stepView(task: TaskRow, { city, names }: Sight): DossierStepView {
  const { name, element, unit, closedBy, assignee, openedAt, closedAt, dueAt } = task;
  const by = closedBy || assignee;
  return {
    name,
    element,
    unit: namedOrNull(city.units, unit),
    by: by === '' || by === 'citizen' ? null : (names.get(by) ?? by),
    openedAt,
    closedAt,
    dueAt,
  };
}
