/** When two reports are suggested as one matter, kept by administrators. */
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import {
  duplicateRulesChange,
  duplicateRulesView,
  duplicateTrial,
  duplicateTrialAnswer,
} from '../schemas/duplicate-rules.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerDuplicateRules(api: Api, { application: { duplicateRules } }: Doors): void {
  const book = { summary: 'When reports are suggested as one matter', tags, response: answers(duplicateRulesView) };
  api.get('/city/duplicates', { schema: book }, async (request) => duplicateRules.book(actorOf(request)));

  const save = { summary: 'Change it', tags, body: duplicateRulesChange, response: answers(duplicateRulesView) };
  api.put('/city/duplicates', { schema: save }, async (request) => duplicateRules.save(actorOf(request), request.body));

  const summary = 'Which of the last reports would have been suggested';
  const trial = { summary, tags, body: duplicateTrial, response: answers(duplicateTrialAnswer) };
  api.post('/city/duplicates/try', { schema: trial }, async (request) =>
    duplicateRules.tryOut(actorOf(request), request.body),
  );
}
