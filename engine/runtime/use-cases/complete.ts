/** What completing a task means, whoever does it: the form's pinned version judges, then one transaction writes it all. */
import type { City } from '#engine/cases/city/city.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import { fieldsOf, isGrid } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { withEmptyTexts } from '#forms/empty-texts.ts';
import type { Submission } from '#forms/validate.ts';
import type { StagedFile } from '../application/common.ts';
import type { CaseRow, FileRow } from '../ports/case-rows.ts';
import type { TaskRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import type { FieldFault } from '../refusal.ts';
import { audit } from './audit.ts';
import { caseChoices } from './case-choices.ts';
import { certain } from './certain.ts';
import { type Context, hashed } from './context.ts';
import { unlessDoneMeanwhile } from './done-meanwhile.ts';
import { paperChoices } from './dossiers/paper-choices.ts';
import { evidenceFaults } from './evidence-faults.ts';
import { keepsOriginals } from './files/received.ts';
import { type Choices, fillSources } from './form-context.ts';
import { isUuid } from './ids.ts';
import { entriesByMeaning } from './meanings.ts';
import { unlessOvertaken } from './overtaken.ts';
import { sayEnd } from './parts/keep.ts';
import { settleParts } from './parts/lead.ts';
import { decidesOnNames, publicationFaults, publicFields } from './publication-faults.ts';
import { chosenIds, copiesFor } from './publications/photos.ts';
import { knowledgeOf } from './publications/texts.ts';
import { keepRating } from './ratings/keep-rating.ts';
import { refusal } from './refuse.ts';
import { sayHandOver } from './steps/hand-over.ts';
import { dropUnfiled, type Filed, fileSubmission, judgeSubmission, type TakenImage, takeImages } from './submission.ts';

export interface Completion {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly StagedFile[];
  readonly submissionKey: string;
  /** Account name, or `citizen`. */
  readonly by: string;
  /** Who is away, where the task is done for somebody. */
  readonly behalfOf?: (task: TaskRow) => string | undefined;
  /** Finds the task if it may be completed by who asks; asked again inside the writing transaction. */
  readonly find: (tx: Tx) => Promise<TaskRow>;
}

/**
 * Completes a task with its form; the same submission again changes nothing.
 * @throws Refusal 422 by field; what `find` throws
 */
export async function completeTask(context: Context, taskId: string, completion: Completion): Promise<void> {
  const key = `task:${taskId}:${hashed(context, 'submission', completion.submissionKey)}`;
  await unlessDoneMeanwhile(
    context,
    key,
    () => completeOnce(context, key, completion),
    () => undefined,
  );
}

async function completeOnce(context: Context, key: string, completion: Completion): Promise<void> {
  const prepared = await context.store.transaction(async (tx) => {
    if ((await tx.engine.receipts.find(key)) !== undefined) return 'done';
    const task = await completion.find(tx);
    const { form, choices } = await formOf(context, tx, task);
    const place = await context.cities.current(tx);
    // Boxes are judged by what they offer, so they must know it.
    const judged = judgeSubmission(fillSources(form, choices), completion, {
      city: place.city,
      choices,
      at: context.clock(),
    });
    const faults = [
      ...(await evidenceFaults(tx, place.city, task, { form, judged })),
      ...(await faultsOf(context, tx, { task, form, judged, city: place.city })),
    ];
    if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
    return { form, judged, evidence: keepsOriginals(place.city, task.category) };
  });
  if (prepared === 'done') return;
  const now = context.clock();
  const images = await takeImages(context, prepared, now);
  try {
    const written = await certain(() =>
      unlessOvertaken(context.store, completion.find, () =>
        context.store.step((tx) => write(context, tx, { ...prepared, completion, images, key, now })),
      ),
    );
    if (!written) await dropUnfiled(context, images);
  } catch (error) {
    await dropUnfiled(context, images, error);
    throw error;
  }
}

/** What stands against what was sent beside its form: what is left of personal data in texts for the public. */
async function faultsOf(
  context: Context,
  tx: Tx,
  {
    task,
    form,
    judged,
    city,
  }: {
    readonly task: TaskRow;
    readonly form: FormDefinition;
    readonly judged: Submission<StagedFile>;
    readonly city: City;
  },
): Promise<readonly FieldFault[]> {
  if (!(publicFields.title in judged.personal || publicFields.title in judged.values)) return [];
  const rule = city.categories.get(task.category)?.publication;
  const known = await knowledgeOf(context, tx, await caseOf(tx, task));
  const faults = publicationFaults(judged, { ...(rule && { rule }), decides: decidesOnNames(form), known });
  if (rule !== undefined && rule !== 'usual') return faults;
  const { missing } = await copiesFor(tx, task.caseId ?? '', chosenIds(judged.values['publicPhotos'] as Json));
  const photos = { path: 'publicPhotos', rule: 'photoNotCovered', params: { n: missing } };
  return missing === 0 ? faults : [...faults, photos];
}

/** The form of a task, from the version its instance is pinned to; a task without one takes no values. */
export async function formOf(
  context: Context,
  tx: Tx,
  task: TaskRow,
): Promise<{ readonly form: FormDefinition; readonly choices: Choices }> {
  const service = await context.library.version(tx, task.serviceVersionId);
  const { city } = await context.cities.current(tx);
  const form = service.forms.get(task.form) ?? { components: [] };
  const papers = await paperChoices(tx, form, task.caseId);
  return { form, choices: await caseChoices(tx, { city, at: context.clock() }, task, papers) };
}

/** The case of a task. @throws Refusal 404 for a task that belongs to none */
export async function caseOf(tx: Tx, task: TaskRow): Promise<CaseRow> {
  const record = task.caseId === null ? undefined : await tx.cases.records.byId(task.caseId);
  if (!record) throw refusal('NOT_FOUND');
  return record;
}

/** What is written in a field of this name lets a unit have a case again that it has returned. */
const newFactsField = 'newFacts';

interface Writing {
  readonly form: FormDefinition;
  readonly judged: Submission<StagedFile>;
  readonly completion: Completion;
  readonly images: readonly TakenImage[];
  readonly key: string;
  readonly now: Instant;
}

/** @returns false where the same submission has been written meanwhile */
async function write(context: Context, tx: Tx, writing: Writing): Promise<boolean> {
  const { form, judged, completion, images, key, now } = writing;
  if ((await tx.engine.receipts.find(key)) !== undefined) return false;
  const task = await completion.find(tx);
  // Another task of the case may be completed at the same time: what follows from the case's row is not overwritten.
  const instance = await context.kernel.hold(tx, task.instanceId);
  const record = await caseOf(tx, task);
  await settleParts(context, tx, { task, instance, by: completion.by }, now);
  const whose = await ownerOfPhotos(tx, task, completion, images);
  const filed = await fileSubmission(context, tx, judged, { caseId: record.id, ...whose, images, now });
  if (task.part === '') {
    await tx.cases.records.update(record.id, { vault: { ...record.vault, ...entriesByMeaning(form, filed.entries) } });
  }
  await noteCompletion(context, tx, { task, record, form, completion, entries: filed.entries }, now);
  const variables = task.part === '' ? withEmptyTexts(form, filed.variables) : {};
  if (task.part === '') sayOfCase(tx, record, completion, filed);
  else sayAnswer(tx, task, writing, filed);
  if (completion.by === 'citizen') {
    const rated = { record, serviceVersionId: task.serviceVersionId, variables, entries: filed.entries };
    await keepRating(context, tx, rated, now);
  }
  const command = { kind: 'completeTask', task: task.key, variables, by: completion.by } as const;
  await context.kernel.execute(tx, task.instanceId, command, now);
  await tx.engine.receipts.insert(key, true, now);
  return true;
}

/** What another unit answers with stays with its part, until the lead takes it over. */
async function ownerOfPhotos(
  tx: Tx,
  { part }: TaskRow,
  { by }: Completion,
  images: readonly TakenImage[],
): Promise<Pick<FileRow, 'kind' | 'partId'>> {
  const asked = images.length > 0 && isUuid(part) ? await tx.cases.parts.byId(part) : undefined;
  if (asked !== undefined) return { kind: 'part', partId: asked.id };
  return { kind: by === 'citizen' ? 'report' : 'evidence', partId: null };
}

function sayOfCase(tx: Tx, { id }: CaseRow, { by }: Completion, { entries }: Filed): void {
  const facts = entries[newFactsField];
  sayHandOver(tx, id, { actor: by, ...(facts !== undefined && { noteEntry: facts, newFacts: true }) });
}

/** The first thing that was said in words; rows, places and signatures are no note to read. */
function saidWith(form: FormDefinition, entries: Readonly<Record<string, string>>): string | null {
  const words = fieldsOf(form).filter((field) => !isGrid(field) && !['signature', 'location'].includes(field.type));
  const said = Object.keys(entries).find((key) => words.some((field) => field.key === key));
  return said === undefined ? null : (entries[said] ?? null);
}

/** The outcome by which a co-unit gives its part back unanswered. */
const returnedOutcome = 'return';

/** What another unit answers is of its part: the variables of the case are the lead's. */
function sayAnswer(
  tx: Tx,
  { part }: TaskRow,
  { form, completion: { by } }: Writing,
  { variables, entries }: Filed,
): void {
  const outcome = typeof variables['outcome'] === 'string' ? variables['outcome'] : '';
  const move = outcome === returnedOutcome ? 'return' : 'answer';
  sayEnd(tx, part, { move, by, outcome, noteEntry: saidWith(form, entries) });
}

async function noteCompletion(
  context: Context,
  tx: Tx,
  done: {
    readonly task: TaskRow;
    readonly record: CaseRow;
    readonly form: FormDefinition;
    readonly completion: Completion;
    readonly entries: Readonly<Record<string, string>>;
  },
  now: Instant,
): Promise<void> {
  const { task, record, completion } = done;
  const { by } = completion;
  const absent = completion.behalfOf?.(task);
  // What was said with it (a reason, an answer, a request) is what the next one reads first.
  const noteEntry = saidWith(done.form, done.entries);
  const line = { kind: 'task', code: task.key, element: task.element, actor: by, unit: task.unit, noteEntry } as const;
  // The end of a part is a line of its own.
  if (task.part === '') {
    const where = { id: context.newId(now), caseId: record.id, at: now, behalfOf: absent ?? '' };
    await tx.cases.timeline.append([{ ...line, ...where }]);
  }
  const about = { task: task.id, element: task.element, version: task.serviceVersionId };
  const data = { ...about, ...(absent !== undefined && { onBehalfOf: absent }) };
  await audit(context, tx, { actor: by, action: 'task.complete', subject: `case:${record.id}`, data }, now);
}
