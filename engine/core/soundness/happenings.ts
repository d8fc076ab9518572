// What can happen to an instance next: everything that it waits or listens for.
import type { Command } from '../commands.ts';
import type { FlowNode, Program } from '../model/program.ts';
import { beginningsOf } from '../model/starts.ts';
import { triggersOf } from '../model/triggers.ts';
import type { NodeInstance, State, Subscription } from '../state.ts';
import { enabledIn } from '../verbs/ad-hoc.ts';
import type { Happening } from './graph.ts';
import { isPause } from './pauses.ts';

export interface Possible {
  readonly happening: Happening;
  readonly command: Command;
  /** The one node whose token it concerns; null where it is not one alone. */
  readonly owner: string | null;
  /** The node or scope that an interrupting event of the outside would end. */
  readonly ends?: string;
}

/** The code of an error or escalation that a worker reports where the model catches every code. */
export const anyError = 'ERROR';

/** Every way in which an instance can begin. */
export function startsOf(program: Program): readonly Possible[] {
  const plain = (program.scopes[program.process]?.starts.length ?? 0) > 0;
  const start = (element: string | null, message: string | null): Possible => ({
    happening: { kind: 'start', element, message },
    command: { kind: 'start', variables: {}, ...(element !== null && { startEvent: element }) },
    owner: null,
  });
  const named = beginningsOf(program).map(({ element: { id, trigger } }) => {
    const message = triggersOf(trigger).flatMap((one) => (one.kind === 'message' ? one.message : []));
    return start(id, message[0] ?? null);
  });
  return [...(plain ? [start(null, null)] : []), ...named];
}

/** In a state that pauses, only that it goes on. */
export function possibleIn(program: Program, state: State, regions: Regions): readonly Possible[] {
  const nodes = Object.values(state.nodes);
  const pause = nodes.find((node) => isPause(node.element));
  if (pause !== undefined) {
    const command = { kind: 'trigger', node: pause.id, variables: {} } as const;
    return [{ happening: { kind: 'pause', element: pause.element }, command, owner: pause.id }];
  }
  return [
    ...nodes.flatMap((node) => atNode(program, state, node)),
    ...Object.values(state.subscriptions).flatMap((one) => bySubscription(program, state, one, regions)),
    ...signals(program, state, regions),
  ];
}

function atNode(program: Program, state: State, node: NodeInstance): readonly Possible[] {
  const element = program.nodes[node.element];
  if (element === undefined) return [];
  const own = (happening: Happening, command: Command): Possible => ({ happening, command, owner: node.id });
  const complete: Happening = { kind: 'complete', element: element.id };
  // Only a state that somebody has brought along has one: an operator helps.
  if (node.incident !== undefined) {
    return [own(complete, { kind: 'retryIncident', incident: node.incident.id })];
  }
  if (node.life !== 'active') return [];
  const variables = {};
  const list: Possible[] = [];
  if (node.task !== undefined) {
    const task = node.task.id;
    list.push(own(complete, { kind: 'completeTask', task, variables }));
    for (const code of codesOf(program, element.boundaries, 'error')) {
      const happening = { kind: 'throwError', element: element.id, code } as const;
      list.push(own(happening, { kind: 'throwError', task, code, variables }));
    }
  }
  if (node.job !== undefined) {
    const job = node.job.id;
    list.push(own(complete, { kind: 'completeJob', job, variables }));
    for (const code of errorsCaughtAround(program, element)) {
      list.push(own({ kind: 'throwError', element: element.id, code }, { kind: 'throwError', job, code, variables }));
    }
  }
  if (node.call !== undefined) list.push(...atCall(program, element, node.call.id, own));
  if (element.type === 'receiveTask' && element.trigger.kind === 'none' && node.loop === undefined) {
    list.push(own(complete, { kind: 'trigger', node: node.id, variables }));
  }
  return [...list, ...inAdHoc(program, state, node)];
}

function atCall(
  program: Program,
  element: FlowNode,
  call: string,
  own: (happening: Happening, command: Command) => Possible,
): readonly Possible[] {
  const { id } = element;
  const variables = {};
  return [
    own({ kind: 'complete', element: id }, { kind: 'completeCall', call, variables }),
    ...errorsCaughtAround(program, element).map((code) =>
      own({ kind: 'throwError', element: id, code }, { kind: 'throwError', call, code, variables }),
    ),
    ...codesOf(program, element.boundaries, 'escalation').map((code) =>
      own({ kind: 'escalate', element: id, code }, { kind: 'escalateCall', call, code }),
    ),
  ];
}

function inAdHoc(program: Program, state: State, node: NodeInstance): readonly Possible[] {
  const scope = Object.values(state.scopes).find((one) => one.node === node.id && one.adHoc?.open === true);
  if (scope === undefined) return [];
  const busy = new Set(Object.values(state.nodes).flatMap((one) => (one.scope === scope.id ? [one.element] : [])));
  const host = node.element;
  return [
    ...enabledIn(program, state, scope)
      .filter((id) => !busy.has(id))
      .map(
        (id): Possible => ({
          happening: { kind: 'activate', element: id, host },
          command: { kind: 'activate', node: node.id, element: id },
          owner: null,
        }),
      ),
    { happening: { kind: 'finishAdHoc', element: host }, command: { kind: 'finishAdHoc', node: node.id }, owner: null },
  ];
}

