import { Type } from 'typebox';
import { instant, list, oneOf, orNull } from './common.ts';

export const auditVerification = Type.Object(
  {
    at: instant,
    by: Type.String(),
    from: Type.Integer(),
    to: Type.Integer(),
    headsCompared: Type.Integer(),
    faults: list(
      Type.Object({
        kind: oneOf('changed', 'removed', 'gap', 'broken', 'inserted', 'truncated', 'rewritten'),
        number: Type.Optional(Type.Integer()),
        to: Type.Optional(Type.Integer()),
        after: Type.Optional(Type.Integer()),
        entryId: Type.Optional(Type.String()),
      }),
    ),
    faultsTotal: Type.Integer(),
  },
  { title: 'AuditVerification' },
);

const auditState = Type.Object({
  head: orNull(Type.Object({ number: Type.Integer(), chain: Type.String(), sealedAt: instant })),
  waiting: Type.Integer(),
  oldestWaitingAt: orNull(instant),
  exported: Type.Object({
    places: list(Type.String()),
    number: Type.Integer(),
    at: orNull(instant),
    triedAt: orNull(instant),
    fault: Type.String(),
  }),
  verified: orNull(auditVerification),
  mayVerify: Type.Boolean(),
});

const dutiesState = Type.Object({
  duties: list(
    Type.Object({
      name: Type.String(),
      dueAt: instant,
      startedAt: orNull(instant),
      endedAt: orNull(instant),
      done: Type.Integer(),
      running: Type.Boolean(),
      faults: Type.Integer(),
      fault: Type.String(),
    }),
  ),
  backupAt: orNull(instant),
  held: orNull(
    Type.Object({ since: instant, backupAt: orNull(instant), timers: Type.Integer(), notices: Type.Integer() }),
  ),
});

export const installationState = Type.Object(
  { audit: orNull(auditState), duties: orNull(dutiesState) },
  { title: 'InstallationState' },
);
