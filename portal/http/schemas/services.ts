import { Type } from 'typebox';
import type { Json } from '#engine/core/values.ts';
import type { TryBook } from '#engine/runtime/application/services.ts';
import { instant, list, localised, oneOf, orNull } from './common.ts';

const summary = {
  key: Type.String(),
  name: localised,
  version: Type.Integer(),
  publishedAt: orNull(instant),
  hasDraft: Type.Boolean(),
  liveCases: Type.Integer(),
};
export const resourceSummary = {
  path: Type.String(),
  kind: oneOf('process', 'decision', 'form', 'messages', 'settings', 'scenario'),
  title: Type.String(),
};
const choice = list(Type.Object({ code: Type.String(), name: localised }));

export const serviceKey = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' });

export const publishedVersion = Type.Object({ version: Type.Integer() });

export const serviceList = list(Type.Object(summary));

export const serviceDetail = Type.Object(
  {
    ...summary,
    versions: list(
      Type.Object({
        version: Type.Integer(),
        publishedAt: instant,
        publishedBy: Type.String(),
        note: Type.String(),
        liveCases: Type.Integer(),
      }),
    ),
    draft: orNull(
      Type.Object({ revision: Type.Integer(), savedAt: instant, savedBy: Type.String(), basedOn: Type.Integer() }),
    ),
    resources: list(Type.Object(resourceSummary)),
    choices: Type.Object({
      roles: choice,
      stages: list(Type.Object({ code: Type.String(), name: localised, ends: Type.Boolean() })),
      messages: choice,
      calendars: choice,
      forms: list(Type.String()),
      decisions: list(Type.String()),
      processes: list(Type.String()),
      javascript: Type.Boolean(),
    }),
  },
  { title: 'Service' },
);

export const resourceHistory = list(
  Type.Object(
    { version: Type.Integer(), publishedAt: instant, publishedBy: Type.String(), note: Type.String() },
    { title: 'ResourceVersion' },
  ),
);

const inGroup = Type.Object({ code: Type.String(), name: localised, group: localised });
const unit = Type.Object({ code: Type.String(), name: localised, ward: Type.String(), closed: Type.Boolean() });

export const vocabulary = Type.Object(
  { categories: list(inGroup), wards: choice, units: list(unit), slaClasses: choice, calendars: choice },
  { title: 'Vocabulary' },
);

export const resource = Type.Object({ ...resourceSummary, content: Type.String() }, { title: 'Resource' });

export const resourceChange = Type.Object(
  { revision: orNull(Type.Integer({ minimum: 0 })), content: Type.String() },
  { additionalProperties: false },
);

/** Most have twenty; `create` refuses more than 300 with its own words. */
export const newService = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' }),
    files: list(
      Type.Object({ path: Type.String({ maxLength: 200 }), content: Type.String() }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

const texts = Type.Record(Type.String(), Type.String());
const offered = list(Type.Object({ value: Type.String(), name: localised }));

export const tryBook = Type.Object(
  {
    files: list(Type.Object({ path: Type.String(), content: Type.String() })),
    forms: Type.Unsafe<TryBook['forms']>(Type.Record(Type.String(), Type.Object({}, { additionalProperties: true }))),
    choices: Type.Record(Type.String(), offered),
    city: texts,
    holders: list(Type.Object({ unit: Type.String(), role: Type.String(), count: Type.Integer() })),
    now: instant,
  },
  { title: 'TryBook' },
);

/** Files of the product itself, so nothing is said of their size. */
export const gallery = list(
  Type.Object({
    key: Type.String(),
    files: list(Type.Object({ path: Type.String(), content: Type.String() })),
  }),
);

const cityStage = Type.Object({
  code: Type.String(),
  name: localised,
  pausesClock: Type.Boolean(),
  answers: Type.Boolean(),
});

export const workGivees = Type.Object({ roles: choice, units: choice, calendars: choice, stages: list(cityStage) });

export const problems = list(
  Type.Object({
    severity: oneOf('error', 'warning'),
    code: Type.String(),
    path: Type.String(),
    element: orNull(Type.String()),
    message: localised,
    params: Type.Optional(Type.Unsafe<{ readonly [name: string]: Json }>(Type.Unknown())),
    rule: Type.Optional(Type.String()),
  }),
);

export const saved = Type.Object({ revision: Type.Integer(), problems });

export const liveCounts = list(
  Type.Object({
    element: Type.String(),
    waiting: Type.Integer(),
    late: Type.Integer(),
    incidents: Type.Integer(),
  }),
);