function bySubscription(program: Program, state: State, one: Subscription, regions: Regions): readonly Possible[] {
  if (one.kind === 'signal' || isUnderWay(program, state, one, regions)) return [];
  const host = one.host.kind === 'node' ? (state.nodes[one.host.id]?.element ?? null) : null;
  const owner = one.host.kind === 'node' ? one.host.id : null;
  const place = { element: one.element, host };
  const event = program.nodes[one.element];
  const interrupts = (event?.type === 'boundaryEvent' || event?.type === 'startEvent') && event.interrupting;
  const concerns = { owner, ...(interrupts && { ends: one.host.id }) };
  if (one.kind === 'timer') {
    const command = { kind: 'fireTimer', timer: one.id } as const;
    return [{ happening: { kind: 'timer', name: '', ...place }, command, ...concerns }];
  }
  if (one.kind === 'conditional') return [];
  const kind = one.name.startsWith('condition ') ? 'condition' : 'message';
  return [
    {
      happening: { kind, name: one.name, ...place },
      command: { kind: 'message', message: one.name, subscription: one.id, variables: {} },
      ...concerns,
    },
  ];
}

/** A signal reaches all who listen. */
function signals(program: Program, state: State, regions: Regions): readonly Possible[] {
  const byName = new Map<string, Subscription[]>();
  for (const one of Object.values(state.subscriptions)) {
    if (one.kind === 'signal') byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  }
  return [...byName].flatMap(([name, listening]) => {
    if (listening.some((one) => isUnderWay(program, state, one, regions))) return [];
    // Whose token goes on, before who begins or ends something around it.
    const first = listening.find(({ host }) => host.kind === 'node' && !holdsScope(state, host.id)) ?? listening[0];
    const element = first?.element ?? '';
    return [
      {
        happening: { kind: 'signal', name, element } as const,
        command: { kind: 'signal', signal: name, variables: {} } as const,
        owner: null,
      },
    ];
  });
}

function holdsScope({ scopes }: State, node: string): boolean {
  return Object.values(scopes).some((scope) => scope.node === node);
}

/** Elements that only what an event began can reach, by event. */
export type Regions = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What does not interrupt may happen again and again; here it happens again only when what it began is over, since
 * how often the world calls is not the model's fault.
 */
export function isUnderWay(program: Program, state: State, one: Subscription, regions: Regions): boolean {
  const event = program.nodes[one.element];
  if (event?.type === 'boundaryEvent' && !event.interrupting) {
    const region = regions.get(event.id);
    const scope = state.nodes[one.host.id]?.scope;
    return Object.values(state.nodes).some((node) => node.scope === scope && region?.has(node.element) === true);
  }
  if (event?.type === 'startEvent' && !event.interrupting && one.host.kind === 'scope') {
    return Object.values(state.nodes).some((node) => node.scope === one.host.id && node.element === event.scope);
  }
  return false;
}

export function regionsOf(program: Program): Regions {
  return new Map(
    Object.values(program.nodes).flatMap((event) => {
      if (event.type !== 'boundaryEvent' || event.interrupting) return [];
      const others = program.scopes[event.scope]?.starts ?? [];
      const main = reached(program, others, event.id);
      const own = reached(program, [event.id], '');
      return [[event.id, new Set([...own].filter((id) => !main.has(id)))] as const];
    }),
  );
}

function reached(program: Program, from: readonly string[], without: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const ahead = [...from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const node = program.nodes[id];
    if (node === undefined || seen.has(id) || id === without) continue;
    seen.add(id);
    ahead.push(...node.boundaries, ...node.outgoing.map((flow) => program.flows[flow]?.target ?? ''));
    ahead.push(...linked(program, node));
  }
  return seen;
}

/** Where a throwing link goes on. */
export function linked(program: Program, node: FlowNode): readonly string[] {
  if (node.type !== 'intermediateThrowEvent' || node.trigger.kind !== 'link') return [];
  const { link } = node.trigger;
  return Object.values(program.nodes).flatMap((other) => {
    const catches = other.type === 'intermediateCatchEvent' && other.scope === node.scope;
    return catches && other.trigger.kind === 'link' && other.trigger.link === link ? [other.id] : [];
  });
}

/** Codes of the errors that somebody around an element catches: on its border, or in or on the scopes around it. */
export function errorsCaughtAround(program: Program, element: FlowNode): readonly string[] {
  const codes: (string | null)[] = [...codesOf(program, element.boundaries, 'error')];
  for (let scope = program.scopes[element.scope]; scope !== undefined; ) {
    const starts = scope.eventSubProcesses.flatMap((id) => {
      const inside = program.nodes[id];
      return inside?.type === 'eventSubProcess' ? [inside.start] : [];
    });
    codes.push(...codesOf(program, [...starts, ...(program.nodes[scope.id]?.boundaries ?? [])], 'error'));
    scope = scope.parent === null ? undefined : program.scopes[scope.parent];
  }
  return [...new Set(codes.map((code) => code ?? anyError))];
}

function codesOf(program: Program, events: readonly string[], kind: 'error' | 'escalation'): readonly string[] {
  return events.flatMap((id) => {
    const event = program.nodes[id];
    const triggers = event !== undefined && 'trigger' in event ? triggersOf(event.trigger) : [];
    return triggers.flatMap((trigger) =>
      (trigger.kind === 'error' || trigger.kind === 'escalation') && trigger.kind === kind
        ? [trigger.code ?? anyError]
        : [],
    );
  });
}
