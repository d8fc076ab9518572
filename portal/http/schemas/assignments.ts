import { Type } from 'typebox';
import { list, named, orNull, problem, uuid } from './common.ts';

export const candidateList = list(
  Type.Object(
    {
      username: Type.String(),
      displayName: Type.String(),
      open: Type.Integer({ description: 'Open tasks of this person.' }),
      away: Type.Boolean(),
      isSelf: Type.Boolean(),
    },
    { title: 'Candidate' },
  ),
);

export const giving = Type.Object(
  {
    taskIds: Type.Array(uuid, { minItems: 1, maxItems: 50 }),
    to: orNull(Type.String({ maxLength: 100, description: 'User name; null: back to the unit.' })),
    reason: Type.String({ maxLength: 2_000 }),
  },
  { additionalProperties: false },
);

export const givenList = list(Type.Object({ taskId: Type.String(), problem: orNull(problem) }, { title: 'Given' }));

export const loadList = list(
  Type.Object(
    {
      unit: named,
      role: named,
      person: orNull(Type.Object({ username: Type.String(), displayName: Type.String() })),
      open: Type.Integer(),
      late: Type.Integer(),
      dueToday: Type.Integer(),
      away: Type.Boolean(),
    },
    { title: 'Load' },
  ),
);

const answering = Type.Object(
  {
    ward: Type.String({ maxLength: 100, description: "'' for every ward." }),
    category: Type.String({ maxLength: 100, description: "'' for every category." }),
  },
  { additionalProperties: false },
);

export const responsibilityList = Type.Object(
  {
    posts: list(
      Type.Object({
        postId: Type.String(),
        displayName: Type.String(),
        role: named,
        unit: named,
        answers: list(answering),
      }),
    ),
    wards: list(named),
    categories: list(named),
  },
  { title: 'Responsibilities' },
);

export const answeringFor = Type.Object(
  { answers: Type.Array(answering, { maxItems: 200 }) },
  { additionalProperties: false },
);

export const transferPlaces = Type.Object(
  {
    units: list(
      Type.Object({
        unit: named,
        people: list(Type.Object({ username: Type.String(), displayName: Type.String(), away: Type.Boolean() })),
        gaveItAway: Type.Boolean({ description: 'It gets the case again only for something new.' }),
      }),
    ),
    disputed: Type.Boolean({ description: 'The next hand-over goes to the coordinator, who decides.' }),
    decides: Type.Boolean({ description: 'Who asks is who decides.' }),
  },
  { title: 'TransferPlaces' },
);

export const transfer = Type.Object(
  {
    unit: Type.String({ maxLength: 100 }),
    to: orNull(Type.String({ maxLength: 100, description: 'User name; null: whoever of the unit takes it.' })),
    reason: Type.String({ maxLength: 2_000 }),
    newFacts: Type.String({ maxLength: 2_000 }),
    submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
  },
  { additionalProperties: false },
);

export const transferred = Type.Object({ unit: named, disputed: Type.Boolean() }, { title: 'Transferred' });
