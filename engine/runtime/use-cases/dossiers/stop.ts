import type { Dossiers } from '../../application/dossiers.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { sayHandOver } from '../steps/hand-over.ts';
import { mayOnDossier } from './rights.ts';
import { viewOf } from './view.ts';

/** The message that the process of dossiers listens for as long as it runs. */
const stopMessage = 'dossierStopped';

export function stop(context: Context): Dossiers['stop'] {
  return async (actor, caseId, { by, reason, basis }) =>
    await context.store.transaction(async (tx) => {
      const may = async (action: 'read' | 'stop') =>
        isUuid(caseId) && (await mayOnDossier(context, tx, actor, { action, caseId }));
      if (!(await may('read'))) throw refusal('NOT_FOUND');
      if (!(await may('stop'))) throw refusal('FORBIDDEN');
      const faults: FieldFault[] = [];
      if (reason.trim() === '') faults.push({ path: 'reason', rule: 'required' });
      if (basis.trim() === '') faults.push({ path: 'basis', rule: 'required' });
      if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
      const now = context.clock();
      const sealed = await context.vault.seal(tx, caseId, { stopReason: reason.trim(), stopBasis: basis.trim() }, now);
      const noteEntry = sealed['stopReason'] ?? null;
      sayHandOver(tx, caseId, { actor: actor.username, noteEntry });
      const variables = {
        stopBy: by,
        stopReason: { $vault: noteEntry ?? '' },
        stopBasis: { $vault: sealed['stopBasis'] ?? '' },
      };
      const message = { name: stopMessage, caseId, correlation: '', variables, timeToLiveMs: 0 };
      const { outcome } = await context.kernel.publish(tx, message, now);
      if (outcome !== 'delivered') throw refusal('DOSSIER_OVER');
      return await viewOf(context, tx, actor, caseId);
    });
}
