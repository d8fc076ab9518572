/** What texts of the city became, and the way back. */
import { Type } from 'typebox';
import { historyTexts } from '#engine/runtime/application/city-history.ts';
import type { Doors } from '../doors.ts';
import { answers, oneOf } from '../schemas/common.ts';
import { configChanges, note, revision } from '../schemas/organisation.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
const params = Type.Object({ text: oneOf(...historyTexts) });
const wanted = Type.Object({ to: Type.Integer({ minimum: 1 }), revision, note }, { additionalProperties: false });

export function registerCityHistory(api: Api, { application: { cityHistory } }: Doors): void {
  const changes = {
    summary: 'Who changed a text of the city, when and why',
    tags,
    params,
    response: answers(configChanges),
  };
  api.get('/city/texts/:text/changes', { schema: changes }, async (request) =>
    cityHistory.changes(actorOf(request), request.params.text),
  );

  const restored = answers(Type.Object({ revision: Type.Integer() }));
  const restore = { summary: 'Go back to an earlier state', tags, params, body: wanted, response: restored };
  api.post('/city/texts/:text/restore', { schema: restore }, async (request) =>
    cityHistory.restore(actorOf(request), { ...request.body, text: request.params.text }),
  );
}
