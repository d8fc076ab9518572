/** A case of an imported table of states, played on the real core and judged by its real forms, action by action. */

import { type ImportedTable, importTable, type TableOptions } from '#engine/bpmn/business-service/import-table.ts';
import type { BusinessService, SourceAction, SourceState } from '#engine/bpmn/business-service/source.ts';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Command } from '#engine/core/commands.ts';
import type { OpenTask } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { parseForm } from '#forms/check.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { validateSubmission } from '#forms/validate.ts';

export interface TableModel {
  readonly imported: ImportedTable;
  readonly source: BusinessService;
  readonly program: Program;
  readonly forms: ReadonlyMap<string, FormDefinition>;
  /** State of the source by the id of its element. */
  readonly states: ReadonlyMap<string, SourceState>;
}

export async function tableModel(text: string, options: TableOptions = {}): Promise<TableModel> {
  const imported = importTable(text, 'table.json', options);
  const { service, source } = imported;
  if (service === null || source === null) throw new Error(imported.problems.map((one) => one.message.en).join('\n'));
  const resources = Object.entries(service.files).map(([path, content]) => ({ path, content }));
  const { processes, problems } = await loadProgram(resources.filter(({ path }) => /\.(bpmn|form\.json)$/.test(path)));
  const program = processes[service.key];
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (program === undefined || errors.length > 0) throw new Error(errors.map((one) => one.message.en).join('\n'));
  const forms = resources.flatMap(({ path, content }): [string, FormDefinition][] => {
    const name = /^forms\/(.+)\.form\.json$/.exec(path)?.[1];
    if (name === undefined) return [];
    const { form, problems: faults } = parseForm(content, path);
    if (!form || faults.length > 0) throw new Error(`${path}: ${JSON.stringify(faults)}`);
    return [[name, form]];
  });
  const byStage = new Map(source.states.map((state) => [state.code, state]));
  const states = Object.values(program.nodes).flatMap((node): [string, SourceState][] => {
    const state = node.stage?.kind === 'literal' ? byStage.get(String(node.stage.value)) : undefined;
    return state === undefined ? [] : [[node.id, state]];
  });
  return { imported, source, program, forms: new Map(forms), states: new Map(states) };
}

/** A case at one moment; never changed, so that many things can be tried from it. */
export interface TableCase {
  readonly state: State;
  readonly tasks: readonly OpenTask[];
  /** Element of the state that it is in, or has ended in. */
  readonly at: string;
  readonly now: Instant;
}

/** @param chosen what the opening form says, where it asks */
export function openCase({ program, states }: TableModel, chosen: Variables = {}): TableCase {
  const now = Date.UTC(2026, 0, 5, 1);
  return played(program, states, { state: undefined, tasks: [], at: '', now }, { kind: 'start', variables: chosen });
}

/** An operator puts the case to a state that no way leads to. */
export function putTo({ program, states }: TableModel, from: TableCase, element: string): TableCase {
  const where = { kind: 'move', cancel: [from.at], startBefore: [element], startAfter: [], variables: {} } as const;
  return played(program, states, from, where);
}

/** @returns the case afterwards; null where this role may not do this here */
export function tryAction(model: TableModel, from: TableCase, action: string, role: string): TableCase | null {
  return bySystem(model, from, action, role) ?? byPerson(model, from, action, role);
}

function byPerson(model: TableModel, from: TableCase, action: string, role: string): TableCase | null {
  const addressed = role === 'CITIZEN' ? 'citizen' : role.toLowerCase();
  for (const task of from.tasks.filter((one) => one.role === addressed)) {
    const form = model.forms.get(task.form ?? '');
    if (form === undefined) throw new Error(`the task ${task.element} has no form`);
    const files = form.components
      .filter(({ type }) => type === 'file')
      .map(({ key }) => ({ field: key, originalName: 'a.jpg', bytes: 1 }));
    const context = { options: () => undefined, phone: () => undefined, serves: () => true };
    const { values, faults } = validateSubmission(form, { action, rating: '5' }, files, context);
    if (faults.length > 0) continue;
    const command = { kind: 'completeTask', task: task.task, variables: values as Variables } as const;
    return played(model.program, model.states, from, command);
  }
  return null;
}

