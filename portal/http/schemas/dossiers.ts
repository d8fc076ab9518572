/** Shapes of dossiers; each mirrors a type of `engine/runtime/application/dossiers.ts`. */
import { Type } from 'typebox';
import { anyRecord, clock, form, instant, list, localised, named, oneOf, orNull, photo } from './common.ts';

const closed = { additionalProperties: false };
const words = Type.String({ maxLength: 4_000 });
const channel = oneOf('counter', 'post', 'online');
const paperForm = oneOf('original', 'certified', 'copy', 'electronic');
const outcome = oneOf('accept', 'supplement', 'refuse');

const paper = Type.Object({
  code: Type.String(),
  name: localised,
  required: Type.Boolean(),
  copies: Type.Number(),
});

export const receivable = Type.Object(
  {
    desks: list(named),
    withoutCode: list(named),
    procedures: list(
      Type.Object(
        {
          code: Type.String(),
          name: localised,
          field: named,
          papers: list(paper),
          fee: Type.Number(),
          resolve: Type.String({ description: 'Working time, ISO 8601.' }),
          dueAt: instant,
          desks: list(Type.String()),
          byWard: Type.Boolean(),
          note: Type.String(),
        },
        { title: 'ReceivableProcedure' },
      ),
    ),
    form: orNull(form),
    wards: list(named),
    limits: Type.Object({ photosMax: Type.Integer(), photoBytesMax: Type.Integer() }),
  },
  { title: 'ReceivableProcedures' },
);

/** What is posted as `values`. */
export const intake = Type.Object(
  {
    procedure: Type.String({ maxLength: 60 }),
    desk: Type.String({ maxLength: 60, description: 'Code of the unit that receives it.' }),
    channel,
    applicant: anyRecord,
    papers: Type.Array(
      Type.Object({ code: Type.String({ maxLength: 60 }), form: paperForm, count: Type.Integer() }, closed),
      { maxItems: 100 },
    ),
    decision: Type.Object(
      {
        outcome,
        missing: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 })),
        why: Type.Optional(words),
        reason: Type.Optional(words),
        basis: Type.Optional(words),
      },
      closed,
    ),
  },
  { ...closed, title: 'DossierIntake' },
);

export const submission = Type.Object(
  {
    values: intake,
    submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
    language: Type.Optional(oneOf('vi', 'en')),
  },
  closed,
);

export const receipt = Type.Object(
  {
    caseId: Type.String(),
    code: Type.String({ description: 'Mã hồ sơ.' }),
    pin: orNull(Type.String()),
    outcome,
    receivedAt: instant,
    dueAt: orNull(instant),
    procedure: named,
    desk: named,
    support: named,
  },
  { title: 'DossierReceipt' },
);

const agency = Type.Object({ code: Type.String(), name: localised, agencyCode: Type.String() });

const procedure = Type.Object(
  {
    code: Type.String(),
    name: localised,
    field: Type.String(),
    decision: Type.String(),
    note: Type.String(),
    papers: list(paper),
    deadline: Type.Object({
      sla: Type.String(),
      resolve: Type.String(),
      calendar: Type.String(),
      dayCount: oneOf('elapsed', 'exclude_first_day'),
    }),
    extensions: Type.Number(),
    supplement: Type.Object({ within: Type.String(), restarts: Type.Boolean() }),
    clockEnds: oneOf('signed', 'numbered', 'issued', 'handedOver'),
    fee: Type.Number(),
    steps: Type.Record(Type.String(), Type.String()),
    units: Type.Object({
      receiving: list(Type.String()),
      handling: Type.String(),
      competent: Type.String(),
      records: Type.String(),
      support: Type.String(),
    }),
    result: Type.Object({ name: localised, symbol: Type.String() }),
    confidential: Type.Boolean(),
  },
  { title: 'Procedure', description: 'As it was when the dossier was received.' },
);

const event = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    at: instant,
    by: orNull(Type.String()),
    unit: orNull(named),
    number: Type.String(),
    symbol: Type.String(),
    dueBefore: orNull(instant),
    dueAfter: orNull(instant),
    file: orNull(photo),
    papers: list(named),
    reason: orNull(Type.String()),
    basis: orNull(Type.String()),
    how: orNull(channel),
    to: orNull(Type.String()),
    authorisation: orNull(Type.String()),
    what: orNull(Type.String()),
  },
  { title: 'DossierEvent' },
);

export const dossierView = Type.Object(
  {
    caseId: Type.String(),
    code: Type.String(),
    channel,
    state: oneOf('open', 'closed', 'erased'),
    stage: named,
    outcome: orNull(localised),
    procedure,
    field: named,
    ward: orNull(named),
    units: Type.Object({ receiving: agency, handling: agency, competent: agency, records: agency, support: agency }),
    applicant: orNull(
      Type.Object({
        kind: oneOf('person', 'organisation'),
        name: Type.String(),
        idNumber: orNull(Type.String()),
        address: orNull(Type.String()),
        phone: orNull(Type.String()),
        email: orNull(Type.String()),
        request: orNull(Type.String()),
      }),
    ),
    receivedAt: instant,
    firstDueAt: orNull(instant),
    dueAt: orNull(instant),
    clock,
    papers: list(Type.Object({ paper: named, form: orNull(paperForm), count: Type.Number(), at: instant })),
    events: list(event),
    steps: list(
      Type.Object({
        name: Type.String(),
        element: Type.String(),
        unit: orNull(named),
        by: orNull(Type.String()),
        openedAt: instant,
        closedAt: orNull(instant),
        dueAt: orNull(instant),
      }),
    ),
    files: list(photo),
    may: Type.Object({ stop: Type.Boolean() }),
  },
  { title: 'Dossier' },
);

export const stopBody = Type.Object({ by: oneOf('applicant', 'rule'), reason: words, basis: words }, closed);
