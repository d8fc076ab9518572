/** The deadlines of a case as officials see them. */
import { ledgerOf } from '#engine/cases/clocks/ledger.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Actor, Localised } from '../../application/common.ts';
import type { CaseDeadlines, ClockDetail, ClockEventView, ExtensionView } from '../../application/deadlines.ts';
import type { CaseRow, ClockEventRow, ClockRow, EscalationRow, ExtensionRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { clockView } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { matterOf, namedIn, namedOrNull } from '../names.ts';
import { photoViews } from '../photos.ts';
import { type StepNames, stepNames } from '../step-names.ts';
import { extensionsMax } from './extensions-max.ts';
import { pausesIn } from './pauses.ts';
import { caseInReach, clocksInReach, mayChange } from './reach.ts';

export async function viewOf(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<CaseDeadlines> {
  const record = await caseInReach(context, tx, actor, caseId);
  const reached = await clocksInReach(context, tx, actor, caseId);
  const all = await sightOf(context, tx, record);
  const sight = reached === null ? all : { ...all, clocks: reached, extensions: [], files: new Map<string, string>() };
  const { city } = sight.place;
  const main = sight.clocks.findLast(({ name, endedAt }) => name === 'case' && endedAt === null);
  const may = async (action: 'pauseClock' | 'askExtension' | 'decideExtension') =>
    main !== undefined && (await mayChange(context, tx, actor, action, caseId));
  const mayPause = await may('pauseClock');
  const asked = sight.extensions.some(({ state }) => state === 'asked');
  const runs = main?.state === 'running' && (main.dueAt ?? 0) >= sight.now;
  const most = main === undefined ? 0 : await extensionsMax(tx, main, city);
  const more = main !== undefined && main.extensions < most;
  return {
    caseId,
    registerNumber: record.registerNumber,
    category: matterOf(city, record.category),
    unit: namedOrNull(city.units, record.unit),
    stage: namedIn(city.stages, record.stage).name,
    clocks: sight.clocks.map((clock) => clockDetail(clock, { ...sight, extensionsMax: most })),
    extensions: sight.extensions.map((one) => extensionView(one, sight, actor)),
    may: {
      pause: mayPause && runs,
      resume: mayPause && main?.pausedBy === 'official',
      ask: runs && more && !asked && (await may('askExtension')),
      decide: asked && (await may('decideExtension')),
    },
    pauseReasons: [...city.pauseReasons.values()],
    extensionReasons: [...city.extensionReasons.values()],
    files: (reached === null ? photoViews(await tx.cases.files.ofCase(caseId)) : []).map(({ id, kind, url }) => ({
      id,
      kind,
      url,
    })),
  };
}

interface Sight {
  readonly place: CityInForce;
  readonly now: Instant;
  readonly clocks: readonly ClockRow[];
  readonly events: readonly ClockEventRow[];
  readonly escalations: readonly EscalationRow[];
  readonly extensions: readonly ExtensionRow[];
  readonly tasks: readonly TaskRow[];
  readonly nameOfStep: StepNames;
  readonly texts: ReadonlyMap<string, string>;
  /** Display names of accounts. */
  readonly names: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}

async function sightOf(context: Context, tx: Tx, record: CaseRow): Promise<Sight> {
  const { id } = record;
  const clocks = await tx.cases.clocks.ofCase(id);
  const events = await tx.cases.clocks.eventsOf([id]);
  const escalations = await tx.cases.escalations.ofCase(id);
  const extensions = await tx.cases.extensions.ofCase(id);
  const entries = [
    ...events.map(({ noteEntry }) => noteEntry),
    ...extensions.flatMap(({ noteEntry, decisionEntry }) => [noteEntry, decisionEntry]),
  ];
  const people = [
    ...events.map(({ actor }) => actor),
    ...escalations.map(({ owner }) => owner),
    ...clocks.map(({ owner }) => owner),
    ...extensions.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]),
  ];
  const accounts = await tx.cases.accounts.byUsernames([...new Set(people)].filter((name) => name !== ''));
  const tasks = await tx.engine.tasks.ofCase(id);
  return {
    place: await context.cities.current(tx),
    now: context.clock(),
    clocks,
    events,
    escalations,
    extensions,
    tasks,
    nameOfStep: await stepNames(context, tx, tasks),
    texts: await context.vault.read(tx, id, [...new Set(entries.flatMap((entry) => entry ?? []))]),
    names: new Map(accounts.map(({ username, displayName }) => [username, displayName])),
    files: new Map(photoViews(await tx.cases.files.ofCase(id)).map(({ id: file, url }) => [file, url])),
  };
}

