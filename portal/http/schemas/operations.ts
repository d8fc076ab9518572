import { Type } from 'typebox';
import type { Json, Variables } from '#engine/core/values.ts';
import type { Operation, Selection } from '#engine/runtime/application/operations.ts';
import { instant, list, localised, oneOf, orNull } from './common.ts';

const life = oneOf('active', 'suspended', 'completed', 'terminated', 'failed');
const waiting = oneOf('task', 'job', 'call', 'event', 'incident', 'inside', 'join');
const element = Type.String({ minLength: 1, maxLength: 190 });
const elements = Type.Array(element, { maxItems: 100 });
const map = Type.Record(Type.String({ maxLength: 190 }), element, { maxProperties: 1_000 });
const variables = Type.Unsafe<Variables>({ type: 'object', additionalProperties: true, maxProperties: 200 });
const closed = { additionalProperties: false } as const;
const version = Type.Integer({ minimum: 1 });

/** A key is made for each deed by who asks; the same one again does nothing. */
export const key = Type.String({ minLength: 8, maxLength: 100 });
export const reason = Type.String({ maxLength: 2_000 });

/** Checked as one of these by the validator; the type is the application's. */
export const operation = Type.Unsafe<Operation>(
  Type.Union(
    [
      Type.Object({ kind: oneOf('suspend', 'resume', 'cancel') }, closed),
      Type.Object(
        { kind: oneOf('move'), cancel: elements, startBefore: elements, startAfter: elements, variables },
        closed,
      ),
      Type.Object({ kind: oneOf('setVariables'), scope: Type.Optional(element), variables }, closed),
      Type.Object({ kind: oneOf('retry'), incident: Type.Optional(element), variables }, closed),
      Type.Object({ kind: oneOf('migrate'), version, map }, closed),
      Type.Object({ kind: oneOf('undoMigration'), version }, closed),
    ],
    { description: 'What is to be done to an instance.' },
  ),
);

const filter = {
  service: Type.Optional(Type.String({ maxLength: 100 })),
  version: Type.Optional(version),
  element: Type.Optional(element),
  incident: Type.Optional(Type.Boolean()),
  registerNumber: Type.Optional(Type.String({ maxLength: 100 })),
};
const states = Type.Array(life, { minItems: 1, maxItems: 5 });

export const instanceQuery = Type.Object({
  ...filter,
  state: Type.Optional(
    Type.String({
      maxLength: 60,
      pattern: '^(active|suspended|completed|terminated|failed)(,(active|suspended|completed|terminated|failed))*$',
      description: 'One or several, with commas; left out: those that are not over.',
    }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
});

export const selection = Type.Unsafe<Selection>(
  Type.Union([
    Type.Object({ instances: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 10_000 }) }, closed),
    Type.Object({ filter: Type.Object({ ...filter, states: Type.Optional(states) }, closed) }, closed),
  ]),
);

const summary = {
  id: Type.String(),
  service: Type.String(),
  serviceName: localised,
  version: Type.Integer(),
  process: Type.String(),
  state: life,
  startedAt: instant,
  endedAt: orNull(instant),
  registerNumber: orNull(Type.String()),
  openIncidents: Type.Integer(),
  isCalled: Type.Boolean(),
  steps: list(localised),
};
const instanceSummary = Type.Object(summary, { title: 'InstanceSummary' });
const place = Type.Object({ element: Type.String(), name: localised, type: Type.String() }, { title: 'Place' });

export const instancePage = Type.Object({
  items: list(instanceSummary),
  next: orNull(Type.String()),
  total: Type.Integer(),
  totalMax: Type.Integer(),
});

