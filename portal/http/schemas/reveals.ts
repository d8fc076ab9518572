/** Shapes of seeing who reported; each mirrors a type of `engine/runtime/application/reveals.ts`. */
import { Type } from 'typebox';
import { revealKinds } from '#engine/cases/reveals/reveals.ts';
import { instant, list, named, oneOf, orNull } from './common.ts';

const closed = { additionalProperties: false };
const state = oneOf('asked', 'granted', 'refused', 'lapsed', 'over');

export const revealDesk = Type.Object(
  {
    mayAsk: Type.Boolean(),
    needsSecond: Type.Boolean({ description: 'A second person decides.' }),
    own: orNull(Type.Object({ state, askedAt: instant, openUntil: orNull(instant), note: orNull(Type.String()) })),
    charactersMax: Type.Integer(),
  },
  { title: 'RevealDesk' },
);

const reveal = Type.Object(
  {
    revealId: Type.String(),
    caseId: Type.String(),
    registerNumber: Type.String(),
    category: named,
    unit: orNull(named),
    confidential: Type.Boolean(),
    kind: oneOf(...revealKinds),
    reason: Type.String(),
    state,
    askedBy: Type.String(),
    askedAt: instant,
    isOwn: Type.Boolean(),
    timesLately: Type.Integer({ description: 'How often this person has asked within 30 days.' }),
    decidedBy: orNull(Type.String()),
    decidedAt: orNull(instant),
    note: orNull(Type.String()),
    openUntil: orNull(instant),
    looks: Type.Integer(),
    lookedAt: orNull(instant),
  },
  { title: 'Reveal' },
);

export const revealOverview = Type.Object({ waiting: list(reveal), register: orNull(list(reveal)) });

export const askReveal = Type.Object(
  { kind: Type.String({ maxLength: 40 }), reason: Type.String({ maxLength: 4_000 }) },
  closed,
);

export const decideReveal = Type.Object({ grant: Type.Boolean(), note: Type.String({ maxLength: 4_000 }) }, closed);
