/**
 * The messages by which the sweep warns (`escalation` of `sla.json`) are the sweep's own: it knows of pauses and more time,
 * a timer that is drawn in a process does not. Versions before the sweep drew such timers, and cases still run on them; so
 * a process that sends one of these messages for a case that has a clock sends nothing.
 */
import type { LoadedProgram } from '#engine/bpmn/load-program.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { FlowNode } from '#engine/core/model/program.ts';
import type { Problem } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { caseClockName } from '../clock-view.ts';
import { clocksOf } from '../steps/case-clocks.ts';

/** Whether a process that sends a message for a case is to send nothing, since the sweep does. */
export async function isLeftToSweep(
  tx: Tx,
  { escalation }: Pick<City, 'escalation'>,
  message: { readonly code: string; readonly caseId: string },
): Promise<boolean> {
  if (!ownMessages({ escalation }).has(message.code)) return false;
  return (await clocksOf(tx, message.caseId)).some(({ name }) => name === caseClockName);
}

/** What is said of it before a service is published, at each step that would send such a message. */
export function sweepMessageProblems(
  city: Pick<City, 'escalation'>,
  resources: readonly ServiceResourceRow[],
  { processes }: Pick<LoadedProgram, 'processes'>,
): readonly Problem[] {
  const own = ownMessages(city);
  return Object.values(processes).flatMap(({ nodes }) =>
    Object.entries(nodes).flatMap(([element, node]) => {
      const message = messageOf(node);
      if (message === undefined || !own.has(message)) return [];
      const path = resources.find(({ content }) => content.includes(`id="${element}"`))?.path ?? '';
      return [problemAt({ path, element, message })];
    }),
  );
}

function ownMessages({ escalation }: Pick<City, 'escalation'>): ReadonlySet<string> {
  return new Set([escalation.nearMessage, escalation.lateMessage].filter((code) => code !== ''));
}

/** The message that a step names outright. */
function messageOf(node: FlowNode): string | undefined {
  if (node.type !== 'sendTask' && node.type !== 'serviceTask') return undefined;
  const value = node.inputs.find(({ name }) => name === 'message' || name === 'template')?.value;
  return value?.kind === 'literal' ? value.value : undefined;
}

function problemAt({ path, element, message }: { path: string; element: string; message: string }): Problem {
  return {
    severity: 'warning',
    code: 'MESSAGE_LEFT_TO_SWEEP',
    path,
    element,
    message: {
      vi: `Tin "${message}" do hệ thống tự gửi theo thời hạn đã cam kết, kể cả khi tạm dừng hay gia hạn; bước này sẽ không gửi gì khi hồ sơ có thời hạn. Hãy bỏ bước này hoặc dùng tin khác.`,
      en: `The message "${message}" is sent by the city's own warnings, which heed pauses and more time; where a case has a deadline this step sends nothing. Remove the step or use another message.`,
    },
    params: { message },
  };
}
