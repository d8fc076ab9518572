import { Type } from 'typebox';
import { worklistCountMax } from '#engine/cases/worklist.ts';
import { transferKinds } from '#engine/runtime/ports/transfers.ts';
import {
  anyRecord,
  clock,
  form,
  instant,
  list,
  localised,
  named,
  oneOf,
  orNull,
  photo,
  point,
  stage,
} from './common.ts';
import { partKind, partView } from './parts.ts';

export const worklistView = oneOf('mine', 'unit', 'unclaimed', 'late', 'dueToday');

const item = {
  taskId: Type.String(),
  caseId: Type.String(),
  registerNumber: Type.String(),
  title: Type.String(),
  category: named,
  ward: orNull(named),
  unit: named,
  step: localised,
  element: Type.String(),
  clock,
  assignee: orNull(Type.Object({ accountId: Type.String(), displayName: Type.String() })),
  urgent: Type.Boolean(),
  confidential: Type.Boolean(),
  unread: Type.Boolean({ description: 'The reporter has answered a message, and nobody has taken note.' }),
  assignment: Type.String({ description: 'How somebody was looked for, `roundRobin:nobody` where none was found.' }),
  mayGive: Type.Boolean(),
  openedAt: instant,
  returned: orNull(
    Type.Object({
      kind: oneOf('sendBack', 'recall'),
      by: Type.String(),
      at: instant,
      from: localised,
      reason: orNull(Type.String()),
    }),
  ),
  reopened: orNull(
    Type.Object({
      times: Type.Integer(),
      at: instant,
      rating: Type.Integer(),
      reasons: list(localised),
      comment: orNull(Type.String()),
    }),
  ),
  transferred: orNull(
    Type.Object({
      kind: oneOf(...transferKinds),
      by: Type.String(),
      fromUnit: named,
      at: instant,
      reason: orNull(Type.String()),
    }),
  ),
  part: orNull(Type.Object({ kind: partKind, required: Type.Boolean(), lead: named })),
};

/** 100 stands for "more than 99". */
const count = () => Type.Integer({ minimum: 0, maximum: worklistCountMax + 1 });

export const worklist = Type.Object(
  {
    items: list(Type.Object(item)),
    next: orNull(Type.String()),
    counts: Type.Object({
      mine: count(),
      unit: count(),
      unclaimed: count(),
      late: count(),
      dueToday: count(),
    }),
  },
  { title: 'Worklist' },
);

export const taskDetail = Type.Object(
  {
    ...item,
    text: Type.String(),
    answers: list(Type.Object({ question: localised, answer: localised })),
    suggested: list(named),
    address: orNull(Type.String()),
    point: orNull(point),
    photos: list(photo),
    photoTimes: list(
      Type.Object(
        { photo: Type.String(), takenAt: instant },
        {
          description: 'By the word of the photo, which can be forged; only where the reporter has allowed to read it.',
        },
      ),
    ),
    reporter: Type.Object({
      anonymous: Type.Boolean(),
      hidden: Type.Boolean(),
      name: orNull(Type.String()),
      phone: orNull(Type.String()),
      email: orNull(Type.String()),
      until: orNull(instant),
    }),
    receivedAt: instant,
    dossier: Type.Boolean({ description: 'The case is a dossier: `GET /dossiers/{caseId}` tells of it.' }),
    caseClock: clock,
    stages: list(stage),
    timeline: list(
      Type.Object({
        at: instant,
        kind: oneOf(
          'received',
          'task',
          'stage',
          'notice',
          'published',
          'sentBack',
          'recalled',
          'operation',
          'assigned',
          'given',
          'clock',
          'escalation',
          'merged',
          'mergedHere',
          'split',
          'splitHere',
          'infected',
          'reveal',
          'confidentiality',
          'part',
        ),
        title: localised,
        by: orNull(Type.String()),
        onBehalfOf: orNull(Type.String()),
        unit: orNull(named),
        note: orNull(Type.String()),
      }),
    ),
    ownPart: orNull(partView),
    form: orNull(form),
    formData: anyRecord,
    given: orNull(Type.Object({ by: Type.String(), at: instant, reason: orNull(Type.String()) })),
    actions: list(oneOf('claim', 'release', 'complete', 'sendBack', 'transfer')),
  },
  { title: 'Task' },
);

export const wayBack = Type.Object(
  {
    step: Type.String(),
    name: localised,
    unit: orNull(named),
    by: orNull(Type.String()),
    at: instant,
    givenUp: list(localised),
    sent: list(localised),
    undoable: list(localised),
  },
  { title: 'WayBack' },
);

export const waysBack = list(wayBack);

const submissionKey = Type.String({ minLength: 8, maxLength: 100 });
const reason = Type.String({ maxLength: 2_000 });

export const sendBack = Type.Object(
  { to: Type.String({ maxLength: 40 }), reason, undo: Type.Boolean(), submissionKey },
  { additionalProperties: false },
);

export const recall = Type.Object({ reason, submissionKey }, { additionalProperties: false });

export const recentTasks = list(
  Type.Object({
    taskId: Type.String(),
    caseId: Type.String(),
    registerNumber: Type.String(),
    title: Type.String(),
    step: localised,
    closedAt: instant,
    untouched: Type.Boolean(),
  }),
);

export const completion = Type.Object({
  values: anyRecord,
  submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
});

export const noticePreviews = list(
  Type.Object({
    channel: oneOf('sms', 'email'),
    language: oneOf('vi', 'en'),
    subject: orNull(Type.String()),
    text: Type.String(),
    segments: orNull(Type.Integer()),
  }),
);
