import { loadProgram } from '#engine/bpmn/load-program.ts';
import { parseMessages } from '#engine/cases/notices.ts';
import { toldIn } from '#engine/cases/told.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Localised } from '../../application/common.ts';
import type { DraftTrial, DraftTrials, History } from '../../application/history.ts';
import { ReplayFault } from '../../kernel/replay.ts';
import type { InstanceRow, ServiceResourceRow, ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { type PastCase, type Trial, tryDraft as tried } from '../../replay/draft/trial.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { consentJobType } from '../parts/keep.ts';
import { refusal } from '../refuse.ts';
import { requireDesign } from '../services/allowed.ts';
import { allowedIn } from '../services/problems.ts';
import { elementName } from '../step-names.ts';

/** Cases in one answer: some tenths of a second of work, so that other requests do not wait. */
const pageMax = 20;
/** Jobs that the product does by itself: nobody has to answer them. */
const assumed: ReadonlySet<string> = new Set([...['notice', 'publish', 'handBack', 'superior', consentJobType]]);

/**
 * Only who may design a service tries its drafts, and sees of a case no more than its register number and its way.
 * The caller asks for one page after the other: nothing is kept, and it may stop whenever it likes.
 */
export function tryDraft(context: Context): History['tryDraft'] {
  return async (actor, service, { after }) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      return await draftTrials(context, tx, service, after);
    });
}

/** The same for who holds the machine. */
export async function draftTrials(
  context: Context,
  tx: Tx,
  service: string,
  after: string | undefined,
): Promise<DraftTrials> {
  const draft = await tx.engine.services.draft(service);
  if (draft === undefined || (after !== undefined && !isUuid(after))) throw refusal('NOT_FOUND');
  const resources = await tx.engine.services.resources(draft.id);
  const programs = await programsOf(context, resources);
  const { city, workingTime: time } = await context.cities.current(tx);
  const { messages } = parseMessages(resources.find(({ path }) => path === 'messages.json')?.content);
  const versions = new Map((await tx.engine.services.versions(service)).map((row) => [row.id, row]));
  const rows = await tx.engine.instances.begunOn([...versions.keys()], after ?? null, pageMax);
  const names: Record<string, Localised> = {};
  const cases: DraftTrial[] = [];
  for (const row of rows) {
    const { trial, past } = await trialOf(context, tx, row, programs[row.processId]);
    const head = await headOf(tx, row, versions.get(row.serviceVersionId));
    const receivedAt = head.receivedAt ?? row.startedAt;
    const told = trial.kind === 'tried' ? toldIn(trial.steps, { city, time, messages, receivedAt }) : [];
    const { receivedAt: _received, ...known } = head;
    cases.push({ ...described(trial), ...known, told });
    noteNames(names, cases.at(-1), [past?.programOf(past.place), programs[row.processId]]);
  }
  return { cases, names, next: rows.length < pageMax ? null : (rows.at(-1)?.id ?? null) };
}

/** @throws Refusal 409 where the draft cannot run */
async function programsOf(
  context: Context,
  resources: readonly ServiceResourceRow[],
): Promise<{ readonly [process: string]: Program }> {
  const { processes, problems } = await loadProgram(resources, allowedIn(context));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw refusal('SERVICE_HAS_PROBLEMS', { count: errors.length });
  return processes;
}

async function trialOf(
  context: Context,
  tx: Tx,
  row: InstanceRow,
  draft: Program | undefined,
): Promise<{ readonly trial: Trial; readonly past?: PastCase }> {
  if (draft === undefined) return { trial: { kind: 'refused', code: 'PROCESS_NOT_IN_DRAFT' } };
  try {
    const past = await context.kernel.pastCase(tx, row.id);
    return { past, trial: tried(past, { draft, assumed, now: context.clock() }) };
  } catch (error) {
    if (!(error instanceof ReplayFault)) throw error;
    return { trial: { kind: 'unreadable', number: error.number, code: 'REPLAY_DIFFERS' } };
  }
}

function described(trial: Trial): Omit<DraftTrial, 'instanceId' | 'registerNumber' | 'startedAt' | 'version' | 'told'> {
  const nothing = { parts: null, needs: [], stuck: [], deadlines: [] };
  if (trial.kind !== 'tried') return { ...nothing, result: trial.kind, code: trial.code };
  const { way, parts, needs, stuck, deadlines } = trial;
  return { result: way, code: null, parts: parts ?? null, needs, stuck, deadlines };
}

async function headOf(tx: Tx, row: InstanceRow, version: ServiceVersionRow | undefined) {
  const record = row.caseId === null ? undefined : await tx.cases.records.byId(row.caseId);
  const { id: instanceId, startedAt } = row;
  const { registerNumber = null, receivedAt } = record ?? {};
  return { instanceId, startedAt, receivedAt, registerNumber, version: version?.version ?? 0 };
}

function noteNames(
  names: Record<string, Localised>,
  trial: DraftTrial | undefined,
  programs: readonly (Program | undefined)[],
): void {
  const { parts = null, needs = [], stuck = [], deadlines = [], told = [] } = trial ?? {};
  const spoken = [
    ...(parts === null ? [] : [parts.after ?? '', ...parts.was, ...parts.now]),
    ...needs,
    ...stuck,
    ...deadlines.map(({ element }) => element),
    ...told.flatMap(({ element }) => element ?? []),
  ];
  for (const element of spoken) {
    for (const program of programs) {
      if (program?.nodes[element] !== undefined) names[element] = elementName(program, element);
    }
  }
}
