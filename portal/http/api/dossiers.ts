/** Dossiers of administrative procedures: received at a desk, looked at, stopped. Their steps are tasks. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { DossierIntake, IntakeDecision } from '#engine/runtime/application/dossiers.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers, submissionBody } from '../schemas/common.ts';
import { dossierView, intake, receipt, receivable, stopBody, submission } from '../schemas/dossiers.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';
import { readApiSubmission } from './submission.ts';

const tags = ['dossiers'];
const params = Type.Object({
  id: Type.String({ maxLength: 100, description: 'Id of the case, or code of the dossier.' }),
});

export function registerDossiers(api: Api, { application: { dossiers } }: Doors): void {
  const list = { summary: 'Procedures that may be received at one’s desks', tags, response: answers(receivable) };
  api.get('/dossiers/procedures', { schema: list }, async (request) => dossiers.procedures(actorOf(request)));

  const one = { summary: 'A dossier with its evidence', tags, params, response: answers(dossierView) };
  api.get('/dossiers/:id', { schema: one }, async (request) => dossiers.dossier(actorOf(request), request.params.id));

  const stop = { summary: 'Stop a dossier', tags, params, body: stopBody, response: answers(dossierView) };
  api.post('/dossiers/:id/stop', { schema: stop }, async (request) =>
    dossiers.stop(actorOf(request), request.params.id, request.body),
  );
}

/** Receiving takes scans, so it lives where multipart is read. */
export function registerDossierIntake(api: Api, { application: { dossiers } }: Doors): void {
  const receive = {
    summary: 'Receive a dossier at a desk',
    tags,
    body: submissionBody(submission),
    response: answers(receipt),
  };
  api.post('/dossiers', { schema: receive }, async (request) => {
    const actor = actorOf(request);
    const { values, submissionKey, language, files } = await readApiSubmission(request);
    return await dossiers.receive(actor, {
      ...intakeOf(values),
      submissionKey,
      language: language === 'en' ? 'en' : 'vi',
      files,
    });
  });
}

/** @throws Refusal 400 where the posted values are no intake */
function intakeOf(values: unknown): Omit<DossierIntake, 'submissionKey' | 'language' | 'files'> {
  if (!Value.Check(intake, values)) {
    const [first] = Value.Errors(intake, values);
    const path = first?.instancePath.slice(1).replaceAll('/', '.') ?? '';
    throw new Refusal('BAD_REQUEST', 400, {}, [{ path: path === '' ? 'values' : path, rule: 'invalid' }]);
  }
  const { applicant, decision, ...rest } = values;
  return { ...rest, values: applicant, decision: decisionOf(decision) };
}

function decisionOf(given: {
  readonly outcome: IntakeDecision['outcome'];
  readonly missing?: readonly string[];
  readonly why?: string;
  readonly reason?: string;
  readonly basis?: string;
}): IntakeDecision {
  const { outcome, missing = [], why = '', reason = '', basis = '' } = given;
  if (outcome === 'supplement') return { outcome, missing, why, basis };
  return outcome === 'refuse' ? { outcome, reason, basis } : { outcome };
}
