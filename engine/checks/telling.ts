// Which elements tell the citizen something: messages to the reporter, and stages at which the case has ended for them.
import type { PackStage, ServicePack } from '#engine/cases/service-pack.ts';
import type { FlowNode } from '#engine/core/model/program.ts';
import type { Telling } from '#engine/core/soundness/finding.ts';
import { sendingsOf } from './messages-sent.ts';
import type { ReadService } from './service.ts';

/** @returns the elements of the process that a case begins with; of others nothing is asked */
export function tellingOf(service: ReadService): Telling {
  const { main, pack } = service;
  if (main === undefined || pack === undefined) return new Map();
  // What an expression names, and what a called process does, may tell them.
  const sending = sendingsOf(service).filter(({ code, toUnit }) => code === undefined || !toUnit);
  const nodes = Object.values(main.program.nodes);
  const staged = nodes.filter((node) => node.type === 'callActivity' || showsEnd(node, pack));
  return new Map([
    [main.program.process, new Set([...sending, ...staged].map((one) => ('element' in one ? one.element : one.id)))],
  ]);
}

function showsEnd({ stage }: FlowNode, pack: ServicePack): boolean {
  if (stage === null) return false;
  return stage.kind === 'feel' || isSeenEnd(pack.stages.get(stage.value), pack);
}

/** Seen by the reporter as itself, or as the stage that is shown in its place. */
function isSeenEnd(stage: PackStage | undefined, { stages }: ServicePack): boolean {
  if (stage === undefined) return false;
  const seen = stage.visibility === 'internal' ? stages.get(stage.shownAs ?? '') : stage;
  return seen?.ends === true;
}
