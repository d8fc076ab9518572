/** Papers of dossiers, and their register. The papers themselves are pages: `/documents/{caseId}/{form}`. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, oneOf, uuid } from '../schemas/common.ts';
import { documentList, registerPage } from '../schemas/documents.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const code = Type.Optional(Type.String({ minLength: 1, maxLength: 190 }));
const day = Type.String({ format: 'date', description: 'Day of the receipt, by the clock of the city.' });
const tags = ['dossiers'];

export function registerDocuments(api: Api, { application: { documents } }: Doors): void {
  const querystring = Type.Object({
    from: day,
    to: day,
    unit: code,
    procedure: code,
    state: Type.Optional(oneOf('open', 'closed')),
    after: Type.Optional(Type.String({ maxLength: 500 })),
  });
  const lines = {
    summary: 'The register of dossiers (07) over a span of days, in order of receipt',
    tags,
    querystring,
    response: answers(registerPage),
  };
  api.get('/dossiers/register', { schema: lines }, async (request) =>
    documents.register(actorOf(request), request.query),
  );

  const papers = {
    summary: 'Papers 01 to 05 that were issued for a dossier',
    tags,
    params: Type.Object({ id: uuid }),
    response: answers(documentList),
  };
  api.get('/dossiers/:id/documents', { schema: papers }, async (request) =>
    documents.list(actorOf(request), request.params.id),
  );
}
