/** Random rows of all that numbers and lists are made of, kept here as they were written: what an oracle looks at. */
import type { Instant } from '#engine/core/values.ts';
import { bucketsMax } from '#engine/runtime/history/buckets.ts';
import { measures } from '#engine/runtime/history/measures.ts';
import type {
  CaseRow,
  ClockRow,
  EscalationRow,
  ExtensionRow,
  PublicationRow,
} from '#engine/runtime/ports/case-rows.ts';
import type { ConflictRow } from '#engine/runtime/ports/conflicts.ts';
import type { DossierRow } from '#engine/runtime/ports/dossiers.ts';
import type { IncidentRow, InstanceRow, TaskRow } from '#engine/runtime/ports/engine.ts';
import type { FigureRow } from '#engine/runtime/ports/figures.ts';
import type { PublicationVersionRow } from '#engine/runtime/ports/publication-versions.ts';
import type { RatingRow, RatingSumRow } from '#engine/runtime/ports/ratings.ts';
import type { AccountNoticeRow } from '#engine/runtime/ports/sign-in.ts';
import { demoCity } from '#test/data/demo-city.ts';
import type { Random } from '../../torture/random.ts';
import { actors } from './actors.ts';
import { conflictsAmong } from './conflicts.ts';

export interface World {
  readonly cases: readonly CaseRow[];
  readonly instances: readonly InstanceRow[];
  readonly tasks: readonly TaskRow[];
  readonly incidents: readonly IncidentRow[];
  readonly clocks: readonly ClockRow[];
  readonly escalations: readonly EscalationRow[];
  readonly extensions: readonly ExtensionRow[];
  readonly dossiers: readonly DossierRow[];
  readonly publications: readonly PublicationRow[];
  readonly versions: readonly PublicationVersionRow[];
  readonly ratings: readonly RatingRow[];
  readonly ratingSums: readonly RatingSumRow[];
  readonly figures: readonly FigureRow[];
  readonly notices: readonly AccountNoticeRow[];
  readonly conflicts: readonly ConflictRow[];
}

/** What rows are made around. */
export interface Around {
  readonly random: Random;
  readonly now: Instant;
  /** First instant of tomorrow by the city's clock. */
  readonly endOfDay: Instant;
  /** Number of the day by the city's calendar. */
  readonly today: number;
  readonly serviceVersionId: string;
  /** Names of this round, so that rounds can follow one another in one database. */
  readonly round: string;
  readonly cases: number;
}

const units = ['IOC', '99016-KTHT', '99016-VP', '99016-PVHCC', '99001-KTHT', ''] as const;
const roles = ['officer', 'officer', 'unit_head', 'ioc_operator', 'ioc_coordinator', 'publisher', 'citizen'] as const;
const wards = ['99016', '99001', ''] as const;
const categories = ['HT-TN', 'MT-RAC', 'KHAC'] as const;
export const procedures = [...demoCity().dossiers.procedures.keys()].slice(0, 2);
export const elements = ['e-one', 'e-two', 'e-three'] as const;
const words = ['duong', 'rac', 'den', 'duongsat'] as const;
/** With an account of the demo city, and posts. */
export const realOfficial = 'lamdong.ktht.canbo';
const people = ['', realOfficial, ...Object.values(actors).map(({ username }) => username)];
/** Who decides on more time asks for it, too, as often as all others together. */
const deciders = ['coordinator', 'head', 'signatory', 'two posts'].flatMap((name) =>
  Array(5).fill(actors[name]?.username ?? ''),
);

