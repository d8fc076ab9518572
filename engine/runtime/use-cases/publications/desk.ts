/** All that is needed to prepare, judge, correct or withdraw what is public of a case. */
import type { Instant } from '#engine/core/values.ts';
import type { PublicationDesk, Publications, PublicationVersionView } from '../../application/publications.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { PublicationPhotoRow, PublicationVersionRow } from '../../ports/publication-versions.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { isPicture, photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { dutiesApart } from '../tasks/kept-apart.ts';
import { variablesOf } from '../tasks/variables-of.ts';
import { chosenIds, newestCopies, viewOf } from './photos.ts';
import { officeSteps, preparingStep } from './prepared.ts';
import { mayPrepare, mayPublish, maySeeOriginals } from './rights.ts';
import { foundIn, knowledgeOf, originalsOf, preparedOf } from './texts.ts';

export function ofCase(context: Context): Publications['ofCase'] {
  return async (actor, caseId) =>
    await context.store.transaction(async (tx): Promise<PublicationDesk> => {
      const may = async (action: Parameters<typeof mayPublish>[3]['action']) =>
        isUuid(caseId) && (await mayPublish(context, tx, actor, { action, caseId }));
      const rights = {
        redact: await may('redact'),
        approve: await may('approvePublication'),
        withdraw: await may('withdraw'),
      };
      if (!(await may('read'))) throw refusal('NOT_FOUND');
      if (!Object.values(rights).includes(true) && !(await mayPrepare(context, tx, actor, caseId)))
        throw refusal('NOT_FOUND');
      const record = await tx.cases.records.byId(caseId);
      if (record === undefined || !(await maySeeOriginals(context, tx, actor, record))) throw refusal('NOT_FOUND');
      const { city } = await context.cities.current(tx);
      const current = await tx.cases.publications.byCase(caseId);
      const nameOf = await namesOf(tx, record.id);
      return {
        caseId,
        registerNumber: record.registerNumber,
        originals: await originalsOf(context, tx, record),
        prepared: await preparedOf(context, tx, record),
        photos: await photosOf(context, tx, record, { nameOf, shown: current?.photos ?? [] }),
        withoutPhotos: city.categories.get(record.category)?.publication === 'withoutPhotos',
        slug: current?.slug ?? null,
        versions: await versionsOf(context, tx, record, nameOf),
        may: rights,
      };
    });
}

export function findings(context: Context): Publications['findings'] {
  return async (actor, caseId, texts) =>
    await context.store.transaction(async (tx) => {
      if (!isUuid(caseId) || !(await mayPrepare(context, tx, actor, caseId))) throw refusal('NOT_FOUND');
      const record = await tx.cases.records.byId(caseId);
      if (record === undefined || !(await maySeeOriginals(context, tx, actor, record))) throw refusal('NOT_FOUND');
      return foundIn(texts, await knowledgeOf(context, tx, record));
    });
}

type NameOf = (username: string) => string;

async function namesOf(tx: Tx, caseId: string): Promise<NameOf> {
  const versions = await tx.cases.publicationVersions.ofCase(caseId);
  const copies = await tx.cases.publicationPhotos.ofCase(caseId);
  const people = [
    ...versions.flatMap(({ preparedBy, decidedBy, endedBy }) => [preparedBy, decidedBy, endedBy]),
    ...copies.map(({ madeBy }) => madeBy),
  ];
  const accounts = await tx.cases.accounts.byUsernames([...new Set(people)].filter(Boolean));
  const names = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
  return (username) => names.get(username) ?? username;
}

interface Shown {
  readonly nameOf: NameOf;
  /** Ids of what is public now. */
  readonly shown: readonly string[];
}

async function photosOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  { nameOf, shown }: Shown,
): Promise<PublicationDesk['photos']> {
  const files = (await tx.cases.files.ofCase(record.id)).filter(isPicture);
  const copies = await tx.cases.publicationPhotos.ofCase(record.id);
  const newest = newestCopies(copies, await handedOver(context, tx, record.id));
  const isPublic = new Set(copies.flatMap(({ id, sourceId }) => (shown.includes(id) ? [sourceId] : [])));
  const chosen = new Set(chosenIds((await variablesOf(tx, record.instanceId))['publicPhotos']));
  return files.map((file) => {
    const copy = newest.get(file.id);
    return {
      ...viewOf(file, copy, nameOf(copy?.madeBy ?? '')),
      chosen: chosen.has(file.id),
      isPublic: isPublic.has(file.id),
    };
  });
}

/** While a second person has it, they see what was handed to them: what is covered anew since then is not part of it. */
async function handedOver(context: Context, tx: Tx, caseId: string): Promise<Instant | undefined> {
  const step = await preparingStep(context.library, tx, await officeSteps(tx, caseId));
  if (step === undefined) return undefined;
  const waiting = (await tx.engine.tasks.ofCase(caseId)).filter(({ open, part }) => open && part === '');
  for (const { element } of waiting) {
    const apart = await dutiesApart(context, tx, step.serviceVersionId, element);
    if (apart.has(step.element)) return step.closedAt ?? undefined;
  }
  return undefined;
}

async function versionsOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  nameOf: NameOf,
): Promise<readonly PublicationVersionView[]> {
  const rows = await tx.cases.publicationVersions.ofCase(record.id);
  const ids = rows.flatMap(({ entries, noteEntry }) => [...Object.values(entries), ...(noteEntry ? [noteEntry] : [])]);
  const texts = await context.vault.read(tx, record.id, ids);
  const copies = new Map((await tx.cases.publicationPhotos.ofCase(record.id)).map((one) => [one.id, one]));
  return rows.map((row) => versionView(row, texts, copies, nameOf));
}

function versionView(
  row: PublicationVersionRow,
  texts: ReadonlyMap<string, string>,
  copies: ReadonlyMap<string, PublicationPhotoRow>,
  nameOf: NameOf,
): PublicationVersionView {
  const { number, state, entries, publicNote, preparedAt, decidedAt, endedAt } = row;
  const text = (id: string | null) => texts.get(id ?? '') ?? '';
  return {
    ...{ number, state, publicNote, preparedAt, decidedAt, endedAt },
    title: text(entries.title),
    text: text(entries.text),
    answer: text(entries.answer),
    photos: photoViews(row.photos.flatMap((id) => copies.get(id) ?? [])),
    note: text(row.noteEntry),
    preparedBy: nameOf(row.preparedBy),
    decidedBy: nameOf(row.decidedBy),
    endedBy: nameOf(row.endedBy),
  };
}
