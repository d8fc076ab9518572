/** Calendars of the city: hours, days off, days worked in exchange. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { calendarChange, calendarMoves, calendarsView, holidayLines } from '../schemas/calendars.ts';
import { answers } from '../schemas/common.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
const fileMax = 200_000;

export function registerCalendars(api: Api, { application: { calendars } }: Doors): void {
  const all = { summary: 'Calendars and days off', tags, response: answers(calendarsView) };
  api.get('/city/calendars', { schema: all }, async (request) => calendars.all(actorOf(request)));

  const preview = {
    summary: 'Which open cases a change would move',
    tags,
    body: calendarChange,
    response: answers(calendarMoves),
  };
  api.post('/city/calendars/preview', { schema: preview }, async (request) =>
    calendars.preview(actorOf(request), request.body),
  );

  const save = {
    summary: 'Change calendars and days off',
    tags,
    body: calendarChange,
    response: answers(calendarsView),
  };
  api.put('/city/calendars', { schema: save }, async (request) => calendars.save(actorOf(request), request.body));

  const params = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) });
  const suggest = {
    summary: 'Days off that a year will most likely have',
    tags,
    params,
    response: answers(holidayLines),
  };
  api.get('/city/calendars/suggestions/:year', { schema: suggest }, async (request) =>
    calendars.suggest(actorOf(request), request.params.year),
  );

  const body = Type.Object({ text: Type.String({ maxLength: fileMax }) }, { additionalProperties: false });
  const read = { summary: 'Read days off from CSV or iCalendar', tags, body, response: answers(holidayLines) };
  api.post('/city/calendars/read', { schema: read }, async (request) =>
    calendars.read(actorOf(request), request.body.text),
  );
}
