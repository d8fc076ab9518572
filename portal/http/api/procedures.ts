/** Procedures of dossiers and how dossiers and their papers are numbered, kept by administrators. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import {
  dossierRules,
  dossierRulesChange,
  dossierRulesDraft,
  dossierRulesTrial,
  procedureChange,
  procedureChoices,
  procedureDetail,
  procedureDraft,
  procedureList,
  procedureTrial,
} from '../schemas/procedures.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerProcedures(api: Api, { application: { procedures } }: Doors): void {
  const list = { summary: 'Procedures of dossiers', tags, response: answers(procedureList) };
  api.get('/city/procedures', { schema: list }, async (request) => procedures.list(actorOf(request)));

  const choices = { summary: 'What a new procedure can be made of', tags, response: answers(procedureChoices) };
  api.get('/city/procedure-choices', { schema: choices }, async (request) => procedures.choices(actorOf(request)));

  const params = Type.Object({ code: Type.String({ maxLength: 60 }) });
  const one = {
    summary: 'One procedure, and how many dossiers run by it',
    tags,
    params,
    response: answers(procedureDetail),
  };
  api.get('/city/procedures/:code', { schema: one }, async (request) =>
    procedures.one(actorOf(request), request.params.code),
  );

  const save = {
    summary: 'Make, change or end a procedure',
    tags,
    body: procedureChange,
    response: answers(procedureDetail),
  };
  api.post('/city/procedures', { schema: save }, async (request) => procedures.save(actorOf(request), request.body));

  const trial = {
    summary: 'What a draft would promise now',
    tags,
    body: procedureDraft,
    response: answers(procedureTrial),
  };
  api.post('/city/procedures/try', { schema: trial }, async (request) =>
    procedures.tryOut(actorOf(request), request.body),
  );

  const rules = { summary: 'How dossiers and their papers are numbered', tags, response: answers(dossierRules) };
  api.get('/city/dossier-rules', { schema: rules }, async (request) => procedures.rules(actorOf(request)));

  const change = { summary: 'Change it', tags, body: dossierRulesChange, response: answers(dossierRules) };
  api.put('/city/dossier-rules', { schema: change }, async (request) =>
    procedures.saveRules(actorOf(request), request.body),
  );

  const next = {
    summary: 'The next code and numbers of a desk',
    tags,
    body: dossierRulesDraft,
    response: answers(dossierRulesTrial),
  };
  api.post('/city/dossier-rules/try', { schema: next }, async (request) =>
    procedures.tryRules(actorOf(request), request.body),
  );
}
