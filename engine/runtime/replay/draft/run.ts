/** One run of a case: its state, and what an observer has seen of its way. Shared by the run as it was and the trial. */
import type { SeenStep } from '#engine/cases/clocks/tried-clocks.ts';
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import { newPast, type Past, remember } from '#engine/core/returns/past.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { Instant } from '#engine/core/values.ts';
import { createLabels, type Labels } from './labels.ts';

export interface Run {
  program: Program;
  state: State | undefined;
  readonly labels: Labels;
  /** For what sends work back. */
  readonly past: Past;
  readonly seen: Seen;
  /** Instant of the last command. */
  at: Instant;
}

export interface Seen {
  /** Elements in the order in which they began. */
  readonly activated: string[];
  /** Where it went on to from each element, in order. */
  readonly targets: Map<string, string[]>;
  /** Due dates of tasks and timers, by label. */
  readonly due: Map<string, Instant>;
  /** When tasks ended, by label. */
  readonly ended: Map<string, Instant>;
  /** Every step, as what looks at cases sees it. */
  readonly steps: SeenStep[];
}

export function newRun(program: Program): Run {
  const seen: Seen = { activated: [], targets: new Map(), due: new Map(), ended: new Map(), steps: [] };
  return { program, state: undefined, labels: createLabels(), past: newPast(), seen, at: 0 };
}

export type Carried =
  | { readonly kind: 'ok'; readonly opened: readonly string[]; readonly effects: readonly Effect[] }
  | { readonly kind: 'rejected'; readonly code: string };

/** Carries out one command and notes what can be seen of it. */
export function carryOut(run: Run, command: Command, env: Env): Carried {
  const stepped = step(run.program, run.state, command, env);
  if (stepped.kind === 'rejected') return { kind: 'rejected', code: stepped.code };
  run.state = stepped.state;
  run.at = env.now;
  remember(run.past, { command, stepped, at: env.now });
  return { kind: 'ok', opened: observe(run, stepped.effects, env.now), effects: stepped.effects };
}

/** @returns labels of what the effects opened */
export function observe(run: Run, effects: readonly Effect[], now: Instant): readonly string[] {
  const opened = run.labels.note(effects);
  const { state, seen } = run;
  seen.steps.push({ at: now, effects, variables: state?.scopes[state.root]?.variables ?? {} });
  for (const effect of effects) see(run, effect, now);
  return opened;
}

function see({ seen, labels, program }: Run, effect: Effect, now: Instant): void {
  if (effect.kind === 'history' && effect.event === 'activated') seen.activated.push(effect.element);
  if (effect.kind === 'history' && effect.event === 'taken') {
    const flow = program.flows[effect.element];
    if (flow !== undefined) seen.targets.set(flow.source, [...(seen.targets.get(flow.source) ?? []), flow.target]);
  }
  const due = dueOf(effect);
  const label = due && labels.labelOf(due.thing, due.key);
  if (due !== undefined && label !== undefined) seen.due.set(label, due.at);
  const closed = effect.kind === 'closeTask' ? labels.labelOf('task', effect.task) : undefined;
  if (closed !== undefined) seen.ended.set(closed, now);
}

function dueOf(effect: Effect) {
  if (effect.kind === 'armTimer') return { thing: 'timer', key: effect.timer, at: effect.dueAt } as const;
  if (effect.kind !== 'openTask' || effect.dueAt === undefined) return undefined;
  return { thing: 'task', key: effect.task, at: effect.dueAt } as const;
}

export function isAlive({ state }: Run): boolean {
  return state !== undefined && (state.life === 'active' || state.life === 'suspended');
}

/** Labels of what people, machines and other processes are asked for now. */
export function waitsFor({ state, labels, program }: Run): readonly string[] {
  if (state === undefined) return [];
  const found: (string | undefined)[] = [];
  for (const node of Object.values(state.nodes)) {
    if (node.incident !== undefined) continue;
    if (node.task !== undefined) found.push(labels.labelOf('task', node.task.id));
    if (node.job !== undefined) found.push(labels.labelOf('job', node.job.id));
    if (node.call !== undefined) found.push(labels.labelOf('call', node.call.id));
  }
  for (const { id, kind, element } of Object.values(state.subscriptions)) {
    const type = program.nodes[element]?.type;
    const waits = type === 'receiveTask' || type === 'intermediateCatchEvent';
    if (waits && (kind === 'message' || kind === 'signal')) found.push(labels.labelOf('subscription', id));
  }
  return found.filter((label) => label !== undefined);
}

/** Labels of what is stuck now. */
export function stuckAt({ state, labels }: Run): readonly string[] {
  const nodes = Object.values(state?.nodes ?? {});
  return nodes.flatMap(({ incident }) => (incident && labels.labelOf('incident', incident.id)) ?? []);
}

export interface DueTimer {
  readonly key: string;
  readonly dueAt: Instant;
}

/** The timer that is due next, of those whose label is asked for. */
export function nextTimer(
  { state, labels }: Run,
  isMeant: (label: string) => boolean = () => true,
): DueTimer | undefined {
  let next: DueTimer | undefined;
  for (const one of Object.values(state?.subscriptions ?? {})) {
    if (one.kind !== 'timer' || !isMeant(labels.labelOf('timer', one.id) ?? '')) continue;
    if (next === undefined || one.dueAt < next.dueAt) next = { key: one.id, dueAt: one.dueAt };
  }
  return next;
}
