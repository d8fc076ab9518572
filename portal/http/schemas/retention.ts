/** Shapes of retention and of the register of deletions; each mirrors a type of `engine/runtime/application`. */
import { Type } from 'typebox';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';
import { note, revision } from './organisation.ts';

const strict = { additionalProperties: false };
const code = Type.String({ maxLength: 100, description: "'' for every one." });
const duration = Type.String({ minLength: 2, maxLength: 20, description: 'ISO 8601 duration after closing.' });
const count = Type.Integer({ minimum: 0 });

const line = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.Object({ vi: Type.String({ maxLength: 300 }), en: Type.String({ maxLength: 300 }) }, strict),
    service: code,
    category: code,
    anonymise: Type.String({ maxLength: 20, description: "As `keep`; '' for not before the end." }),
    keep: duration,
    erasable: Type.Boolean({ description: 'Whether a person may ask for their own to be erased before.' }),
    basis: Type.String({ maxLength: 500 }),
  },
  { ...strict, title: 'RetentionRule' },
);
const rules = { active: Type.Boolean(), archiveAfter: duration };

export const retentionView = Type.Object(
  {
    ...rules,
    rules: list(line),
    revision,
    services: list(named),
    categories: list(Type.Object({ code: Type.String(), name: localised, group: localised })),
    holds: list(
      Type.Object({
        registerNumber: Type.String(),
        category: named,
        reason: Type.String(),
        at: instant,
        by: Type.String(),
      }),
    ),
  },
  { title: 'Retention' },
);

const wantedRules = { ...rules, rules: Type.Array(line, { maxItems: 200 }) };
export const retentionRules = Type.Object(wantedRules, strict);
export const retentionChange = Type.Object(
  { ...wantedRules, revision, note, seen: Type.String({ maxLength: 100, description: 'As the simulation gave it.' }) },
  strict,
);

export const simulation = Type.Object(
  {
    at: instant,
    seen: Type.String(),
    groups: list(
      Type.Object({ category: named, year: Type.Integer(), anonymise: count, destroy: count, staying: count }),
    ),
    months: list(Type.Object({ month: count, at: instant, archive: count, anonymise: count, destroy: count })),
    cases: list(
      Type.Object({
        registerNumber: Type.String(),
        category: named,
        closedAt: instant,
        fate: oneOf('anonymise', 'destroy'),
        rule: Type.String(),
        hold: orNull(Type.String()),
        archived: Type.Boolean(),
      }),
    ),
    unlisted: count,
  },
  { title: 'RetentionSimulation' },
);

export const wantedHold = Type.Object(
  {
    registerNumber: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ maxLength: 100, description: 'Number of the decision; no name.' }),
  },
  strict,
);

export const erasures = Type.Object(
  {
    items: list(
      Type.Object({
        id: Type.String(),
        number: Type.String(),
        kind: oneOf('request', 'rule'),
        rule: Type.String(),
        request: Type.String(),
        orderedAt: instant,
        orderedBy: Type.String(),
        cases: count,
        files: count,
        digest: Type.String(),
        doneAt: orNull(instant),
      }),
    ),
    next: orNull(Type.String()),
  },
  { title: 'Erasures' },
);

export const recordPreview = orNull(
  Type.Object(
    {
      kind: oneOf('export', 'erase'),
      cases: list(
        Type.Object({
          registerNumber: Type.String(),
          category: named,
          receivedAt: instant,
          closedAt: orNull(instant),
          name: Type.String(),
          files: count,
          verdict: oneOf('erase', 'running', 'held', 'law'),
          basis: Type.String(),
          published: oneOf('none', 'stays', 'withdrawn'),
        }),
      ),
      follows: count,
    },
    { title: 'RecordPreview' },
  ),
);
