/** Shapes of reorganisations; each mirrors a type of `engine/runtime/application/reorganisations.ts`. */
import { Type } from 'typebox';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';
import { day, note } from './organisation.ts';

const strict = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 60 });
const codes = Type.Array(code, { maxItems: 500 });

const plan = Type.Object(
  {
    units: Type.Array(
      Type.Object(
        {
          from: code,
          to: Type.Array(Type.Object({ unit: code, wards: codes, categories: codes }, strict), { maxItems: 50 }),
          posts: Type.Optional(Type.Array(Type.Object({ post: code, to: code }, strict), { maxItems: 2_000 })),
        },
        strict,
      ),
      { maxItems: 2_000 },
    ),
    wards: Type.Array(Type.Object({ from: code, to: code }, strict), { maxItems: 500 }),
  },
  { ...strict, title: 'ReorganisationPlan' },
);

export const draft = Type.Object({ plan, day, note: Type.String({ maxLength: 500 }) }, strict);
export const confirmed = Type.Object({ plan, day, note }, strict);

const plannedPost = Type.Object(
  { post: Type.String(), username: Type.String(), displayName: Type.String(), role: named, to: named },
  { title: 'PlannedPost' },
);

export const preview = Type.Object(
  {
    moves: list(
      Type.Object(
        {
          from: named,
          to: list(Type.Object({ unit: named, openCases: Type.Integer(), openTasks: Type.Integer() })),
          posts: list(plannedPost),
          closedPosts: list(plannedPost),
          categories: Type.Integer(),
          rules: Type.Integer(),
          unitsBelow: Type.Integer(),
          closedCases: Type.Integer(),
        },
        { title: 'MovePreview' },
      ),
    ),
    wards: list(Type.Object({ from: named, to: named, openCases: Type.Integer(), streets: Type.Integer() })),
  },
  { title: 'ReorganisationPreview' },
);

const view = {
  id: Type.String(),
  state: oneOf('planned', 'running', 'done', 'cancelled', 'stopped'),
  day: Type.String(),
  note: Type.String(),
  units: Type.Integer(),
  wards: Type.Integer(),
  createdAt: instant,
  createdBy: Type.String(),
  startedAt: orNull(instant),
  endedAt: orNull(instant),
};
export const reorganisation = Type.Object(view, { title: 'Reorganisation' });
export const reorganisationDetail = Type.Object(
  {
    ...view,
    plan: Type.Object({
      units: list(
        Type.Object({
          from: Type.String(),
          to: list(Type.Object({ unit: Type.String(), wards: list(Type.String()), categories: list(Type.String()) })),
          posts: Type.Optional(list(Type.Object({ post: Type.String(), to: Type.String() }))),
        }),
      ),
      wards: list(Type.Object({ from: Type.String(), to: Type.String() })),
    }),
    posts: list(plannedPost),
    moved: list(Type.Object({ kind: oneOf('case', 'task', 'post'), from: named, to: named, count: Type.Integer() })),
    stays: list(Type.Object({ kind: Type.String(), subject: Type.String(), code: Type.String() })),
    left: Type.Object({ cases: Type.Integer(), tasks: Type.Integer() }),
    faults: list(Type.Object({ path: Type.String(), message: localised })),
  },
  { title: 'ReorganisationDetail' },
);
