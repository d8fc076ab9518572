/** What the reporter would be sent: the step is made on a copy, by the same core, and nothing of it is kept. */

import {
  composeNotice,
  followLink,
  givenParams,
  isForUnit,
  reachable,
  templateOf,
} from '#engine/cases/compose-notice.ts';
import { projectCase } from '#engine/cases/projection.ts';
import type { Command } from '#engine/core/commands.ts';
import type { CreateJob, Effect } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import { validateSubmission } from '#forms/validate.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { NoticePreview, Tasks } from '../../application/tasks.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { caseOf, formOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { ruleContext } from '../form-context.ts';
import type { LoadedService } from '../library.ts';
import { openValues } from '../steps/vault-values.ts';
import { visibleTask } from './find-task.ts';

/** Built-in jobs that a preview walks through; a process that makes more of them in one go is not previewed further. */
const jobsMax = 10;

/** What they do beside the notices, the preview leaves undone. */
const walkedThrough: ReadonlySet<string> = new Set(['notice', 'publish', 'merge']);

/** The code is the reporter's key: who knows it, and the number to call, could rate in the reporter's name. */
const codeMask = 'XXXX-XXXX-XXXX';

export function noticePreview(context: Context): Tasks['noticePreview'] {
  return async (actor, taskId, values) =>
    await context.store.transaction(async (tx): Promise<readonly NoticePreview[]> => {
      const task = await visibleTask(context, tx, actor, taskId);
      const record = await caseOf(tx, task);
      const place = await context.cities.current(tx);
      const service = await context.library.version(tx, task.serviceVersionId);
      const instance = await tx.engine.instances.byId(task.instanceId);
      const program = service.program.processes[instance?.processId ?? ''];
      if (!instance || !program || !task.open || task.part !== '') return [];
      const variables = await previewValues(context, tx, task, values);
      const env = { now: context.clock(), timeZone: place.city.province.timeZone, workingTime: place.workingTime };
      const state = JSON.parse(instance.snapshot) as State;
      const command: Command = { kind: 'completeTask', task: task.key, variables, by: actor.username };
      const walked = walk(program, state, command, env);
      const after = {
        ...record,
        ...projectCase(record, walked, {
          ...place,
          ...service,
          time: place.workingTime,
          receivedAt: record.receivedAt,
          now: env.now,
        }),
      };
      const previews: NoticePreview[] = [];
      for (const job of walked.notices)
        previews.push(...(await previewOf(context, tx, { job, record: after, place, service })));
      return previews;
    });
}

/** The values as the process would get them, except that personal texts stay readable: they are shown, not kept. */
async function previewValues(
  context: Context,
  tx: Tx,
  task: TaskRow,
  values: Readonly<Record<string, unknown>>,
): Promise<Variables> {
  const { form, choices } = await formOf(context, tx, task);
  const { city } = await context.cities.current(tx);
  const judged = validateSubmission(form, values, [], ruleContext(city, choices, context.clock()));
  return { ...judged.values, ...judged.personal } as Variables;
}

interface Walked {
  readonly notices: readonly CreateJob[];
  readonly effects: readonly Effect[];
  readonly variables: Variables;
}

function walk(program: Program, from: State, first: Command, env: Env): Walked {
  const notices: CreateJob[] = [];
  const effects: Effect[] = [];
  let state = from;
  let command: Command | undefined = first;
  for (let turn = 0; command && turn <= jobsMax; turn += 1) {
    const stepped = step(program, state, command, env);
    if (stepped.kind === 'rejected') break;
    state = stepped.state;
    effects.push(...stepped.effects);
    const jobs = stepped.effects.filter((effect) => effect.kind === 'createJob');
    notices.push(...jobs.filter((job) => job.type === 'notice'));
    const next: CreateJob | undefined = jobs.find(({ type }) => walkedThrough.has(type));
    command = next && { kind: 'completeJob', job: next.job, variables: {} };
  }
  return { notices, effects, variables: variablesIn(state, state.root) };
}

async function previewOf(
  context: Context,
  tx: Tx,
  at: {
    readonly job: CreateJob;
    readonly record: CaseRow;
    readonly place: CityInForce;
    readonly service: LoadedService;
  },
): Promise<readonly NoticePreview[]> {
  const { job, record, place, service } = at;
  const template = service.messages.get(templateOf(job) ?? '');
  if (!template || isForUnit(template, job)) return [];
  const { phone = '', email = '' } = record.vault;
  const texts = await context.vault.read(tx, record.id, [phone, email].filter(Boolean));
  const given = await openValues(
    context.vault,
    tx,
    record.id,
    givenParams(job.inputs) as Readonly<Record<string, Json>>,
  );
  const link = followLink(context.config.publicUrl, codeMask);
  const facts = { record, place, link, language: record.language, now: context.clock(), given };
  return reachable({ phone: texts.get(phone), email: texts.get(email) }).flatMap((channel): NoticePreview[] => {
    const composed = composeNotice(template, channel, facts);
    return composed ? [{ channel, language: record.language, ...composed }] : [];
  });
}
