/** What administrators keep of the city: units, people, reorganisations, files that come in. */
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import { unitList } from '../schemas/organisation.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerOrganisation(api: Api, { application: { organisation } }: Doors): void {
  const units = { summary: 'Units of the city', tags, response: answers(unitList) };
  api.get('/city/units', { schema: units }, async (request) => organisation.units(actorOf(request)));
}
