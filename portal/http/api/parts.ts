/** Joint handling: what the lead unit of a case asks of others. A co-unit answers its part as it completes any task. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, uuid } from '../schemas/common.ts';
import { askUnits, jointView, takeOverPhoto, withdrawPart } from '../schemas/parts.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['tasks'];
const params = Type.Object({ id: uuid });
const ofPart = Type.Object({ id: uuid, part: uuid });
const response = answers(jointView);

export function registerParts(api: Api, { application: { parts } }: Doors): void {
  const all = { summary: 'What other units are asked beside the lead of a case', tags, params, response };
  api.get('/tasks/:id/parts', { schema: all }, async (request) => parts.ofTask(actorOf(request), request.params.id));

  const ask = { summary: 'Ask other units for work or an opinion', tags, params, body: askUnits, response };
  api.post('/tasks/:id/parts', { schema: ask }, async (request) =>
    parts.ask(actorOf(request), request.params.id, request.body),
  );

  const withdraw = { summary: 'Take a part back', tags, params: ofPart, body: withdrawPart, response };
  api.post('/tasks/:id/parts/:part/withdraw', { schema: withdraw }, async (request) =>
    parts.withdraw(actorOf(request), request.params.id, request.params.part, request.body.reason),
  );

  const remind = { summary: 'Remind a unit of its part', tags, params: ofPart, response };
  api.post('/tasks/:id/parts/:part/remind', { schema: remind }, async (request) =>
    parts.remind(actorOf(request), request.params.id, request.params.part),
  );

  const photo = Type.Object({ id: uuid, part: uuid, photo: uuid });
  const over = { summary: 'Take a photo of a part over as evidence of the case', tags, params: photo };
  api.put(
    '/tasks/:id/parts/:part/photos/:photo',
    { schema: { ...over, body: takeOverPhoto, response } },
    async (request) => {
      const { id, part: partId, photo: photoId } = request.params;
      return parts.takeOver(actorOf(request), id, { partId, photoId, evidence: request.body.evidence });
    },
  );
}
