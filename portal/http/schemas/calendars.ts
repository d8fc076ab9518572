/** Shapes of calendars; each mirrors a type of `engine/runtime/application/calendars.ts`. */
import { Type } from 'typebox';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';

const day = Type.String({ format: 'date' });
const week = list(Type.String({ maxLength: 200 }));
const code = Type.String({ maxLength: 60 });
const revision = Type.Object({ calendars: Type.Integer(), holidays: Type.Integer() });
const line = { date: day, name: localised, kind: oneOf('dayOff', 'workDay'), status: Type.String({ maxLength: 60 }) };

export const holidayLines = list(Type.Object(line));

export const calendarChange = Type.Object(
  {
    revision,
    put: Type.Array(Type.Object({ ...line, isNew: Type.Boolean() }), { maxItems: 400 }),
    remove: Type.Array(day, { maxItems: 400 }),
    hours: orNull(
      Type.Object({
        calendar: code,
        from: day,
        week: Type.Array(Type.String({ maxLength: 200 }), { minItems: 7, maxItems: 7 }),
      }),
    ),
    unit: orNull(Type.Object({ unit: code, calendar: orNull(code) })),
    note: Type.String({ maxLength: 500 }),
  },
  { additionalProperties: false },
);

export const calendarsView = Type.Object(
  {
    revision,
    today: day,
    calendars: list(
      Type.Object({
        code: Type.String(),
        name: localised,
        week,
        changes: list(Type.Object({ from: day, week })),
        holidays: Type.Boolean(),
        cutOff: orNull(Type.String()),
        units: list(named),
        openClocks: Type.Integer(),
      }),
    ),
    units: list(Type.Object({ code: Type.String(), name: localised, calendar: orNull(Type.String()) })),
    days: list(Type.Object({ ...line, counts: Type.Boolean(), note: Type.String() })),
    statuses: list(Type.Object({ code: Type.String(), name: localised, counts: Type.Boolean() })),
  },
  { title: 'Calendars' },
);

export const calendarMoves = Type.Object(
  {
    looked: Type.Integer(),
    moved: Type.Integer(),
    cases: list(
      Type.Object({
        caseId: Type.String(),
        registerNumber: Type.String(),
        clock: oneOf('case', 'firstAnswer', 'step'),
        unit: orNull(localised),
        from: instant,
        to: instant,
        paused: Type.Boolean(),
      }),
    ),
  },
  { title: 'CalendarMoves' },
);
