import { Type } from 'typebox';
import { instant, list, localised, oneOf, orNull, uuid } from './common.ts';

const words = Type.String({ maxLength: 2000 });
const revision = Type.Integer({ minimum: 0 });

export const waitingReviews = list(
  Type.Object(
    { service: Type.String(), name: localised, askedAt: instant, askedBy: Type.String(), note: Type.String() },
    { title: 'WaitingReview' },
  ),
);

const review = Type.Object(
  {
    state: oneOf('waiting', 'approved', 'changes', 'withdrawn'),
    void: Type.Boolean({ description: 'Approved, and the draft was changed since.' }),
    revision,
    note: Type.String(),
    askedAt: instant,
    askedBy: Type.String(),
    decidedAt: orNull(instant),
    decidedBy: Type.String(),
    answer: Type.String(),
  },
  { title: 'Review' },
);

const thread = Type.Object(
  {
    id: Type.String(),
    path: Type.String(),
    element: Type.String(),
    resolvedAt: orNull(instant),
    resolvedBy: Type.String(),
    remarks: list(Type.Object({ id: Type.String(), at: instant, by: Type.String(), content: Type.String() })),
  },
  { title: 'RemarkThread' },
);

const plan = Type.Object(
  {
    state: oneOf('waiting', 'published', 'failed', 'cancelled'),
    void: Type.Boolean({ description: 'The draft was changed since: it will not be published.' }),
    publishAt: instant,
    note: Type.String(),
    plannedAt: instant,
    plannedBy: Type.String(),
    endedAt: orNull(instant),
    reason: oneOf('', 'changed', 'gone', 'notReviewed', 'problems', 'noRight'),
  },
  { title: 'PublishingPlan' },
);

export const reviewView = Type.Object(
  {
    revision,
    takesTwo: Type.Boolean(),
    review: orNull(review),
    threads: list(thread),
    plan: orNull(plan),
    mayDecide: Type.Boolean(),
    mayPublish: Type.Boolean(),
  },
  { title: 'ReviewOfDraft' },
);

const closed = { additionalProperties: false };
export const reviewRequest = Type.Object({ revision, note: words }, closed);
export const reviewDecision = Type.Object({ revision, approve: Type.Boolean(), answer: words }, closed);
export const newRemark = Type.Object(
  {
    path: Type.String({ maxLength: 190 }),
    element: Type.String({ maxLength: 190 }),
    content: words,
    answers: orNull(uuid),
  },
  closed,
);
export const remarkChange = Type.Object({ resolved: Type.Boolean() }, closed);
export const newPlan = Type.Object(
  {
    revision,
    day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Of the city’s calendar.' }),
    time: Type.String({ pattern: '^\\d{2}:\\d{2}$', description: 'Of the city’s clock.' }),
    note: Type.String({ maxLength: 1000 }),
  },
  closed,
);

const save = {
  id: Type.String(),
  path: Type.String(),
  begunAt: instant,
  savedAt: instant,
  savedBy: Type.String(),
  note: Type.String(),
};
export const saves = list(Type.Object(save, { title: 'Save' }));
export const savedState = Type.Object({ ...save, content: Type.String() }, { title: 'SavedState' });
export const saveNote = Type.Object({ note: Type.String({ maxLength: 500 }) }, closed);

export const here = Type.Object({ tab: uuid, path: Type.String({ maxLength: 190 }), leaving: Type.Boolean() }, closed);
export const presence = Type.Object(
  {
    others: list(Type.Object({ name: Type.String(), path: Type.String() })),
    draft: orNull(
      Type.Object({
        revision,
        file: orNull(Type.Object({ revision, savedBy: Type.String(), own: Type.Boolean() })),
      }),
    ),
  },
  { title: 'Presence' },
);