function bySystem(model: TableModel, from: TableCase, action: string, role: string): TableCase | null {
  const heard = Object.values(from.state.subscriptions).find(
    (one) => one.kind === 'message' && one.name === `${role}.${action}`,
  );
  if (heard?.kind !== 'message') return null;
  const message = { kind: 'message', message: heard.name, subscription: heard.id, variables: {} } as const;
  return played(model.program, model.states, from, message);
}

/** Lets time go by until the next timer. @returns null where none is armed */
export function waitForTimer(model: TableModel, from: TableCase): TableCase | null {
  const timers = Object.values(from.state.subscriptions).flatMap((one) => (one.kind === 'timer' ? one : []));
  const [first] = timers.toSorted((a, b) => a.dueAt - b.dueAt);
  if (first === undefined) return null;
  const later = { ...from, now: first.dueAt };
  return played(model.program, model.states, later, { kind: 'fireTimer', timer: first.id });
}

type Before = Omit<TableCase, 'state'> & { readonly state: State | undefined };

/** Carries the command out and lets notices be sent. */
function played(program: Program, states: TableModel['states'], before: Before, first: Command): TableCase {
  let { state, at } = before;
  const tasks = new Map(before.tasks.map((task) => [task.task, task]));
  const commands: Command[] = [first];
  for (let command = commands.shift(); command !== undefined; command = commands.shift()) {
    const result = step(program, structuredClone(state), command, envAt(before.now));
    if (result.kind === 'rejected') throw new Error(`${command.kind} was rejected: ${JSON.stringify(result)}`);
    state = result.state;
    for (const effect of result.effects) {
      if (effect.kind === 'openTask') tasks.set(effect.task, effect);
      if (effect.kind === 'closeTask') tasks.delete(effect.task);
      if (effect.kind === 'createJob') commands.push({ kind: 'completeJob', job: effect.job, variables: {} });
      if (effect.kind === 'openIncident')
        throw new Error(`an incident at ${effect.element}: ${JSON.stringify(effect)}`);
      if (effect.kind === 'stage' && states.has(effect.element)) at = effect.element;
    }
  }
  if (state === undefined) throw new Error('there is no case');
  return { state, tasks: [...tasks.values()], at, now: before.now };
}

/** Every calendar runs day and night here. */
function envAt(now: Instant): Env {
  const due = (start: Instant, duration: string): Instant => {
    const [, days, hours, minutes, seconds] =
      /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)?.map((part) => Number(part ?? 0)) ?? [];
    return start + (((days ?? 0) * 24 + (hours ?? 0)) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  };
  return { now, timeZone: 'Asia/Ho_Chi_Minh', workingTime: { due } };
}

/** What the source itself would say. */
export function sourceVerdict({ states }: BusinessService, state: string, action: string, role: string): string | null {
  const found = states.find(({ code }) => code === state)?.actions.find(({ code }) => code === action);
  return found?.roles.includes(role) === true ? found.next : null;
}

/** What leads from the opening to each state, as (action, role), the shortest way. */
export function waysTo(source: BusinessService): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const ways = new Map<string, readonly (readonly [string, string])[]>();
  const { opening } = source;
  const open: { readonly code: string; readonly way: readonly (readonly [string, string])[] }[] =
    opening.kind === 'state'
      ? [{ code: opening.first, way: [] }]
      : opening.actions.map(({ next, code, roles }) => ({ code: next, way: [[code, roles[0] ?? '']] }));
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    if (ways.has(one.code)) continue;
    ways.set(one.code, one.way);
    const actions: readonly SourceAction[] = source.states.find(({ code }) => code === one?.code)?.actions ?? [];
    for (const { code, next, roles } of actions) open.push({ code: next, way: [...one.way, [code, roles[0] ?? '']] });
  }
  return ways;
}