export const instanceDetail = Type.Object(
  {
    ...summary,
    commands: Type.Integer(),
    mayOperate: Type.Boolean(),
    onHold: Type.Boolean(),
    tokens: list(Type.Object({ node: Type.String(), element: Type.String(), name: localised, waitsFor: waiting })),
    scopes: list(Type.Object({ id: Type.String(), element: Type.String(), name: localised, variables })),
    tasks: list(
      Type.Object({
        element: Type.String(),
        name: localised,
        state: Type.String(),
        unit: Type.String(),
        role: Type.String(),
        assignee: Type.String(),
        openedAt: instant,
        dueAt: orNull(instant),
      }),
    ),
    jobs: list(
      Type.Object({
        element: Type.String(),
        kind: oneOf('timer', 'connector', 'delivery'),
        type: Type.String(),
        state: oneOf('ready', 'leased', 'incident'),
        dueAt: instant,
        retriesLeft: Type.Integer(),
        lastError: Type.String(),
      }),
    ),
    subscriptions: list(Type.Object({ element: Type.String(), kind: oneOf('message', 'signal'), name: Type.String() })),
    incidents: list(
      Type.Object({
        id: Type.String(),
        element: Type.String(),
        code: Type.String(),
        message: Type.String(),
        open: Type.Boolean(),
        openedAt: instant,
        closedAt: orNull(instant),
      }),
    ),
    called: list(instanceSummary),
    caller: orNull(instanceSummary),
    history: list(Type.Object({ at: instant, element: Type.String(), event: Type.String() })),
    journal: list(Type.Object({ number: Type.Integer(), at: instant, kind: Type.String(), about: Type.String() })),
    places: list(place),
    versions: list(Type.Integer()),
    migratedFrom: orNull(Type.Integer()),
  },
  { title: 'Instance' },
);

const outcomeLine = Type.Object({ element: Type.String(), name: localised, waitsFor: waiting });
export const outcome = Type.Object(
  {
    state: life,
    closes: list(outcomeLine),
    opens: list(outcomeLine),
    stuck: list(outcomeLine),
    proved: Type.Boolean(),
  },
  { title: 'Outcome' },
);

export const operatedServices = list(
  Type.Object({
    key: Type.String(),
    name: localised,
    mayOperate: Type.Boolean(),
    versions: list(
      Type.Object({
        version: Type.Integer(),
        live: Type.Integer(),
        onHold: Type.Boolean(),
        processes: list(Type.Object({ id: Type.String(), name: localised, places: list(place) })),
      }),
    ),
  }),
);

export const planRequest = Type.Object({ from: version, to: version, process: element, map }, closed);

export const migrationPlan = Type.Object(
  {
    map: Type.Record(Type.String(), Type.String()),
    elements: list(
      Type.Object({
        element: Type.String(),
        name: localised,
        type: Type.String(),
        target: orNull(Type.String()),
        kind: oneOf('stays', 'matched', 'chosen', 'open'),
        reason: orNull(Type.String()),
        waiting: Type.Integer(),
      }),
    ),
    places: list(place),
    running: Type.Integer(),
  },
  { title: 'MigrationPlan' },
);

export const holdRequest = Type.Object({ hold: Type.Boolean(), running: Type.Boolean(), reason, key }, closed);

export const batchRequest = Type.Object({ selection, operation, reason, dryRun: Type.Boolean(), key }, closed);

const itemState = oneOf('pending', 'done', 'refused', 'failed', 'skipped');
const counts = Type.Object({
  pending: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Integer(),
  failed: Type.Integer(),
  skipped: Type.Integer(),
});
const batchSummary = {
  id: Type.String(),
  operation: Type.Unsafe<Operation>({ type: 'object', additionalProperties: true }),
  dryRun: Type.Boolean(),
  state: oneOf('running', 'paused', 'cancelled', 'done'),
  reason: Type.String(),
  total: Type.Integer(),
  counts,
  createdAt: instant,
  createdBy: Type.String(),
  endedAt: orNull(instant),
};

export const batchPage = Type.Object({
  items: list(Type.Object(batchSummary, { title: 'BatchSummary' })),
  next: orNull(Type.String()),
});

export const batchView = Type.Object(
  {
    ...batchSummary,
    selection: orNull(Type.Object({ instances: list(Type.String()) })),
    undoes: orNull(Type.String()),
    undoneBy: orNull(Type.String()),
    mayUndo: Type.Boolean(),
    mayControl: Type.Boolean(),
  },
  { title: 'Batch' },
);

export const batchItemsQuery = Type.Object({
  state: Type.Optional(itemState),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
});

export const batchItemPage = Type.Object({
  items: list(
    Type.Object({
      instanceId: Type.String(),
      registerNumber: orNull(Type.String()),
      state: itemState,
      code: Type.String(),
      /** In the reader's language; '' where there is nothing to say. */
      message: Type.String(),
      faults: list(Type.Object({ element: Type.String(), message: Type.String() })),
      params: Type.Unsafe<{ readonly [name: string]: Json }>({ type: 'object', additionalProperties: true }),
      at: orNull(instant),
    }),
  ),
  next: orNull(Type.String()),
});
