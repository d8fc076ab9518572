/** Shapes of deadlines; each mirrors a type of `engine/runtime/application/deadlines.ts`. */
import { Type } from 'typebox';
import { clock, instant, list, localised, named, oneOf, orNull, photoKind } from './common.ts';

const text = (maxLength: number) => Type.String({ maxLength });
const day = Type.String({ format: 'date' });
const closed = { additionalProperties: false };

export const pauseClock = Type.Object(
  {
    reason: text(60),
    until: day,
    evidence: text(2_000),
    fileId: orNull(Type.String({ format: 'uuid' })),
    note: text(2_000),
  },
  closed,
);
export const resumeClock = Type.Object({ note: text(2_000) }, closed);
export const askExtension = Type.Object({ reason: text(60), until: day, note: text(2_000) }, closed);
export const decideExtension = Type.Object({ grant: Type.Boolean(), note: text(2_000) }, closed);

const reason = Type.Object({ code: Type.String(), name: localised, basis: localised });

const ledger = Type.Object({
  lines: list(
    Type.Object({
      from: instant,
      to: instant,
      kind: oneOf('working', 'break', 'offHours', 'dayOff', 'holiday', 'pause'),
      reason: orNull(localised),
    }),
  ),
  countedMs: Type.Integer(),
  notCountedMs: Type.Integer(),
  allowedMs: Type.Integer(),
  leftMs: Type.Integer(),
});

const event = Type.Object({
  at: instant,
  kind: oneOf('paused', 'resumed', 'extended', 'renewed', 'moved'),
  reason: orNull(localised),
  basis: orNull(localised),
  by: orNull(Type.String()),
  note: Type.String(),
  evidence: Type.String(),
  fileUrl: orNull(Type.String()),
  dueBefore: orNull(instant),
  dueAfter: orNull(instant),
});

const clockDetail = Type.Object(
  {
    id: Type.String(),
    name: oneOf('case', 'firstAnswer', 'step'),
    step: orNull(localised),
    standing: clock,
    startedAt: instant,
    endedAt: orNull(instant),
    firstDueAt: orNull(instant),
    dueAt: orNull(instant),
    rule: Type.Object({
      duration: Type.String(),
      dayCount: oneOf('elapsed', 'exclude_first_day'),
      calendar: orNull(named),
      sla: orNull(named),
      basis: orNull(localised),
      revision: Type.String(),
    }),
    extensions: Type.Integer(),
    extensionsMax: Type.Integer(),
    owner: orNull(Type.Object({ name: orNull(Type.String()), unit: orNull(named) })),
    ledger,
    story: list(event),
    warnings: list(
      Type.Object({ at: instant, percent: Type.Integer(), owner: orNull(Type.String()), unit: orNull(named) }),
    ),
  },
  { title: 'ClockDetail' },
);

const extension = Type.Object({
  id: Type.String(),
  state: oneOf('asked', 'granted', 'refused'),
  reason: localised,
  basis: orNull(localised),
  note: Type.String(),
  askedBy: Type.String(),
  askedAt: instant,
  dueBefore: instant,
  dueAfter: instant,
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(instant),
  decision: Type.String(),
  isOwn: Type.Boolean(),
});

export const caseDeadlines = Type.Object(
  {
    caseId: Type.String(),
    registerNumber: Type.String(),
    category: named,
    unit: orNull(named),
    stage: localised,
    clocks: list(clockDetail),
    extensions: list(extension),
    may: Type.Object({ pause: Type.Boolean(), resume: Type.Boolean(), ask: Type.Boolean(), decide: Type.Boolean() }),
    pauseReasons: list(reason),
    extensionReasons: list(reason),
    files: list(Type.Object({ id: Type.String(), kind: photoKind, url: Type.String() })),
  },
  { title: 'CaseDeadlines' },
);

const mine = {
  caseId: Type.String(),
  registerNumber: Type.String(),
  category: named,
  unit: orNull(named),
  dueAt: orNull(instant),
  at: instant,
};

export const myDeadlines = Type.Object(
  { asked: list(Type.Object(mine)), escalated: list(Type.Object({ ...mine, percent: Type.Integer() })) },
  { title: 'MyDeadlines' },
);
