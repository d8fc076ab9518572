import { Type } from 'typebox';
import { hows } from '#engine/cases/organisation/holdings.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';

const spread = Type.Object(
  { times: Type.Integer(), meanMs: Type.Integer(), medianMs: Type.Integer(), p90Ms: Type.Integer() },
  { title: 'Spread', description: 'Durations in milliseconds; median and ninth decile are told from 32 classes.' },
);

export const figures = Type.Object(
  {
    lines: list(
      Type.Object({
        key: Type.String({ description: 'Element, sequence flow, unit or day; of elements "" is the whole case.' }),
        name: orNull(localised),
        completed: Type.Integer(),
        terminated: Type.Integer(),
        failed: Type.Integer(),
        taken: Type.Integer(),
        sentBack: Type.Integer(),
        late: Type.Integer({ description: 'Completed tasks that were due earlier.' }),
        whole: orNull(spread),
        waiting: orNull(spread),
        working: orNull(spread),
      }),
    ),
    totals: Type.Object(
      { completed: Type.Integer(), late: Type.Integer() },
      { description: 'What units did, of these lines.' },
    ),
    units: list(named),
    uncounted: Type.Integer(),
  },
  { title: 'Figures' },
);

export const figureServices = list(Type.Object({ key: Type.String(), name: localised }, { title: 'FigureService' }));

export const caseSteps = list(
  Type.Object(
    {
      element: Type.String(),
      name: localised,
      unit: orNull(localised),
      by: orNull(Type.String()),
      openedAt: instant,
      takenAt: orNull(instant),
      closedAt: orNull(instant),
      outcome: oneOf('', 'completed', 'cancelled', 'sentBack', 'recalled'),
      returned: orNull(oneOf('sendBack', 'recall')),
      dueAt: orNull(instant),
      waitingMs: Type.Integer(),
      workingMs: Type.Integer(),
      data: list(Type.String()),
    },
    { title: 'CaseStep' },
  ),
);

const elements = list(Type.String());

export const draftTrials = Type.Object(
  {
    cases: list(
      Type.Object({
        instanceId: Type.String(),
        registerNumber: orNull(Type.String()),
        startedAt: instant,
        version: Type.Integer(),
        result: oneOf('same', 'another', 'refused', 'unreadable'),
        code: orNull(Type.String()),
        parts: orNull(Type.Object({ after: orNull(Type.String()), was: elements, now: elements })),
        needs: elements,
        stuck: elements,
        deadlines: list(
          Type.Object({
            element: Type.String(),
            was: orNull(instant),
            now: orNull(instant),
            doneAt: orNull(instant),
          }),
        ),
        told: list(
          Type.Object({
            at: instant,
            message: orNull(localised),
            clock: orNull(oneOf('case', 'firstAnswer', 'step')),
            percent: orNull(Type.Integer()),
            element: orNull(Type.String()),
            to: oneOf('reporter', 'unit', 'handler', 'head', 'superior', 'coordinator'),
          }),
        ),
      }),
    ),
    names: Type.Record(Type.String(), localised),
    next: orNull(Type.String()),
  },
  { title: 'DraftTrials' },
);

export const holdings = Type.Object(
  {
    receivedAt: instant,
    closedAt: orNull(instant),
    ageMs: Type.Integer({ description: 'The sum of all lines.' }),
    lines: list(
      Type.Object({
        how: oneOf(...hows),
        unit: orNull(named),
        person: orNull(Type.String()),
        isReporter: Type.Boolean(),
        fromUnit: orNull(named),
        from: instant,
        to: orNull(instant),
        ms: Type.Integer(),
        by: orNull(Type.String()),
        note: orNull(Type.String()),
      }),
    ),
  },
  { title: 'Holdings' },
);

const ratingLine = {
  times: Type.Integer(),
  mean: Type.Number(),
  spread: list(Type.Integer()),
  unsolved: Type.Integer(),
  reasons: Type.Record(Type.String(), Type.Integer()),
};
const key = orNull(Type.String({ description: 'Month, unit or category; null: several with few ratings, together.' }));

export const ratingFigures = Type.Object(
  {
    lines: list(Type.Object({ key, ...ratingLine, name: orNull(localised) })),
    total: orNull(Type.Object({ key, ...ratingLine }, { description: 'Null: too few to be told.' })),
    reasons: list(named),
    units: list(named),
  },
  { title: 'RatingFigures' },
);

export const ratingComments = list(
  Type.Object(
    {
      registerNumber: Type.String(),
      at: instant,
      unit: named,
      category: named,
      rating: Type.Integer(),
      solved: Type.Boolean(),
      reasons: list(localised),
      comment: orNull(Type.String()),
    },
    { title: 'RatingComment' },
  ),
);
