import { Type } from 'typebox';
import { verifiedMax } from '#engine/runtime/application/installation.ts';
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import { auditVerification, installationState } from '../schemas/installation.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['installation'];

export function registerInstallation(api: Api, { application: { installation } }: Doors): void {
  const state = {
    summary: 'The audit’s chain, background duties, backup, and whether a restore waits for its release',
    tags,
    response: answers(installationState),
  };
  api.get('/installation', { schema: state }, async (request) => installation.state(actorOf(request)));

  const verification = {
    summary: 'Check the newest entries of the audit now',
    tags,
    body: Type.Object(
      { newest: Type.Integer({ minimum: 1, maximum: verifiedMax, description: 'How many entries.' }) },
      { additionalProperties: false },
    ),
    response: answers(auditVerification),
  };
  api.post('/installation/audit-verifications', { schema: verification }, async (request) =>
    installation.verifyAudit(actorOf(request), request.body.newest),
  );
}
