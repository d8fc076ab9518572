/** What administrators keep of the city: its units. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import { configChanges, unitChange, unitClosing, unitDetail, unitList } from '../schemas/organisation.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
const params = Type.Object({ code: Type.String({ maxLength: 60 }) });

export function registerOrganisation(api: Api, { application: { organisation } }: Doors): void {
  const all = { summary: 'Units of the city', tags, response: answers(unitList) };
  api.get('/city/units', { schema: all }, async (request) => organisation.units(actorOf(request)));

  const one = { summary: 'One unit with all that hangs on it', tags, params, response: answers(unitDetail) };
  api.get('/city/units/:code', { schema: one }, async (request) =>
    organisation.unit(actorOf(request), request.params.code),
  );

  const save = { summary: 'Make or change a unit', tags, body: unitChange, response: answers(unitDetail) };
  api.post('/city/units', { schema: save }, async (request) => organisation.saveUnit(actorOf(request), request.body));

  const close = {
    summary: 'Close a unit that nothing hangs on',
    tags,
    params,
    body: unitClosing,
    response: answers(unitDetail),
  };
  api.post('/city/units/:code/close', { schema: close }, async (request) =>
    organisation.closeUnit(actorOf(request), { code: request.params.code, ...request.body }),
  );

  const changes = { summary: 'Who changed the units when and why', tags, response: answers(configChanges) };
  api.get('/city/unit-changes', { schema: changes }, async (request) => organisation.unitChanges(actorOf(request)));
}
