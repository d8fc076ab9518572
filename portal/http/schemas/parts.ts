/** Shapes of joint handling; each mirrors a type of `engine/runtime/application/parts.ts`. */
import { Type } from 'typebox';
import { instant, list, localised, named, oneOf, orNull, photo } from './common.ts';

const closed = { additionalProperties: false };

export const partKind = oneOf('work', 'opinion');

export const partView = Type.Object(
  {
    partId: Type.String(),
    unit: named,
    lead: named,
    kind: partKind,
    required: Type.Boolean(),
    state: oneOf('open', 'accepted', 'answered', 'consented', 'returned', 'withdrawn'),
    asked: Type.String(),
    askedBy: Type.String(),
    askedAt: instant,
    dueAt: instant,
    late: Type.Boolean(),
    consentAt: orNull(instant),
    consentDays: orNull(Type.Integer()),
    handler: orNull(Type.String()),
    endedAt: orNull(instant),
    endedBy: orNull(Type.String()),
    outcome: Type.String(),
    outcomeName: orNull(localised),
    answer: orNull(Type.String()),
    photos: list(photo),
    reminded: Type.Integer(),
    remindedAt: orNull(instant),
  },
  { title: 'Part' },
);

export const jointView = Type.Object(
  {
    possible: Type.Boolean(),
    mayAsk: Type.Boolean(),
    units: list(named),
    kinds: list(partKind),
    latest: orNull(instant),
    consentDays: orNull(Type.Integer()),
    consentBasis: Type.String(),
    parts: list(partView),
  },
  { title: 'JointHandling' },
);

export const askUnits = Type.Object(
  {
    units: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 }),
    kind: partKind,
    asked: Type.String({ maxLength: 4_000 }),
    due: Type.String({
      maxLength: 16,
      description: 'A local date, or date and time: the last working instant by then on the calendar of each unit.',
    }),
    required: Type.Boolean(),
    submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
  },
  closed,
);

export const withdrawPart = Type.Object({ reason: Type.String({ maxLength: 2_000 }) }, closed);

export const takeOverPhoto = Type.Object(
  { evidence: Type.Boolean({ description: 'Of the case; false: of the part alone, as it came.' }) },
  closed,
);
