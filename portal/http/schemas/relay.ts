/** Shapes of the relay; each mirrors a type of `engine/runtime/application/relay.ts`. */
import { Type } from 'typebox';
import { instant, list, named, oneOf, orNull, photo } from './common.ts';

const closed = { additionalProperties: false };
const text = Type.String({ maxLength: 4_000 });
const submissionKey = Type.String({ minLength: 8, maxLength: 100 });
const hindrance = orNull(oneOf('closed', 'notBegun', 'unanswered', 'full'));

const message = {
  position: Type.Integer(),
  from: oneOf('office', 'reporter'),
  at: instant,
  role: orNull(named),
  unit: orNull(named),
  text: Type.String(),
  photos: list(photo),
};

export const reporterRelay = Type.Object(
  { messages: list(Type.Object(message)), hindrance, charactersMax: Type.Integer() },
  { title: 'ReporterRelay' },
);

export const relayView = Type.Object(
  {
    messages: list(Type.Object({ ...message, by: orNull(Type.String()), seen: Type.Boolean() })),
    mayWrite: Type.Boolean(),
    hindrance,
    reachedBy: list(oneOf('sms', 'email')),
    charactersMax: Type.Integer(),
  },
  { title: 'Relay' },
);

export const writeMessage = Type.Object({ text, submissionKey }, closed);

export const seeMessages = Type.Object({ upTo: Type.Integer({ minimum: 1, maximum: 1_000 }) }, closed);

export const answerMessage = Type.Object({
  secret: Type.String({ minLength: 1, maxLength: 20 }),
  values: Type.Object({ text }),
  submissionKey,
});
