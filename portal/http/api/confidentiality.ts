/** Keeping a case confidential, by an official. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, list, named, uuid } from '../schemas/common.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['cases'];
const params = Type.Object({ id: uuid });
const desk = Type.Object(
  {
    confidential: Type.Boolean(),
    byCategory: Type.Boolean({ description: 'Its category keeps every case so.' }),
    mayKeep: Type.Boolean(),
    mayLift: Type.Boolean(),
  },
  { title: 'Confidentiality' },
);
const change = Type.Object(
  { confidential: Type.Boolean(), reason: Type.String({ maxLength: 4_000 }) },
  { additionalProperties: false },
);

const aboutDesk = Type.Object(
  {
    units: list(named),
    mayAdd: Type.Boolean(),
    mayTakeOff: Type.Boolean(),
    choices: list(named),
  },
  { title: 'AboutUnits' },
);
const aboutChange = Type.Object(
  { unit: Type.String({ maxLength: 190 }), about: Type.Boolean(), reason: Type.String({ maxLength: 4_000 }) },
  { additionalProperties: false },
);

export function registerConfidentiality(api: Api, { application: { confidentiality } }: Doors): void {
  const response = answers(desk);
  const get = { summary: 'Whether a case is kept confidential, and who may change it', tags, params, response };
  api.get('/cases/:id/confidentiality', { schema: get }, async (request) =>
    confidentiality.ofCase(actorOf(request), request.params.id),
  );

  const put = { summary: 'Keep a case confidential, or lift it, with a reason', tags, params, body: change, response };
  api.post('/cases/:id/confidentiality', { schema: put }, async (request) =>
    confidentiality.set(actorOf(request), request.params.id, request.body),
  );

  const about = { summary: 'Which units a case complains of', tags, params, response: answers(aboutDesk) };
  api.get('/cases/:id/about-units', { schema: about }, async (request) =>
    confidentiality.aboutUnits(actorOf(request), request.params.id),
  );

  const say = {
    ...about,
    summary: 'Say that a case complains of a unit, which then has no part in it, or take it off, with a reason',
    body: aboutChange,
  };
  api.post('/cases/:id/about-units', { schema: say }, async (request) =>
    confidentiality.setAboutUnit(actorOf(request), request.params.id, request.body),
  );
}
