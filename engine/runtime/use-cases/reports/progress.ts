import { unanswered } from '#engine/cases/relay/relay.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { fillTexts, namesVariables } from '#forms/fill-texts.ts';
import type { CitizenTask, FullProgress, MainProgress, PublicProgress } from '../../application/reports.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { FollowerRow } from '../../ports/followers.ts';
import type { Tx } from '../../ports.ts';
import { caseClockName, caseClockView } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { promiseView } from '../deadlines/promise-view.ts';
import { dossierProgress } from '../dossiers/progress.ts';
import { mainOf, reporterKey } from '../duplicates/merged.ts';
import { choicesOf, fillSources } from '../form-context.ts';
import { matterOf, namedOrNull } from '../names.ts';
import { photoViews } from '../photos.ts';
import { reporterRelay, stateOf } from '../relay/view.ts';
import { stageViews } from '../stage-views.ts';
import { stepNames } from '../step-names.ts';
import { variablesOf } from '../tasks/variables-of.ts';

/**
 * What everybody with the code may know.
 * @param notes texts said to the reporter, where the second factor was shown; internal detours stay hidden all the same
 */
export async function publicProgress(
  context: Context,
  tx: Tx,
  record: CaseRow,
  notes?: ReadonlyMap<string, string>,
): Promise<PublicProgress> {
  const own = await progressOf(context, tx, record, notes);
  const messagesWaiting = await waitingIn(tx, record);
  const main = record.mergedInto === null ? record : await mainOf(tx, record);
  if (main.id === record.id) return { ...own, messagesWaiting, main: null, reader: 'reporter', mayStop: false };
  // Of another's case nothing is told but what everybody may know; of one that was destroyed there is nothing left.
  const shown = main.state === 'erased' ? null : await progressOf(context, tx, main);
  return { ...own, messagesWaiting, main: shown, reader: 'reporter', mayStop: await isTold(tx, record) };
}

/** What a follower may know of the case that they follow, or of the one that it was merged into. */
export async function followerProgress(
  context: Context,
  tx: Tx,
  follower: FollowerRow,
): Promise<PublicProgress | undefined> {
  const followed = await tx.cases.records.byId(follower.caseId);
  const main = followed && (await mainOf(tx, followed));
  if (main === undefined || main.state === 'erased') return undefined;
  return {
    ...(await progressOf(context, tx, main)),
    messagesWaiting: 0,
    main: null,
    reader: 'follower',
    mayStop: true,
  };
}

/** What the office has written behind the last answer. */
async function waitingIn(tx: Tx, record: CaseRow): Promise<number> {
  const { senders } = stateOf(record, await tx.cases.relay.ofCase(record.id));
  return unanswered('office', senders);
}

async function isTold(tx: Tx, { id }: CaseRow): Promise<boolean> {
  const row = await tx.cases.followers.byTrackingHash(reporterKey(id));
  return row !== undefined && row.stoppedAt === null;
}

async function progressOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  notes?: ReadonlyMap<string, string>,
): Promise<MainProgress> {
  const place = await context.cities.current(tx);
  const { pack } = await context.library.version(tx, record.serviceVersionId);
  const timeline = await tx.cases.timeline.ofCase(record.id);
  const publication = await tx.cases.publications.byCase(record.id);
  const clocks = await tx.cases.clocks.ofCase(record.id);
  return {
    registerNumber: record.registerNumber,
    category: matterOf(place.city, record.category),
    ward: namedOrNull(place.city.wards, record.ward),
    unit: namedOrNull(place.city.units, record.unit),
    receivedAt: record.receivedAt,
    clock: caseClockView(clocks, context.clock(), place),
    promise: promiseView(clocks, await tx.cases.clocks.eventsOf([record.id]), place.city),
    stages: stageViews(pack, place.city, timeline, notes),
    outcome: pack.outcomes.get(record.outcome)?.text ?? null,
    resultSlug: publication?.slug ?? null,
  };
}

/** Asks for a case that is not there what {@link publicProgress} asks, so that an answer comes no sooner for it. */
export async function progressOfNobody(context: Context, tx: Tx): Promise<undefined> {
  await context.cities.current(tx);
  await tx.cases.timeline.ofCase(nobody);
  await tx.cases.publications.byCase(nobody);
  await tx.cases.clocks.ofCase(nobody);
  await tx.cases.clocks.eventsOf([nobody]);
  await tx.cases.relay.ofCase(nobody);
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** Everything, for the reporter. */
export async function fullProgress(context: Context, tx: Tx, record: CaseRow): Promise<FullProgress> {
  const entries = record.vault;
  const said = (await tx.cases.timeline.ofCase(record.id)).flatMap((row) =>
    row.kind === 'notice' ? (row.noteEntry ?? []) : [],
  );
  const texts = await context.vault.read(tx, record.id, [...Object.values(entries), ...said]);
  const text = (name: string): string | null => texts.get(entries[name] ?? '') ?? null;
  const files = await tx.cases.files.ofCase(record.id);
  const answered = record.state === 'closed' || (await wasAnswered(tx, record));
  return {
    ...(await publicProgress(context, tx, record, texts)),
    text: text('text') ?? '',
    address: text('address'),
    point: record.lon !== null && record.lat !== null ? { lon: record.lon, lat: record.lat } : null,
    // Evidence is part of the answer: it is shown once the answer is approved.
    photos: photoViews(files.filter((file) => answered || file.kind === 'report')),
    answer: answered ? (text('publicAnswer') ?? text('answer')) : null,
    rejectionReason: record.outcome === 'rejected' ? text('rejectionReason') : null,
    relay: await reporterRelay(context, tx, record),
    dossier: await dossierProgress(context, tx, record),
    tasks: await citizenTasks(context, tx, record),
  };
}

async function wasAnswered(tx: Tx, record: CaseRow): Promise<boolean> {
  return (await tx.cases.clocks.ofCase(record.id)).some(
    ({ name, endedAt }) => name === caseClockName && endedAt !== null,
  );
}

async function citizenTasks(context: Context, tx: Tx, record: CaseRow): Promise<readonly CitizenTask[]> {
  const { city } = await context.cities.current(tx);
  const waiting = (await tx.engine.tasks.ofCase(record.id)).filter((task) => task.open && task.role === 'citizen');
  const tasks: CitizenTask[] = [];
  const nameOfStep = await stepNames(context, tx, waiting);
  for (const task of waiting) {
    const { id, element, form, dueAt, serviceVersionId, instanceId } = task;
    const found = (await context.library.version(tx, serviceVersionId)).forms.get(form);
    if (found)
      tasks.push({
        taskId: id,
        element,
        name: nameOfStep(task),
        form: await withTexts(tx, fillSources(found, choicesOf(city, context.clock())), instanceId),
        dueAt,
      });
  }
  return tasks;
}

/** What a form says of the case comes from the version that the case runs by. */
async function withTexts(tx: Tx, form: FormDefinition, instanceId: string): Promise<FormDefinition> {
  return namesVariables(form) ? fillTexts(form, await variablesOf(tx, instanceId)) : form;
}
