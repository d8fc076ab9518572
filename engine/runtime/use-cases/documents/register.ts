/**
 * The register (07): what was received in a span of days, in order of receipt, as far as the reader may read it. It is read
 * by key, page after page, each in a transaction of its own, however long it is.
 */
import { addDays, isDate, startOfDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { isLate } from '#engine/cases/clocks/late.ts';
import { desksOf } from '#engine/cases/dossiers/desks.ts';
import { dialledPhone } from '#engine/cases/text/phone.ts';
import type { Instant } from '#engine/core/values.ts';
import type { RegisterLine, RegisterStanding } from '#engine/documents/model.ts';
import { type Narrowed, narrowedWords } from '#engine/documents/register.ts';
import type { Actor } from '../../application/common.ts';
import type { Documents, RegisterEntry, RegisterQuery, RegisterSpan } from '../../application/documents.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { DossierEventKind, DossierEventRow, DossierRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { letterhead, nameOf } from './facts.ts';

const pageSize = 50;
/** Lines of a piece of the whole register. */
const pieceSize = 500;

interface Read {
  readonly row: DossierRow;
  readonly line: RegisterLine;
}

export function mayReadRegister(context: Context): Documents['mayReadRegister'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      return (await scopeOf(context, tx, actor, { action: 'read', subject: 'Dossier' })).length > 0;
    });
}

export function register(context: Context): Documents['register'] {
  return async (actor, query) =>
    await context.store.transaction(async (tx) => {
      const { city } = await context.cities.current(tx);
      const after = placeOf(query);
      const now = context.clock();
      const found = await linesOf(context, tx, { actor, query, limit: pageSize + 1, ...(after && { after }) });
      const named = found.filter(({ line }) => line.applicant !== null).length;
      if (named > 0) {
        const data = { from: query.from, to: query.to, named };
        await audit(context, tx, { actor: actor.username, action: 'register.read', subject: 'register', data }, now);
      }
      const last = found.length > pageSize ? found[pageSize - 1] : undefined;
      return {
        entries: found.slice(0, pageSize).map((read) => entryOf(read, city)),
        next: last === undefined ? null : toCursor([last.row.receivedAt, last.row.caseId]),
        ...choicesIn(city),
      };
    });
}

export function wholeRegister(context: Context): Documents['wholeRegister'] {
  return async (actor, span, as) => {
    const { from, to, ...narrowed } = span;
    const head = await context.store.transaction(async (tx) => {
      const now = context.clock();
      const { city } = await context.cities.current(tx);
      spanOf(span, city.province.timeZone);
      const data = { from, to, ...narrowed, as };
      await audit(context, tx, { actor: actor.username, action: 'register.export', subject: 'register', data }, now);
      return {
        ...letterhead(city, span.unit ?? actor.posts[0]?.unit ?? '', null, now),
        narrowed: narrowedWords(namesIn(span, city)),
      };
    });
    const { narrowed: words, ...letter } = head;
    return {
      register: { form: '07', head: letter, from, to, narrowed: words },
      pieces: piecesOf(context, actor, span),
    };
  };
}

async function* piecesOf(context: Context, actor: Actor, query: RegisterSpan): AsyncIterable<readonly RegisterLine[]> {
  let after: Place | undefined;
  while (true) {
    const place = after;
    const asked = { actor, query, limit: pieceSize, ...(place && { after: place }) };
    const found = await context.store.transaction((tx) => linesOf(context, tx, asked));
    if (found.length > 0) yield found.map(({ line }) => line);
    const last = found.at(-1);
    if (last === undefined || found.length < pieceSize) return;
    after = { receivedAt: last.row.receivedAt, caseId: last.row.caseId };
  }
}

interface Place {
  readonly receivedAt: Instant;
  readonly caseId: string;
}

interface Asked {
  readonly actor: Actor;
  readonly query: RegisterSpan;
  readonly after?: Place;
  readonly limit: number;
}

async function linesOf(context: Context, tx: Tx, { actor, query, after, limit }: Asked): Promise<readonly Read[]> {
  const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Dossier' });
  const { city } = await context.cities.current(tx);
  const { unit, procedure, state } = query;
  const rows = await tx.cases.dossiers.page(scope, {
    ...spanOf(query, city.province.timeZone),
    ...(unit !== undefined && { receivingUnit: unit }),
    ...(procedure !== undefined && { procedureCode: procedure }),
    ...(state !== undefined && { state }),
    ...(after !== undefined && { after }),
    limit,
  });
  const ids = rows.map(({ caseId }) => caseId);
  const records = new Map((await tx.cases.records.byIds(ids)).map((record) => [record.id, record]));
  const events = Map.groupBy(await tx.cases.dossiers.eventsOfAll(ids), ({ caseId }) => caseId);
  const people = await applicantsOf(context, tx, actor, [...records.values()]);
  const now = context.clock();
  const lines: Read[] = [];
  for (const row of rows) {
    const record = records.get(row.caseId);
    // Those in the archive are looked up one by one.
    const told = events.get(row.caseId) ?? (await tx.cases.dossiers.eventsOf(row.caseId));
    if (record !== undefined)
      lines.push({ row, line: lineOf({ row, record, told, city, now }, people.get(row.caseId)) });
  }
  return lines;
}

