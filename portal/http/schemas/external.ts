/** Shapes of what programs outside send and get; each mirrors a type of `engine/runtime/application/external.ts`. */
import { Type } from 'typebox';
import type { Variables } from '#engine/core/values.ts';
import { instant, list, oneOf, orNull, uuid } from './common.ts';

const strict = { additionalProperties: false };
const name = Type.String({ minLength: 1, maxLength: 100 });
const names = Type.Array(name, { maxItems: 50 });
const variables = Type.Unsafe<Variables>({
  type: 'object',
  additionalProperties: true,
  description: 'Become variables of the process. Never personal data: they stay in its history.',
});
const lease = Type.String({ minLength: 1, maxLength: 190, description: 'As it was given with the job.' });
/** Less than what the store takes for a lease of a wrong clock. */
const leaseMs = Type.Integer({ minimum: 1_000, maximum: 1_800_000 });

export const fetchJobs = Type.Object(
  {
    topics: Type.Array(name, { minItems: 1, maxItems: 20 }),
    worker: Type.Optional(Type.String({ maxLength: 60, pattern: '^[\\x20-\\x7e]*$', description: 'For people.' })),
    leaseMs: Type.Optional(leaseMs),
    jobsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    waitMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000, description: 'How long to wait for a job.' })),
  },
  strict,
);

export const externalJob = Type.Object(
  {
    id: Type.String({ description: 'The same however often it is tried: an idempotency key for work done outside.' }),
    topic: Type.String(),
    element: Type.String({ description: 'Id of the step in the diagram.' }),
    inputs: Type.Unsafe<Variables>({ type: 'object', additionalProperties: true }),
    lease: Type.String(),
    leaseMs: Type.Integer(),
    retriesLeft: Type.Integer(),
    createdAt: instant,
  },
  { title: 'ExternalJob' },
);

export const completed = Type.Object({ lease, variables: Type.Optional(variables) }, strict);
export const failed = Type.Object(
  {
    lease,
    message: Type.String({ minLength: 1, maxLength: 500, description: 'For the operator; never personal data.' }),
    retryInMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 31_622_400_000 })),
    retries: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'How often it is still tried.' })),
  },
  strict,
);
export const extended = Type.Object({ lease, leaseMs }, strict);
export const errorThrown = Type.Object({ lease, code: name, variables: Type.Optional(variables) }, strict);

/** IETF draft-ietf-httpapi-idempotency-key-header. */
export const idempotency = Type.Object({
  'idempotency-key': Type.String({
    minLength: 8,
    maxLength: 200,
    description: 'Made anew for each message; sent again with the same key it takes effect once.',
  }),
});

export const messageSent = Type.Object(
  {
    name,
    correlation: Type.Optional(Type.String({ maxLength: 190 })),
    caseId: Type.Optional(uuid),
    variables: Type.Optional(variables),
    timeToLiveMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_592_000_000 })),
  },
  strict,
);
export const published = Type.Object(
  { outcome: oneOf('delivered', 'started', 'kept', 'nobody'), instanceId: orNull(Type.String()) },
  { title: 'Published' },
);
export const signalSent = Type.Object({ name, variables: Type.Optional(variables) }, strict);
export const broadcast = Type.Object({ told: Type.Integer(), started: Type.Integer() }, { title: 'Broadcast' });

export const newToken = Type.Object(
  {
    name,
    topics: Type.Optional(names),
    messages: Type.Optional(names),
    signals: Type.Optional(names),
  },
  strict,
);
export const tokenMade = Type.Object({ id: Type.String(), token: Type.String() }, { title: 'TokenMade' });
export const tokenView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    topics: list(Type.String()),
    messages: list(Type.String()),
    signals: list(Type.String()),
    createdAt: instant,
    createdBy: Type.String(),
    revokedAt: orNull(instant),
    revokedBy: Type.String(),
  },
  { title: 'WorkerToken' },
);
