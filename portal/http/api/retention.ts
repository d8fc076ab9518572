/** How long what is kept of closed cases is kept, simulated before it is saved; holds; the register of deletions. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, uuid } from '../schemas/common.ts';
import {
  erasures,
  recordPreview,
  retentionChange,
  retentionRules,
  retentionView,
  simulation,
  wantedHold,
} from '../schemas/retention.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerRetention(api: Api, { application: { retention, ownRecords } }: Doors): void {
  const response = answers(retentionView);
  const book = { summary: 'How long closed cases are kept', tags, response };
  api.get('/city/retention', { schema: book }, async (request) => retention.book(actorOf(request)));

  const save = { summary: 'Change it; these rules were simulated before', tags, body: retentionChange, response };
  api.put('/city/retention', { schema: save }, async (request) => retention.save(actorOf(request), request.body));

  const asked = { summary: 'What rules would let go', tags, body: retentionRules, response: answers(simulation) };
  api.post('/city/retention/simulation', { schema: asked }, async (request) =>
    retention.simulate(actorOf(request), request.body),
  );

  const hold = { summary: 'Keep a case whatever the rules say', tags, body: wantedHold, response };
  api.post('/city/retention/holds', { schema: hold }, async (request) =>
    retention.hold(actorOf(request), request.body),
  );

  const params = Type.Object({ number: Type.String({ maxLength: 60 }) });
  const release = { summary: 'Let the rules count for it again', tags, params, response };
  api.delete('/city/retention/holds/:number', { schema: release }, async (request) =>
    retention.release(actorOf(request), request.params.number),
  );

  const querystring = Type.Object({ before: Type.Optional(uuid) });
  const register = { summary: 'The register of deletions', tags, querystring, response: answers(erasures) };
  api.get('/city/erasures', { schema: register }, async (request) =>
    ownRecords.register(actorOf(request), request.query.before),
  );

  const preview = {
    summary: 'What would be handed out or erased, for the officials who decide on a request',
    tags: ['tasks'],
    params: Type.Object({ id: uuid }),
    response: answers(recordPreview),
  };
  api.get('/tasks/:id/record', { schema: preview }, async (request) =>
    ownRecords.preview(actorOf(request), request.params.id),
  );
}