interface Person {
  readonly name: string | null;
  readonly contact: string | null;
}

/** Whose dossiers they are, of those of which the reader may know it. */
async function applicantsOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  records: readonly CaseRow[],
): Promise<ReadonlyMap<string, Person>> {
  const scope = await scopeOf(context, tx, actor, { action: 'readReporter', subject: 'Dossier' });
  const ids = records.map(({ id }) => id);
  const known = new Set(await tx.cases.dossiers.allowedOf(scope, ids));
  const theirs = records.filter(({ id }) => known.has(id));
  const wanted = theirs.flatMap(({ id: caseId, vault }) =>
    ['name', 'address', 'phone'].flatMap((meaning) => {
      const entry = vault[meaning];
      return entry === undefined ? [] : [{ caseId, entry }];
    }),
  );
  const texts = await context.vault.readAcross(tx, wanted);
  return new Map(
    theirs.map(({ id, vault }) => {
      const text = (meaning: string) => texts.get(vault[meaning] ?? '') ?? '';
      const contact = [text('address'), dialledPhone(text('phone'))].filter((part) => part !== '').join('; ');
      return [id, { name: text('name') || null, contact: contact || null }];
    }),
  );
}

interface Dossier {
  readonly row: DossierRow;
  readonly record: CaseRow;
  readonly told: readonly DossierEventRow[];
  readonly city: City;
  readonly now: Instant;
}

function lineOf({ row, record, told, city, now }: Dossier, person: Person | undefined): RegisterLine {
  const last = (kind: DossierEventKind) => told.findLast((event) => event.kind === kind);
  const how = last('handedOver')?.data['how'];
  const standing = standingOf(told);
  const resultAt = last('issued')?.at ?? null;
  const until = resultAt ?? record.closedAt ?? (standing === 'waiting' ? null : now);
  return {
    code: row.code,
    procedure: city.dossiers.procedures.get(row.procedureCode)?.name.vi ?? row.procedureCode,
    sets: 1,
    applicant: person?.name ?? null,
    contact: person?.contact ?? null,
    unit: nameOf(city, row.unit),
    receivedAt: row.receivedAt,
    dueAt: record.dueAt,
    forwardedAt: last('accepted')?.at ?? null,
    resultAt,
    handedOverAt: last('handedOver')?.at ?? null,
    method: how === 'counter' || how === 'post' || how === 'online' ? how : null,
    standing,
    late: until !== null && isLate(record.dueAt, until),
  };
}

const standings: { readonly [kind in DossierEventKind]?: RegisterStanding } = {
  received: 'received',
  accepted: 'processing',
  supplementAsked: 'waiting',
  supplemented: 'processing',
  refused: 'refused',
  stopped: 'stopped',
  issued: 'resulted',
  handedOver: 'handedOver',
};

/** By the last piece of evidence that says how a dossier stands. */
function standingOf(told: readonly DossierEventRow[]): RegisterStanding {
  return told.reduce<RegisterStanding>((before, { kind }) => standings[kind] ?? before, 'received');
}

function entryOf({ row, line }: Read, city: City): RegisterEntry {
  const { applicant, receivedAt, dueAt, handedOverAt, standing, late } = line;
  return {
    caseId: row.caseId,
    code: row.code,
    procedure: namedIn(city.dossiers.procedures, row.procedureCode).name,
    applicant,
    unit: namedOrNull(city.units, row.unit),
    receivedAt,
    dueAt,
    handedOverAt,
    standing,
    late,
  };
}

/** @throws Refusal 422 */
function spanOf({ from, to }: RegisterSpan, timeZone: string): { readonly from: Instant; readonly to: Instant } {
  if (!isDate(from)) throw refusal('INVALID_FIELDS', {}, [{ path: 'from', rule: 'date' }]);
  if (!isDate(to) || to < from) throw refusal('INVALID_FIELDS', {}, [{ path: 'to', rule: 'range' }]);
  return { from: startOfDate(timeZone, from), to: startOfDate(timeZone, addDays(to, 1)) };
}

function placeOf({ after }: RegisterQuery): Place | undefined {
  const [receivedAt, caseId] = fromCursor(after) ?? [];
  return typeof receivedAt === 'number' && typeof caseId === 'string' ? { receivedAt, caseId } : undefined;
}

function choicesIn(city: City) {
  const { procedures } = city.dossiers;
  const desks = new Set([...procedures.values()].flatMap((procedure) => desksOf(procedure, city)));
  return {
    units: [...desks].map((code) => namedIn(city.units, code)),
    procedures: [...procedures.values()].map(({ code, name }) => ({ code, name })),
  };
}

/** What it is narrowed down to, by name. */
function namesIn({ unit, procedure, state }: RegisterSpan, city: City): Narrowed {
  return {
    unit: unit === undefined ? null : nameOf(city, unit),
    procedure: procedure === undefined ? null : (city.dossiers.procedures.get(procedure)?.name.vi ?? procedure),
    state: state ?? null,
  };
}