function clockDetail(clock: ClockRow, sight: Sight & { readonly extensionsMax: number }): ClockDetail {
  const { place, now } = sight;
  const { city } = place;
  const own = sight.events.filter(({ clockId }) => clockId === clock.id);
  const sla = city.slaClasses.get(clock.sla);
  const { duration, dayCount, revision } = clock;
  return {
    id: clock.id,
    name: clock.name,
    step: clock.name === 'step' ? stepOf(clock, sight) : null,
    standing: clockView(clock, now, place),
    startedAt: clock.startedAt,
    endedAt: clock.endedAt,
    firstDueAt: clock.firstDueAt,
    dueAt: clock.dueAt,
    rule: {
      duration,
      dayCount,
      calendar: namedOrNull(city.calendars, clock.calendar),
      sla: namedOrNull(city.slaClasses, clock.sla),
      basis: sla?.basis ?? null,
      revision,
    },
    extensions: clock.extensions,
    extensionsMax: clock.name === 'case' ? (clock.endedAt === null ? sight.extensionsMax : (sla?.extensions ?? 0)) : 0,
    owner:
      clock.ownerUnit === ''
        ? null
        : { name: nameOf(clock.owner, sight), unit: namedOrNull(city.units, clock.ownerUnit) },
    ledger: ledgerView(clock, own, sight),
    story: own.map((event) => eventView(event, sight)),
    warnings: sight.escalations
      .filter(({ clockId }) => clockId === clock.id)
      .map(({ at, percent, owner, ownerUnit }) => ({
        at,
        percent,
        owner: nameOf(owner, sight),
        unit: namedOrNull(city.units, ownerUnit),
      })),
  };
}

function stepOf({ instanceId, taskKey, element }: ClockRow, { tasks, nameOfStep }: Sight): Localised {
  const task = tasks.find((one) => one.instanceId === instanceId && one.key === taskKey);
  return task === undefined ? { vi: element, en: element } : nameOfStep(task);
}

function ledgerView(clock: ClockRow, events: readonly ClockEventRow[], sight: Sight): ClockDetail['ledger'] {
  const { place, now } = sight;
  const until = clock.endedAt ?? now;
  const over = pausesIn(events);
  const begun = events.findLast(({ kind }) => kind === 'paused');
  const open = clock.pausedAt === null || begun === undefined ? [] : [{ from: clock.pausedAt, to: until, begun }];
  const pauses = [...over, ...open];
  const span = { from: clock.startedAt, to: until };
  const { lines, countedMs, notCountedMs } = ledgerOf(span, clock.calendar, pauses, place.workingTime);
  return {
    lines: lines.map(({ from, to, kind, day, pause }) => ({
      from,
      to,
      kind,
      reason: pause === null ? day : reasonOf(pauses[pause]?.begun, sight),
    })),
    countedMs,
    notCountedMs,
    allowedMs: clock.allowedMs,
    leftMs: clock.allowedMs - countedMs,
  };
}

function reasonOf(event: ClockEventRow | undefined, { place: { city } }: Sight): Localised | null {
  if (event === undefined || event.reason === '') return null;
  if (event.reason === 'pauseOver') return { vi: 'Hết ngày tạm dừng đã ghi', en: 'The pause was over' };
  const { kind, reason } = event;
  if (kind === 'renewed') return namedIn(city.slaClasses, reason).name;
  if (kind === 'extended') return namedIn(city.extensionReasons, reason).name;
  return (city.pauseReasons.get(reason) ?? city.stages.get(reason) ?? namedIn(city.stages, reason)).name;
}

function eventView(event: ClockEventRow, sight: Sight): ClockEventView {
  const { city } = sight.place;
  const { note, evidence } = wordsOf(sight.texts.get(event.noteEntry ?? ''));
  const basis = (city.pauseReasons.get(event.reason) ?? city.extensionReasons.get(event.reason))?.basis ?? null;
  return {
    at: event.at,
    kind: event.kind,
    reason: reasonOf(event, sight),
    basis,
    by: nameOf(event.actor, sight),
    note,
    evidence,
    fileUrl: sight.files.get(event.fileId ?? '') ?? null,
    dueBefore: event.dueBefore,
    dueAfter: event.dueAfter,
  };
}

/** Pauses keep note and evidence together, extensions a note. */
function wordsOf(text: string | undefined): { readonly note: string; readonly evidence: string } {
  if (text === undefined) return { note: '', evidence: '' };
  if (!text.startsWith('{"note"')) return { note: text, evidence: '' };
  return JSON.parse(text) as { readonly note: string; readonly evidence: string };
}

function extensionView(row: ExtensionRow, sight: Sight, actor: Actor): ExtensionView {
  const { city } = sight.place;
  const text = (entry: string | null) => sight.texts.get(entry ?? '') ?? '';
  return {
    id: row.id,
    state: row.state,
    reason: namedIn(city.extensionReasons, row.reason).name,
    basis: city.extensionReasons.get(row.reason)?.basis ?? null,
    note: text(row.noteEntry),
    askedBy: nameOf(row.askedBy, sight) ?? row.askedBy,
    askedAt: row.askedAt,
    dueBefore: row.dueBefore,
    dueAfter: row.dueAfter,
    decidedBy: nameOf(row.decidedBy, sight),
    decidedAt: row.decidedAt,
    decision: text(row.decisionEntry),
    isOwn: row.askedBy === actor.username,
  };
}

function nameOf(username: string, { names }: Sight): string | null {
  return username === '' ? null : (names.get(username) ?? username);
}
