/** Shapes of routing; each mirrors a type of `engine/runtime/application/routing.ts`. */
import { Type } from 'typebox';
import { instant, list, localised, named, oneOf, orNull, point } from './common.ts';

const strict = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 100 });

export const routingBook = Type.Object(
  {
    services: list(Type.Object({ key: Type.String(), name: localised, hasDraft: Type.Boolean(), file: Type.String() })),
    categories: list(Type.Object({ code: Type.String(), name: localised, group: localised })),
    wards: list(named),
    now: Type.String({ description: 'By the city’s clock, `2026-11-22T10:00`.' }),
  },
  { title: 'RoutingBook' },
);

const version = {
  service: code,
  draft: Type.Boolean({ description: 'The rules that are being changed, instead of those in force.' }),
};
export const routedVersion = Type.Object(version, strict);

export const routeTrial = Type.Object(
  {
    ...version,
    category: code,
    point: orNull(point),
    ward: orNull(code),
    urgent: Type.Boolean(),
    at: orNull(Type.String({ maxLength: 16, description: 'By the city’s clock; null: now.' })),
  },
  strict,
);

const tables = list(
  Type.Object(
    {
      decision: Type.String(),
      question: oneOf('unit', 'sla'),
      hitPolicy: oneOf('UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'),
      inputs: list(Type.Object({ label: Type.String(), value: Type.Any() })),
      outputs: list(Type.String()),
      rules: list(
        Type.Object({
          id: Type.String(),
          note: Type.String(),
          outcome: oneOf('applied', 'matched', 'notMatched'),
          cells: list(
            Type.Object({
              text: Type.String({ description: 'FEEL.' }),
              holds: orNull(Type.Boolean({ description: 'Null: any value.' })),
            }),
          ),
          results: list(Type.String()),
        }),
      ),
    },
    { title: 'ExplainedTable' },
  ),
);

export const routeAnswer = Type.Object(
  {
    ward: orNull(named),
    metres: Type.Integer(),
    unit: orNull(named),
    known: Type.Boolean(),
    reason: Type.String(),
    sla: orNull(Type.Object({ code: Type.String(), name: localised, dueAt: instant })),
    tables,
  },
  { title: 'RouteAnswer' },
);

export const coverageReport = Type.Object(
  {
    cells: Type.Integer(),
    findings: list(
      Type.Object({
        kind: oneOf('acknowledged', 'hole', 'conflict', 'unknownUnit', 'failed', 'deadRule'),
        category: orNull(named),
        wards: list(named),
        unknownPlace: Type.Boolean(),
        everywhere: Type.Boolean(),
        sometimes: Type.Boolean(),
        silent: Type.String({ description: 'Table without a rule for it; empty where all had one.' }),
        rules: list(Type.Object({ table: Type.String(), rule: Type.String(), note: Type.String() })),
        unit: orNull(Type.String()),
        reason: Type.String(),
        blocking: Type.Boolean(),
      }),
    ),
  },
  { title: 'CoverageReport' },
);

export const routingChanges = Type.Object(
  {
    differing: Type.Integer(),
    cells: Type.Integer(),
    staying: Type.Integer({ description: 'Open cases that stay with the unit they have.' }),
    changes: list(
      Type.Object({
        category: named,
        wards: list(named),
        unknownPlace: Type.Boolean(),
        everywhere: Type.Boolean(),
        sometimes: Type.Boolean(),
        from: list(named),
        to: list(named),
        staying: Type.Integer(),
      }),
    ),
  },
  { title: 'RoutingChanges' },
);

export const unitReason = Type.Object(
  { unit: named, ward: orNull(named), category: named, decided: orNull(named), at: instant, tables },
  { title: 'UnitReason' },
);
