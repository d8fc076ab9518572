/**
 * `bpmn-engine` and `bpmn-elements` in their fastest proper use: the file is read once and its context is shared by all
 * instances, nothing is logged, services answer at once, and the condition is a function made once (the engine's own
 * way, a new `vm` context for each condition, is slower by far).
 */
import * as elements from 'bpmn-elements';
import { Engine } from 'bpmn-engine';
import { BpmnModdle } from 'bpmn-moddle';
import serialize, { TypeResolver } from 'moddle-context-serializer';
import type { Contender } from './contender.ts';
import type { Model } from './models.ts';

const settings = { enableDummyService: true, disableTrackState: true };

export async function bpmnElements({ xml, variables, userTask }: Model): Promise<Contender> {
  const environment = new elements.Environment({ settings, scripts: conditions() });
  const shared = elements.Context(await contextOf(xml), environment);
  const make = () => new elements.Definition(shared.clone(environment.clone({ variables: { ...variables } })));
  const finish = (definition: elements.Definition): void => {
    if (userTask !== null) definition.signal({ id: userTask });
    if (definition.counters.completed !== 1) throw new Error(`the instance is ${definition.status}`);
  };
  const begun = () => {
    const definition = make();
    definition.run();
    return definition;
  };
  return {
    name: 'bpmn-elements',
    run: () => finish(begun()),
    runSaved: () => {
      const definition = make().recover(JSON.parse(JSON.stringify(begun().getState())));
      definition.resume();
      finish(definition);
    },
    waiting: async () => {
      const instance = begun();
      return { instance, json: JSON.stringify(instance.getState()) };
    },
  };
}

export async function bpmnEngine({ xml, variables, userTask }: Model): Promise<Contender> {
  const sourceContext = await contextOf(xml);
  const scripts = conditions();
  const make = () => new Engine({ sourceContext, settings, scripts, Logger: quiet, variables: { ...variables } });
  const finish = (execution: Awaited<ReturnType<Engine['execute']>>): void => {
    if (userTask !== null) execution.signal({ id: userTask });
    if (execution.state !== 'idle') throw new Error(`the instance is ${execution.state}`);
  };
  const saved = async () => {
    const engine = make();
    await engine.execute();
    return { instance: engine, json: JSON.stringify(await engine.getState()) };
  };
  return {
    name: 'bpmn-engine',
    run: async () => finish(await make().execute()),
    runSaved: async () =>
      finish(
        await make()
          .recover(JSON.parse((await saved()).json))
          .resume(),
      ),
    waiting: saved,
  };
}

async function contextOf(xml: string) {
  const types = TypeResolver({ ...elements });
  return serialize((await new BpmnModdle().fromXML(xml)) as Parameters<typeof serialize>[0], types);
}

/** Conditions of the form `name > number`, each made into a function once. */
function conditions(): elements.IScripts {
  const known = new Map<string, elements.Script>();
  return {
    register({ id = '', behaviour }: elements.ElementBase) {
      const [, name = '', limit] = /^(\w+) > (\d+)$/.exec(behaviour?.['conditionExpression']?.body ?? '') ?? [];
      if (limit === undefined || known.has(id)) return undefined;
      const script: elements.Script = {
        execute: ({ environment }, callback) => callback?.(null, environment.variables[name] > Number(limit)),
      };
      known.set(id, script);
      return script;
    },
    getScript: (_language, { id = '' }) => known.get(id) as elements.Script,
  };
}

const quiet = () => ({ debug() {}, error() {}, warn() {} });
