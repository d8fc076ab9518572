// What a service holds and never uses, and what it names and does not hold.
import { sentByProduct } from '#engine/cases/product-messages.ts';
import type { ServicePack } from '#engine/cases/service-pack.ts';
import type { Expression } from '#engine/core/model/program.ts';
import type { CityFacts } from '../city-facts.ts';
import { sendingsOf } from '../messages-sent.ts';
import { found, type Rule } from '../rule.ts';
import { elementsOf, formOf, type ReadService } from '../service.ts';

export const unused: Rule = (service, city) =>
  service.main === undefined
    ? []
    : [
        ...messagesNeverSent(service, city),
        ...formsNeverUsed(service),
        ...decisionsNeverCalled(service),
        ...stages(service, service.pack),
        ...outcomes(service, service.pack),
      ];

function messagesNeverSent(service: ReadService, city: CityFacts | undefined): ReturnType<Rule> {
  const sendings = sendingsOf(service);
  // Which messages the city itself sends is not known in the browser.
  if (city === undefined || sendings.some(({ code }) => code === undefined)) return [];
  const sent = new Set([...sendings.map(({ code }) => code ?? ''), ...sentByProduct, ...sentByCity(city)]);
  for (const code of sent) {
    const followers = service.messages.get(code)?.followers ?? null;
    if (followers !== null) sent.add(followers);
  }
  return [...service.messages.values()].flatMap(({ code, name }) =>
    sent.has(code) ? [] : [found('MESSAGE_NEVER_SENT', { path: 'messages.json', element: code }, { name })],
  );
}

/** Warnings of the clocks, and apologies where a due date is put off. */
function sentByCity({ city }: CityFacts): readonly string[] {
  const apologies = [...city.slaClasses.values()].flatMap(({ apology }) => [apology.message, apology.moved]);
  return [city.escalation.nearMessage, city.escalation.lateMessage, ...apologies];
}

function formsNeverUsed(service: ReadService): ReturnType<Rule> {
  const used = new Set([service.pack?.startForm, ...elementsOf(service).map(({ node }) => formOf(node))]);
  return [...service.forms].flatMap(([name, { path, form }]) =>
    used.has(name) ? [] : [found('FORM_NEVER_USED', { path, element: null }, { form: form.title ?? name })],
  );
}

function decisionsNeverCalled(service: ReadService): ReturnType<Rule> {
  const { decisions } = service.loaded;
  const used = new Set(
    elementsOf(service).flatMap(({ node }) => (node.type === 'businessRuleTask' ? [node.decision] : [])),
  );
  for (const key of used) {
    const decision = decisions[key];
    if (decision !== undefined)
      for (const other of neededBy(JSON.stringify(decision), Object.keys(decisions))) used.add(other);
  }
  return Object.entries(decisions).flatMap(([key, decision]) => {
    if (decision.kind !== 'decision' || used.has(key)) return [];
    const path =
      service.files.find((file) => file.path.endsWith('.dmn') && file.content.includes(`"${key}"`))?.path ?? '';
    return [found('DECISION_NEVER_CALLED', { path, element: key }, { decision: decision.name })];
  });
}

function neededBy(text: string, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => text.includes(JSON.stringify(key)));
}

function stages(service: ReadService, pack: ServicePack | undefined): ReturnType<Rule> {
  if (pack === undefined) return [];
  const named = elementsOf(service).flatMap(({ path, node }) =>
    node.stage === null ? [] : [{ path, element: node.id, stage: node.stage }],
  );
  const unknown = named.flatMap(({ stage, ...place }) =>
    stage.kind === 'literal' && !pack.stages.has(stage.value)
      ? [found('STAGE_NOT_FOUND', place, { stage: stage.value })]
      : [],
  );
  if (named.some(({ stage }) => stage.kind === 'feel')) return unknown;
  const codes = named.map(({ stage }) => literal(stage));
  const reached = new Set([...codes, ...codes.map((code) => pack.stages.get(code)?.shownAs ?? '')]);
  const never = [...pack.stages.values()].flatMap(({ code, name }) =>
    reached.has(code) ? [] : [found('STAGE_NEVER_REACHED', { path: 'pack.json', element: `stages.${code}` }, { name })],
  );
  return [...unknown, ...never];
}

function outcomes(service: ReadService, pack: ServicePack | undefined): ReturnType<Rule> {
  if (pack === undefined) return [];
  return elementsOf(service).flatMap(({ path, node }) => {
    if (!('outputs' in node) || !('jobType' in node)) return [];
    const value = node.outputs.find(({ name }) => name === 'outcome')?.value;
    const unknown = value?.kind === 'literal' && !pack.outcomes.has(value.value);
    return unknown ? [found('OUTCOME_NOT_FOUND', { path, element: node.id }, { outcome: value.value })] : [];
  });
}

function literal(expression: Expression): string {
  return expression.kind === 'literal' ? expression.value : '';
}