export function newWorld(around: Around): World {
  const cases = Array.from({ length: around.cases }, (_, index) => caseOf(around, index));
  merge(around, cases);
  const instances = cases.map((record) => instanceOf(around, record));
  const tasks = cases.flatMap((record) => tasksOf(around, record));
  const clocks = cases.flatMap((record) => clocksOf(around, record));
  const dossiers = cases.filter((_, index) => index % 3 === 0).map((record, index) => dossierOf(around, record, index));
  const publications = cases.filter(({ state }) => state === 'closed').map((record) => publicationOf(around, record));
  return {
    cases,
    instances,
    // A process without a case has tasks, too.
    tasks: [...tasks, ...tasksOf(around, undefined), ...tasksOf(around, undefined)],
    incidents: instances.flatMap((instance) => incidentsOf(around, instance)),
    clocks,
    escalations: clocks.flatMap((clock) => escalationsOf(around, clock)),
    extensions: clocks.flatMap((clock) => extensionsOf(around, clock)),
    dossiers,
    publications: publications.filter(() => around.random.chance(80)),
    versions: publications.map((row) => versionOf(around, row)),
    ratings: cases.filter(() => around.random.chance(40)).map((record) => ratingOf(around, record)),
    ratingSums: ratingSumsOf(around),
    figures: figuresOf(around),
    conflicts: conflictsAmong(
      cases.filter((_, index) => index % 3 !== 0).map(({ id }) => id),
      around.now,
    ),
    notices: Object.values(actors).flatMap(({ accountId }) => noticesOf(around, accountId)),
  };
}

/** Everything that was written so far, as one. */
export function together(worlds: readonly World[]): World {
  const [first] = worlds;
  if (first === undefined) throw new Error('there is no world');
  const names = Object.keys(first) as (keyof World)[];
  return Object.fromEntries(
    names.map((name) => [name, worlds.flatMap((world) => world[name] as readonly unknown[])]),
  ) as unknown as World;
}

function idOf({ random }: Around): string {
  const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** Just before, at and just after now and the end of the day; far away; never. */
function dueOf({ random, now, endOfDay }: Around): Instant | null {
  const near = [now - 1, now, now + 1, endOfDay - 1, endOfDay, endOfDay + 1];
  if (random.chance(60)) return random.pick(near);
  return random.chance(20) ? null : now + (random.below(20) - 10) * 3_600_000;
}

function caseOf(around: Around, index: number): CaseRow {
  const { random, now, serviceVersionId, round } = around;
  const state = random.chance(60) ? 'open' : random.chance(90) ? 'closed' : 'erased';
  const registerNumber = `PA-${round}-${String(index).padStart(4, '0')}`;
  return {
    ...{ id: idOf(around), service: 'citizen-feedback', serviceVersionId, instanceId: idOf(around), registerNumber },
    ...{ trackingHash: `t ${registerNumber}`, secretHash: 's', channel: 'web', language: 'vi', lon: null, lat: null },
    ...{ category: random.pick(categories), ward: random.pick(wards), unit: random.pick(units) },
    ...{ stage: '', state, sla: '', urgent: random.chance(20), outcome: '', dueAt: dueOf(around) },
    confidentiality: random.chance(30) ? 'confidential' : 'normal',
    receivedAt: now - random.below(5) * 86_400_000,
    closedAt: state === 'open' ? null : now - 1,
    rating: null,
    vault: {},
    search: `${registerNumber.toLowerCase()} ${random.pick(words)} ${random.pick(words)}`,
    mergedInto: null,
    followers: random.below(9),
  };
}

/** Some that are closed were merged into one that is not. */
function merge({ random }: Around, cases: CaseRow[]): void {
  const mains = cases.filter(({ state }) => state === 'open').slice(0, 3);
  for (const [index, record] of cases.entries()) {
    if (record.state !== 'closed' || mains.length === 0 || !random.chance(50)) continue;
    cases[index] = { ...record, mergedInto: random.pick(mains).id };
  }
}

function instanceOf(around: Around, { id: caseId, instanceId }: CaseRow): InstanceRow {
  const { random, now, serviceVersionId } = around;
  const state = random.pick(['active', 'active', 'suspended', 'completed', 'terminated'] as const);
  return {
    ...{ id: instanceId, serviceVersionId, processId: 'p', caseId, state, version: random.below(2), snapshot: '{}' },
    ...{ startedAt: now - 1_000, endedAt: state === 'active' ? null : now, startedBy: null, startedByCall: null },
  };
}

function tasksOf(around: Around, record: CaseRow | undefined): readonly TaskRow[] {
  return Array.from({ length: around.random.below(4) }, (_, index) => taskOf(around, record, `k${index}`));
}

function taskOf(around: Around, record: CaseRow | undefined, key: string): TaskRow {
  const { random, now, serviceVersionId } = around;
  const open = record?.state === 'open' ? random.chance(85) : record === undefined;
  const role = record === undefined ? 'ioc_operator' : random.pick(roles);
  const unit = role === 'citizen' ? '' : record === undefined ? 'IOC' : random.pick(units);
  const assignee = random.chance(40) ? '' : random.pick(people);
  const state = open
    ? assignee === ''
      ? 'ready'
      : random.pick(['reserved', 'inProgress', 'suspended'] as const)
    : 'completed';
  return {
    ...{
      id: idOf(around),
      instanceId: record?.instanceId ?? idOf(around),
      serviceVersionId,
      caseId: record?.id ?? null,
    },
    ...{ key, node: key, element: random.pick(elements), name: 'Bước', form: '', state, open, unit, role, assignee },
    ...{ ward: record?.ward ?? '', category: record?.category ?? '', confidentiality: record?.confidentiality ?? '' },
    // What rests has no due date for as long.
    ...{ urgent: record?.urgent ?? false, priority: 50, dueAt: state === 'suspended' ? null : dueOf(around) },
    ...{ openedAt: now - random.below(9_000), closedAt: open ? null : now - random.below(50) },
    ...{ closedBy: open ? '' : random.chance(80) ? assignee : random.pick(people), assignment: '', part: '' },
  };
}

function incidentsOf(
  around: Around,
  { id: instanceId, serviceVersionId, caseId }: InstanceRow,
): readonly IncidentRow[] {
  const { random, now } = around;
  if (!random.chance(30)) return [];
  const open = random.chance(60);
  const what = {
    key: 'i',
    element: random.pick(elements),
    code: random.chance(20) ? 'REPLAY_DIFFERS' : 'X',
    message: '',
  };
  return [
    {
      id: idOf(around),
      instanceId,
      serviceVersionId,
      caseId,
      ...what,
      open,
      openedAt: now,
      closedAt: open ? null : now,
    },
  ];
}

function clocksOf(around: Around, { id: caseId }: CaseRow): readonly ClockRow[] {
  const { random, now } = around;
  return (['case', 'firstAnswer'] as const).slice(0, random.below(3)).map((name) => {
    const endedAt = random.chance(30) ? now - 5 : null;
    const dueAt = dueOf(around) ?? now;
    return {
      ...{ id: idOf(around), caseId, name, state: endedAt === null ? ('running' as const) : ('met' as const) },
      ...{
        calendar: random.pick(['hanh-chinh', '24x7']),
        duration: 'P1D',
        startedAt: now - 9_999,
        dueAt,
        pausedAt: null,
      },
      ...{ endedAt, instanceId: null, taskKey: '', element: '', sla: '', dayCount: 'elapsed' as const, revision: '' },
      ...{ firstDueAt: dueAt, allowedMs: 1, pausedBy: '' as const, extensions: 0, round: 0, warned: 0 },
      ...{ nextAt: endedAt === null ? now + 86_400_000 : null, owner: '', ownerUnit: '', version: 0 },
    };
  });
}

function escalationsOf(around: Around, { id: clockId, caseId, dueAt }: ClockRow): readonly EscalationRow[] {
  const { random, now } = around;
  return [75, 100, 150].slice(0, random.below(4)).map((percent) => ({
    ...{ id: idOf(around), caseId, clockId, round: 0, percent, rung: 'head' as const, owner: random.pick(people) },
    ...{ ownerUnit: '', dueAt: dueAt ?? now, at: now - random.below(3) },
  }));
}

function extensionsOf(around: Around, { id: clockId, caseId }: ClockRow): readonly ExtensionRow[] {
  const { random, now } = around;
  if (!random.chance(40)) return [];
  const state = random.pick(['asked', 'asked', 'granted', 'refused'] as const);
  return [
    {
      ...{
        id: idOf(around),
        caseId,
        clockId,
        state,
        unit: random.pick(units),
        reason: 'r',
        dueBefore: now,
        dueAfter: now,
      },
      ...{
        askedAt: now - random.below(4),
        askedBy: random.pick([...deciders, ...people]),
        noteEntry: null,
        decidedAt: null,
      },
      ...{ decidedBy: '', decisionEntry: null },
    },
  ];
}

function dossierOf(around: Around, record: CaseRow, index: number): DossierRow {
  const { random, now, endOfDay, round } = around;
  const midnight = endOfDay - 86_400_000;
  const procedureCode = random.pick(procedures);
  const unit = () => random.pick(units);
  return {
    ...{ caseId: record.id, code: `${round}.${index}`, procedureCode, procedureVersion: `text of ${procedureCode}` },
    ...{
      field: 'f',
      channel: 'counter',
      receivingUnit: unit(),
      unit: unit(),
      competentUnit: unit(),
      recordsUnit: unit(),
    },
    ...{ ward: record.ward, confidentiality: record.confidentiality },
    // On the borders of today, and elsewhere.
    receivedAt: random.pick([midnight - 1, midnight, midnight + 1, endOfDay - 1, endOfDay, now, now - 86_400_000 * 2]),
  };
}

function publicationOf(around: Around, record: CaseRow): PublicationRow {
  const { random, now } = around;
  const { id: caseId, registerNumber, category, ward, unit, receivedAt } = record;
  const dueAt = dueOf(around);
  return {
    ...{
      id: idOf(around),
      slug: registerNumber.toLowerCase(),
      caseId,
      registerNumber,
      title: 'T',
      text: 't',
      answer: 'a',
    },
    ...{ category, ward, unit, receivedAt, handledAt: dueAt === null ? now : dueAt + random.below(3) - 1, dueAt },
    ...{ rating: null, photos: [], search: `${registerNumber.toLowerCase()} ${random.pick(words)}` },
    ...{ publishedAt: now - random.below(5), version: 1, correctedAt: null, correction: null },
  };
}

function versionOf(around: Around, { caseId, slug }: PublicationRow): PublicationVersionRow {
  const { random, now } = around;
  const state = random.pick(['prepared', 'prepared', 'current', 'withdrawn', 'refused', 'replaced'] as const);
  return {
    ...{ id: idOf(around), caseId, number: 1, state, slug, photos: [], publicNote: '', noteEntry: null, digest: '' },
    entries: { title: idOf(around), text: idOf(around), answer: idOf(around) },
    ...{ preparedBy: random.pick(people), preparedAt: now - random.below(4), decidedBy: '', decidedAt: null },
    ...{ endedBy: '', endedAt: null },
  };
}

function ratingOf(around: Around, { id: caseId, category }: CaseRow): RatingRow {
  const { random, now, serviceVersionId } = around;
  return {
    ...{ id: idOf(around), caseId, at: now, month: '2026-11', serviceVersionId, unit: random.pick(units), category },
    ...{ rating: 1 + random.below(5), solved: random.chance(70), reasons: [], commentEntry: null, counted: true },
  };
}

function ratingSumsOf({ random }: Around): readonly RatingSumRow[] {
  return ['2026-10', '2026-11'].flatMap((month) =>
    units.flatMap((unit) =>
      categories.flatMap((category) =>
        [1, 2, 3, 4, 5].flatMap((stars) => {
          const times = random.chance(85) ? 0 : 1 + random.below(4);
          return times === 0 ? [] : [{ month, unit, category, measure: `rating:${stars}`, times }];
        }),
      ),
    ),
  );
}

function figuresOf({ random, today, serviceVersionId }: Around): readonly FigureRow[] {
  return [today - 2, today - 1, today, today + 1].flatMap((day) =>
    elements.flatMap((element) =>
      units.flatMap((unit) =>
        measures
          .filter((measure) => measure !== 'rated' && random.chance(25))
          .map((measure) => {
            const times = 1 + random.below(5);
            const buckets = Array.from({ length: bucketsMax }, (_, index) => (index === 3 ? times : 0));
            return { serviceVersionId, day, element, unit, measure, times, totalMs: times * 1_000, buckets };
          }),
      ),
    ),
  );
}

function noticesOf(around: Around, accountId: string): readonly AccountNoticeRow[] {
  const { random, now } = around;
  return Array.from({ length: random.below(16) }, () => ({
    ...{ id: idOf(around), accountId, at: now, code: 'signedOut' as const, actor: '', note: '' },
    seenAt: random.chance(40) ? now : null,
  }));
}
